"""What comes in is bounded, for all routes: parameters, sizes, days and times, and how many faults are told."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import annotated_types
import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import AwareDatetime, BaseModel, TypeAdapter, ValidationError
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
from hengjian.kit.edge.routing import TransactionalRoute
from hengjian.kit.problems.problems import FAULTS_TOLD
from hengjian.kit.requests.bounds import LARGEST_BODY, LARGEST_FORM
from hengjian.launch.routes import routes_of
from tests.support.people import People

BYTES_A_SIGN = 4
SMALL = 1000
"""Octets that names, numbers and signs of an object may take beside its texts."""


@pytest.fixture(scope="module")
def routes(gateway: Starlette) -> list[TransactionalRoute]:
    found = [
        route
        for app in gateway.state.apps.values()
        for included in app.routes
        for route in (included.original_router.routes if hasattr(included, "original_router") else [included])
    ]
    assert len(found) >= sum(len(routes_of(app)) for app in gateway.state.apps.values())
    return [route for route in found if isinstance(route, TransactionalRoute)]


def _address(route: APIRoute) -> str:
    return route.path.replace("{year}", "2026").replace("{", "").replace("}", "")


@pytest.fixture
def everybody(people: People) -> httpx.AsyncClient:
    return people.person(*Role, unit="T01", cadre="C01")


def _is_for_people(route: TransactionalRoute) -> bool:
    return route.path.startswith("/api/") and "/internal/" not in route.path


async def test_an_unknown_parameter_is_refused_with_the_known_ones(
    routes: list[TransactionalRoute], everybody: httpx.AsyncClient
) -> None:
    for route in filter(_is_for_people, routes):
        for method in route.methods or ():
            answer = await everybody.request(method, _address(route), params={"utm_source": "x"})
            assert answer.status_code == 422, route.path
            if method == "HEAD":
                continue
            [fault] = answer.json()["errors"]
            assert (fault["pointer"], fault["code"]) == ("/query/utm_source", "unknown_parameter")
            assert all(name in fault["message"] for name in route.bounds.parameters or ())


async def test_public_pages_do_not_mind_what_a_messenger_added(anonymous: httpx.AsyncClient) -> None:
    for path in ("/bulletin/", "/seals/"):
        assert (await anonymous.get(path, params={"utm_source": "x"})).status_code == 200


def _longest(schema: dict[str, Any], whole: dict[str, Any]) -> int:
    """Octets of the longest value that fits; an object's are those of all its members."""
    if "$ref" in schema:
        return _longest(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return max(_longest(choice, whole) for choice in schema["anyOf"])
    if "properties" in schema:
        return SMALL + sum(_longest(member, whole) for member in schema["properties"].values())
    if schema.get("type") == "string" and not {"enum", "const", "format", "pattern"} & set(schema):
        return int(schema["maxLength"]) * BYTES_A_SIGN
    return 0


def test_a_form_takes_its_longest_texts(routes: list[TransactionalRoute]) -> None:
    forms = [route for route in routes if route.body_field and route.bounds.largest_body == LARGEST_FORM]
    assert len(forms) > 40
    for route in forms:
        assert route.body_field
        schema = TypeAdapter[Any](route.body_field.field_info.annotation or object).json_schema()
        assert _longest(schema, schema) <= LARGEST_FORM, route.path


async def test_a_form_that_is_too_long_is_refused_before_it_is_read(
    routes: list[TransactionalRoute], everybody: httpx.AsyncClient
) -> None:
    for route in filter(_is_for_people, routes):
        if route.body_field and route.bounds.largest_body == LARGEST_FORM:
            for method in route.methods or ():
                answer = await everybody.request(method, _address(route), content=b" " * (LARGEST_FORM + 1))
                assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large"), route.path


async def test_a_form_without_its_length_is_measured_as_it_comes(anonymous: httpx.AsyncClient) -> None:
    async def pieces() -> Any:
        for _ in range(8):
            yield b" " * (LARGEST_FORM // 4)

    headers = {"Content-Type": "application/json"}
    answer = await anonymous.post("/api/v1/directory/session", content=pieces(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_errors_stop_at_twenty(people: People) -> None:
    many = {f"k{number}": 1 for number in range(LARGEST_BODY // 20)}
    answer = await people.person(Role.ADMINISTRATOR).post("/api/v1/directory/units:batch", json=many)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, FAULTS_TOLD)


async def test_a_key_without_a_sign_is_none(people: People) -> None:
    answer = await people.person(Role.ADMINISTRATOR).post(
        "/api/v1/directory/units:batch", json={"items": []}, headers={"Idempotency-Key": ""}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_unfit")


def _unbounded(annotation: Any, name: str, seen: set[Any], is_bounded: bool = False) -> Iterator[str]:
    """Names of the days and times below ``annotation`` that may lie in any year."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        yield from _unbounded(inner, name, seen, is_bounded or _bounds(marks))
    elif origin in (Union, UnionType):
        for choice in get_args(annotation):
            yield from _unbounded(choice, name, seen, is_bounded)
    elif origin is not None:
        for choice in get_args(annotation):
            yield from _unbounded(choice, name, seen)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        for field_name, field in annotation.model_fields.items():
            yield from _unbounded(field.annotation, f"{name}.{field_name}", seen, _bounds(field.metadata))
    elif isinstance(annotation, type) and issubclass(annotation, date | datetime) and not is_bounded:
        yield name


def _bounds(marks: Any) -> bool:
    found = [mark for mark in marks if isinstance(mark, annotated_types.Ge | annotated_types.Le)]
    nested = [mark for mark in marks if getattr(mark, "metadata", None)]
    return len(found) >= 2 or any(_bounds(mark.metadata) for mark in nested)


def _all_parameters(dependant: Dependant) -> Iterator[Any]:
    yield from dependant.query_params
    for dependency in dependant.dependencies:
        yield from _all_parameters(dependency)


def test_every_day_and_time_is_of_a_year_with_records(routes: list[TransactionalRoute]) -> None:
    unbounded: list[str] = []
    for route in filter(_is_for_people, routes):
        for field in [*_all_parameters(route.dependant), *([route.body_field] if route.body_field else [])]:
            info = field.field_info
            unbounded += _unbounded(info.annotation, f"{route.path} {info.alias}", set(), _bounds(info.metadata))
    assert unbounded == []


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_no_moment_leaves_the_calendar(
    routes: list[TransactionalRoute], everybody: httpx.AsyncClient, moment: str
) -> None:
    asked = [
        (route, field.field_info.alias or field.name)
        for route in filter(_is_for_people, routes)
        for field in _all_parameters(route.dependant)
        if _is_of_moments(field.field_info.annotation)
    ]
    assert len(asked) >= 2
    for route, name in asked:
        answer = await everybody.get(_address(route), params={name: moment})
        assert answer.status_code == 422, route.path


def _is_of_moments(annotation: Any) -> bool:
    return annotation is AwareDatetime or any(_is_of_moments(part) for part in get_args(annotation))


def _numbers(annotation: Any, name: str, seen: set[Any], marks: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Decimals below ``annotation``, each with all that is asked of it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _numbers(inner, name, seen, (*marks, *more))
    elif origin is not None:
        for choice in get_args(annotation):
            yield from _numbers(choice, name, seen, marks if origin in (Union, UnionType) else ())
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        for field_name, field in annotation.model_fields.items():
            yield from _numbers(field.annotation, f"{name}.{field_name}", seen, tuple(field.metadata))
    elif annotation is Decimal:
        yield name, Annotated[Decimal, *marks] if marks else Decimal


def test_what_is_no_number_is_refused_wherever_a_number_stands(routes: list[TransactionalRoute]) -> None:
    numbers: dict[str, Any] = {}
    for route in filter(_is_for_people, routes):
        for field in [*_all_parameters(route.dependant), *([route.body_field] if route.body_field else [])]:
            info = field.field_info
            numbers |= dict(_numbers(info.annotation, f"{route.path} {info.alias}", set(), tuple(info.metadata)))
    assert len(numbers) > 8
    taken = []
    for name, annotation in numbers.items():
        adapter = TypeAdapter[Any](annotation)
        for word in ("sNaN", "NaN", "-NaN", "Infinity", "-Infinity", "inf"):
            with suppress(ValidationError):
                adapter.validate_python(word)
                taken.append((name, word))
    assert taken == []
