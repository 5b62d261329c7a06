"""What an endpoint is called with, read from the request by a plan that is made once for each route.

FastAPI looks at every parameter anew for each request: what it is called, whether it is a list, what it depends on. For
lists with a dozen filters that is more than the database takes. The plan has those answers; the values are checked by
the same fields of FastAPI's, so what is refused, and how, stays the same. A route with something that the plan does not
know (forms, generators) is left to FastAPI.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from inspect import iscoroutinefunction
from typing import Any

from fastapi import Request, params
from fastapi._compat import ModelField, Undefined
from fastapi._compat.shared import field_annotation_is_sequence
from fastapi._compat.v2 import get_missing_field_error
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_body_to_args
from fastapi.exceptions import RequestValidationError
from pydantic import AliasChoices, AliasPath, BaseModel, Json
from starlette.datastructures import Headers, QueryParams

Source = Mapping[str, Any]
Call = Callable[..., Awaitable[Any]]
_REQUEST = "hengjian_request"
_UNCHANGEABLE = (type(None), bool, int, str, Decimal, Enum)
"""Kinds of defaults that need no copy of their own for each request."""


@dataclass(frozen=True)
class _Parameter:
    """One value of the path, the query, the headers or the cookies."""

    field: ModelField
    name: str
    alias: str
    is_list: bool
    location: tuple[str, str]
    fixed: Any
    """What stands for an absent value, where that is the same for every request; ``Undefined`` otherwise."""

    def read(self, source: Source, errors: list[Any]) -> Any:
        if self.is_list and isinstance(source, QueryParams | Headers):
            value: Any = source.getlist(self.alias) or Undefined
        else:
            value = source.get(self.alias, Undefined)
        if value is Undefined:
            if self.fixed is not Undefined:
                return self.fixed
            if self.field.field_info.is_required():
                errors.append(get_missing_field_error(loc=self.location))
                return None
            default = deepcopy(self.field.default)
            if not self.field.field_info.validate_default:
                return default
            value = default
        value, faults = self.field.validate(value, {}, loc=self.location)
        errors.extend(faults)
        return value


@dataclass(frozen=True)
class _Node:
    """An endpoint, or something that one depends on."""

    call: Call
    name: str | None
    further: Sequence["_Node"]
    path: Sequence[_Parameter]
    query: Sequence[_Parameter]
    headers: Sequence[_Parameter]
    cookies: Sequence[_Parameter]
    request_name: str | None

    async def arguments(self, request: Request, solved: dict[Call, Any], errors: list[Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for node in self.further:
            if node.call not in solved:
                before = len(errors)
                arguments = await node.arguments(request, solved, errors)
                if len(errors) > before:
                    continue
                solved[node.call] = await node.call(**arguments)
            if node.name is not None:
                values[node.name] = solved[node.call]
        for parameters, source in (
            (self.path, request.path_params),
            (self.query, request.query_params if self.query else {}),
            (self.headers, request.headers if self.headers else {}),
            (self.cookies, request.cookies if self.cookies else {}),
        ):
            for parameter in parameters:
                values[parameter.name] = parameter.read(source, errors)
        if self.request_name is not None:
            values[self.request_name] = request
        return values


def plan(dependant: Dependant, *, embed_body: bool) -> Dependant:
    """The endpoint as FastAPI is to call it: with nothing to look up but the body that it parses."""
    node = _node_of(dependant)
    if node is None or any(isinstance(one.field_info, params.Form) for one in dependant.body_params):
        return dependant
    body_fields = dependant.body_params

    async def call(**given: Any) -> Any:
        request: Request = given.pop(_REQUEST)
        errors: list[Any] = []
        values = await node.arguments(request, {}, errors)
        if body_fields:
            body = getattr(request, "_json", Undefined)
            if body is Undefined:
                body = await request.body() or Undefined
            read, faults = await request_body_to_args(body_fields, body, embed_body)
            values.update(read)
            errors.extend(faults)
        if errors:
            raise RequestValidationError(errors)
        return await node.call(**values, **given)

    return replace(
        dependant,
        call=call,
        dependencies=[],
        path_params=[],
        query_params=[],
        header_params=[],
        cookie_params=[],
        body_params=[],
        request_param_name=_REQUEST,
    )


def _node_of(dependant: Dependant, *, is_endpoint: bool = True) -> _Node | None:
    call = dependant.call
    unknown = (
        dependant.websocket_param_name,
        dependant.http_connection_param_name,
        dependant.background_tasks_param_name,
        dependant.security_scopes_param_name,
        dependant.own_oauth_scopes,
        dependant.concurrency,
        not dependant.use_cache,
        not is_endpoint and (dependant.response_param_name or dependant.body_params),
    )
    if call is None or any(unknown) or not (iscoroutinefunction(call) or iscoroutinefunction(type(call).__call__)):
        return None
    further = [_node_of(one, is_endpoint=False) for one in dependant.dependencies]
    groups = [
        [_parameter_of(field) for field in fields]
        for fields in (
            dependant.path_params,
            dependant.query_params,
            dependant.header_params,
            dependant.cookie_params,
        )
    ]
    known = [node for node in further if node is not None]
    path, query, headers, cookies = ([one for one in group if one is not None] for group in groups)
    if len(known) < len(further) or len(path + query + headers + cookies) < sum(map(len, groups)):
        return None
    return _Node(call, dependant.name, known, path, query, headers, cookies, dependant.request_param_name)


def _parameter_of(field: ModelField) -> _Parameter | None:
    info = field.field_info
    assert isinstance(info, params.Param)
    annotation = info.annotation
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    is_elaborate = isinstance(info.validation_alias, AliasChoices | AliasPath) or any(
        type(one) is Json for one in info.metadata
    )
    if is_model or is_elaborate:
        return None
    alias = field.validation_alias or field.alias
    is_list, location = field_annotation_is_sequence(annotation), (info.in_.value, alias)
    return _Parameter(field, field.name, alias, is_list, location, _fixed_default_of(field))


def _fixed_default_of(field: ModelField) -> Any:
    info = field.field_info
    if info.is_required() or info.default_factory is not None or info.validate_default:
        return Undefined
    return field.default if isinstance(field.default, _UNCHANGEABLE) else Undefined
