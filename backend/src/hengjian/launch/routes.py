"""Every route of a service with what it asks of its caller: permission, version, idempotency key."""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute

from hengjian.kit.access.auth import PublicRoute, Requires, Rule, ServiceOnly
from hengjian.kit.edge.routing import calls_of, writes
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven
from hengjian.kit.following.changes import Following

_READ_VERSION = IfMatch.__metadata__[0].dependency  # type: ignore[attr-defined]
_READ_VERSION_GIVEN = IfMatchGiven.__metadata__[0].dependency  # type: ignore[attr-defined]

_READ_MARK = Following.__metadata__[0].dependency  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    operation: str
    tag: str | None
    """Of which part of its service; None where the contract leaves the route out."""
    rules: tuple[Rule, ...]
    takes_body: bool
    needs_version: bool
    minds_version: bool
    """Whether a caller may name the version that the act is meant for."""
    keeps_answers: bool
    is_followed: bool

    @property
    def permission(self) -> str | None:
        rule = self.rules[0]
        return str(rule.permission) if isinstance(rule, Requires) else None

    @property
    def is_public(self) -> bool:
        return isinstance(self.rules[0], PublicRoute)

    @property
    def is_internal(self) -> bool:
        return isinstance(self.rules[0], ServiceOnly)


def routes_of(app: FastAPI) -> list[Route]:
    found = []
    for included in app.routes:
        for route in included.original_router.routes if hasattr(included, "original_router") else [included]:
            if isinstance(route, APIRoute):
                calls = list(calls_of(route.dependant))
                found += [
                    Route(
                        method,
                        route.path,
                        route.operation_id or route.name,
                        str(route.tags[0]) if route.include_in_schema else None,
                        tuple(call for call in calls if isinstance(call, Rule)),
                        takes_body=route.body_field is not None or "requestBody" in (route.openapi_extra or {}),
                        needs_version=_READ_VERSION in calls,
                        minds_version=_READ_VERSION_GIVEN in calls,
                        keeps_answers=method == "POST" and writes(route.dependant),
                        is_followed=_READ_MARK in calls,
                    )
                    for method in sorted(route.methods or ())
                ]
    return found
