"""What a route takes at most: the parameters that its signature names, and the size of its body."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request, params
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel

from hengjian.kit.problems.problems import FAULTS_TOLD, BodyTooLarge, FieldError, InvalidInput

LARGEST_BODY = 2_000_000
"""Octets of a list, a document or a file: a thousand rows of the largest kind, or one piece of an upload."""

LARGEST_FORM = 32_000
"""Octets of a form whose fields are all single values; the longest texts of the contract fit four times."""


@dataclass(frozen=True)
class Bounds:
    """Of one route. A parameter that it does not know would be a filter that silently filters nothing.

    ``parameters`` is None for pages: a link that was passed on in a messenger carries what that has added.
    """

    parameters: frozenset[str] | None
    largest_body: int

    async def check(self, request: Request) -> None:
        if (known := self.parameters) is not None and not known.issuperset(request.query_params):
            unknown = [name for name in request.query_params if name not in known]
            raise InvalidInput([_unknown(name, known) for name in unknown[:FAULTS_TOLD]])
        if self.largest_body < LARGEST_BODY and await _size_of_body(request) > self.largest_body:
            raise BodyTooLarge(limit=self.largest_body)


async def _size_of_body(request: Request) -> int:
    """As it is announced; one that comes in pieces without its length is read."""
    announced = request.headers.get("content-length")
    return int(announced) if announced else len(await request.body())


def bounds_of(path: str, dependant: Dependant, body: ModelField | None) -> Bounds:
    """``body`` is what the endpoint reads from it; None where it reads nothing, or the stream itself."""
    parameters = frozenset(_parameters_of(dependant)) if path.startswith("/api/") else None
    return Bounds(parameters, LARGEST_FORM if _is_form(body) else LARGEST_BODY)


def _unknown(name: str, known: frozenset[str]) -> FieldError:
    names = ", ".join(sorted(known))
    zh = f"不认识的参数；可用的有 {names}。" if names else "此处没有参数。"
    en = f"This parameter is not known; known are {names}." if names else "There are no parameters here."
    return FieldError(f"/query/{name[:80]}", "unknown_parameter", zh, en)


def _is_form(body: ModelField | None) -> bool:
    """Whether it is an object of single values."""
    if body is None or isinstance(body.field_info, params.File):
        return False
    model = body.field_info.annotation
    return isinstance(model, type) and issubclass(model, BaseModel) and not _holds_many(model.model_json_schema())


def _parameters_of(dependant: Dependant) -> Iterator[str]:
    for parameter in dependant.query_params:
        annotation = parameter.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from (field.alias or name for name, field in annotation.model_fields.items())
        else:
            yield parameter.alias
    for dependency in dependant.dependencies:
        yield from _parameters_of(dependency)


def _holds_many(schema: Any) -> bool:
    if isinstance(schema, Mapping):
        if schema.get("type") == "array" or schema.get("additionalProperties", False) is not False:
            return True
        return any(_holds_many(member) for member in schema.values())
    return isinstance(schema, list) and any(map(_holds_many, schema))
