"""A list that can be counted tells its number, whoever asks and whatever is in it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.applications import Starlette

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, UNIT_ROLES, Role
from hengjian.kit.edge.routing import TOTAL_COUNT
from hengjian.launch.routes import Route, routes_of
from tests.contracts.addresses import address_of
from tests.support.people import People

OPENAPI = Path(__file__).parents[2] / "openapi.yaml"


def _can_be_counted(operation: dict[str, Any]) -> bool:
    return any(parameter["name"] == "count" for parameter in operation.get("parameters", ()))


@pytest.fixture(scope="module")
def lists(gateway: Starlette) -> list[Route]:
    paths = yaml.load(OPENAPI.read_text(), Loader=yaml.CSafeLoader)["paths"]
    counted = {path for path, methods in paths.items() if _can_be_counted(methods.get("get", {}))}
    routes = [route for app in gateway.state.apps.values() for route in routes_of(app)]
    return [route for route in routes if route.method == "GET" and route.path in counted]


def _role_for(route: Route) -> Role:
    return next(role for role in Role if route.permission is None or Permission(route.permission) in GRANTS[role])


async def test_every_list_tells_how_many_it_holds(lists: list[Route], people: People) -> None:
    untold = {}
    for route in lists:
        role = _role_for(route)
        reader = people.person(role, unit="T01" if role in UNIT_ROLES else None)
        answer = await reader.get(address_of(route), params={"count": "true"})
        if answer.is_success and answer.headers.get(TOTAL_COUNT) != str(len(answer.json()["items"])):
            untold[route.path] = answer.headers.get(TOTAL_COUNT)
    assert len(lists) > 50
    assert untold == {}
