"""Every route of every service with the rule that says who may call it."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from hengjian.kit.auth import PublicRoute, Requires, Rule, ServiceOnly


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    operation: str
    rules: tuple[Rule, ...]

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


def _rules(dependant: Dependant) -> Iterator[Rule]:
    for dependency in dependant.dependencies:
        if isinstance(dependency.call, Rule):
            yield dependency.call
        yield from _rules(dependency)


def routes_of(app: FastAPI) -> list[Route]:
    found = []
    for included in app.routes:
        for route in included.original_router.routes if hasattr(included, "original_router") else [included]:
            if isinstance(route, APIRoute):
                rules = tuple(_rules(route.dependant))
                found += [
                    Route(method, route.path, route.operation_id or route.name, rules)
                    for method in sorted(route.methods or ())
                ]
    return found
