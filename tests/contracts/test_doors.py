"""No act without a door: what a person may do by the contract, a page of the web app does for them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS
from hengjian.launch.contract import described_apps
from hengjian.launch.routes import Route, routes_of
from tests.contracts.web_calls import WRITING, calls_of, calls_of_app, is_called

ROOT = Path(__file__).parents[2]

Operation = tuple[str, str]

NOT_FOR_PEOPLE: dict[Operation, str] = {
    (
        "POST",
        "/api/v1/directory/oauth/token",
    ): "Another system shows its own secret here; a person signs in.",
}
"""What no page calls, for ever, and why. Nothing that a role may do can stand here."""

OPEN: set[Operation] = {
    ("DELETE", "/api/v1/supervision/uploads/{upload_id}"),
    ("POST", "/api/v1/appraisal/evaluations"),
    ("POST", "/api/v1/supervision/deductions:batch"),
}
"""What people may do by the contract and no page does yet. It only ever gets shorter."""


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load((ROOT / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    return document


@pytest.fixture(scope="module")
def operations(contract: dict[str, Any]) -> set[Operation]:
    return {
        (method.upper(), path)
        for path, methods in contract["paths"].items()
        for method in methods
        if method.upper() in WRITING
    }


@pytest.fixture(scope="module")
def without_door(operations: set[Operation]) -> set[Operation]:
    calls = calls_of_app(ROOT / "frontend/src")
    return {operation for operation in operations if not is_called(operation, calls)}


def test_every_act_has_a_door(without_door: set[Operation]) -> None:
    assert sorted(without_door - NOT_FOR_PEOPLE.keys() - OPEN) == []


def test_what_has_a_door_or_is_no_operation_stands_on_no_list(
    without_door: set[Operation],
) -> None:
    assert sorted((NOT_FOR_PEOPLE.keys() | OPEN) - without_door) == []


def test_nothing_that_a_person_may_do_is_an_exception(contract: dict[str, Any]) -> None:
    token_address = contract["components"]["securitySchemes"]["client"]["flows"]["clientCredentials"]["tokenUrl"]
    routes = {
        (route.method, route.path): route
        for app in described_apps().values()
        for route in routes_of(app)
        if route.method in WRITING
    }
    for operation in NOT_FOR_PEOPLE:
        assert operation[1] == token_address or not _may_anybody(routes[operation]), operation


def _may_anybody(route: Route) -> bool:
    """Whether a person may call it. What asks for no permission is open to whoever has signed in, or to all."""
    return route.permission is None or any(Permission(route.permission) in held for held in GRANTS.values())


class TestReadingTheSource:
    """The ways in which the web app calls an operation; what only speaks of one is no door."""

    @pytest.mark.parametrize(
        ("source", "operation"),
        [
            ('api.POST("/api/v1/a/things", { body })', ("POST", "/api/v1/a/things")),
            (
                'api.PATCH(\n  "/api/v1/a/things/{id}",\n)',
                ("PATCH", "/api/v1/a/things/{id}"),
            ),
            (
                "api.POST(`/api/v1/${at}/things/{id}:try`)",
                ("POST", "/api/v1/a/things/{id}:try"),
            ),
            (
                'const PATH = "/api/v1/a/things";\napi.PUT(PATH, {})',
                ("PUT", "/api/v1/a/things"),
            ),
            (
                'fetch("/api/v1/a/things", { method: "DELETE" })',
                ("DELETE", "/api/v1/a/things"),
            ),
            (
                "endpoint: `${location.origin}/api/v1/a/files`",
                ("POST", "/api/v1/a/files"),
            ),
            (
                "endpoint: `${location.origin}/api/v1/a/files`",
                ("PATCH", "/api/v1/a/files/{upload_id}"),
            ),
        ],
    )
    def test_a_call(self, source: str, operation: Operation) -> None:
        assert is_called(operation, set(calls_of(source)))

    @pytest.mark.parametrize(
        "source",
        [
            'api.GET("/api/v1/a/things")',
            'api.PUT("/api/v1/a/things")',
            'api.POST("/api/v1/a/things/{id}")',
            '// api.POST("/api/v1/a/things")',
            '/* api.POST("/api/v1/a/things") */',
            'const PATH = "/api/v1/a/things";',
            "api.POST(`/api/v1/${at}/things/{id}`)",
        ],
    )
    def test_no_call(self, source: str) -> None:
        assert not is_called(("POST", "/api/v1/a/things"), set(calls_of(source)))
