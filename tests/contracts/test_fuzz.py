"""Schemathesis against every operation of the contract: whatever comes in, the answer is one that is declared."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpx
import pytest
import pytest_asyncio
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, Role
from hengjian.kit.settings import ServiceName
from hengjian.launch.contract import merge_contract
from hengjian.launch.routes import Route, routes_of
from hengjian.launch.together import server_config
from tests.support.clock import YEAR
from tests.support.fuzzing import fuzz_seed, fuzz_seed_told
from tests.support.people import People

EXAMPLES, LONG_EXAMPLES = 6, 60
LEFT_OUT = {"move_demo_clock"}
"""The office clock moves only forward and takes every service along; the journeys move it."""

USUAL = (Role.APPRAISAL_OFFICE, Role.ORGANISATION_DEPARTMENT, Role.ADMINISTRATOR, Role.UNIT_HEAD)
Operation = APIOperation[Any, Any, Any, Any]
AnyCase = Case[Any]
KNOWN = {"code": "T01", "unit_code": "T01", "class_code": "township-1", "year": YEAR}
"""Half of the requests name what there is, so that they come further than the first look-up."""

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest_asyncio.fixture(scope="module")
async def address(gateway: Starlette) -> AsyncIterator[str]:
    """The gateway behind a real server, for a client in a thread of its own."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        config = server_config(gateway, port)
        config.lifespan = "off"
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await serving


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(people: People) -> None:
    """A little of everything that the lists show."""
    administrator, office = people.person(Role.ADMINISTRATOR), people.person(Role.SUPERVISION_OFFICE)
    place = {"class_code": "township-1", "class_from": "2020-01-01", "class_reason": "区位"}
    unit_class = {"code": "township-1", "name": "一类乡镇", "kind": "township", "basis": "工业为主"}
    units = [{"code": code, "name": f"{code}镇", "kind": "township", **place} for code in ("T01", "T02")]
    for path, items in (("unit-classes", [unit_class]), ("units", units)):
        answer = await administrator.post(f"/api/v1/directory/{path}:batch", json={"items": items})
        assert answer.status_code == 200, answer.text
    answer = await office.post("/api/v1/supervision/deduction-rules:adopt-template", json={"year": YEAR})
    assert answer.status_code == 200, answer.text


def _role_for(route: Route) -> Role | None:
    """One of the usual roles that may call the route, or anybody who may; None for a route that asks for nobody."""
    if route.permission is None:
        return None if route.is_public else Role.ADMINISTRATOR
    permission = Permission(route.permission)
    roles: tuple[Role, ...] = (*USUAL, *Role)
    return next(role for role in roles if permission in GRANTS[role])


def _headers(people: People, role: Role | None) -> Mapping[str, str]:
    if role is None:
        return {}
    client: httpx.AsyncClient = people.person(role, unit="T01")
    return {"Authorization": client.headers["Authorization"]}


@st.composite
def _cases(draw: st.DrawFn, operation: Operation) -> AnyCase:
    """Half of the cases keep to the contract, half break it somewhere."""
    mode = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    case: AnyCase = draw(operation.as_strategy(mode))
    if draw(st.booleans()):
        for part in (case.path_parameters, case.query, case.body):
            if isinstance(part, dict):
                part |= {name: KNOWN[name] for name in part if name in KNOWN}
    return case


def _fuzz(operation: Operation, address: str, headers: Mapping[str, str], examples: int) -> None:
    @seed(f"{fuzz_seed()} {operation.method} {operation.path}")
    @settings(
        max_examples=examples,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=_cases(operation))
    def ask(case: AnyCase) -> None:
        response = case.call(base_url=address, headers=dict(headers))
        case.validate_response(response, checks=CHECKS)

    ask()


@pytest.mark.parametrize(
    "examples",
    [EXAMPLES, pytest.param(LONG_EXAMPLES, marks=(pytest.mark.long, pytest.mark.timeout(1800)))],
)
@pytest.mark.parametrize("service", ServiceName)
async def test_every_answer_is_declared(
    service: ServiceName, examples: int, address: str, gateway: Starlette, people: People
) -> None:
    routes = {route.operation: route for route in routes_of(gateway.state.apps[service])}
    schema = schemathesis.openapi.from_dict(merge_contract())

    def fuzz_all() -> dict[str, str]:
        faults = {}
        for operation in _operations(schema):
            name = operation.definition.raw["operationId"]
            if name in routes and name not in LEFT_OUT:
                try:
                    _fuzz(operation, address, _headers(people, _role_for(routes[name])), examples)
                except (Exception, FailureGroup) as fault:  # noqa: BLE001 - all operations are tried before the test fails
                    faults[name] = "\n".join(map(str, getattr(fault, "exceptions", [fault])))
        return faults

    faults = await asyncio.to_thread(fuzz_all)
    told = "\n\n".join(f"{name}: {fault}" for name, fault in faults.items())
    assert faults == {}, f"{fuzz_seed_told()}\n\n{told}"


def _operations(schema: Any) -> Iterator[Operation]:
    for result in schema.get_all_operations():
        yield result.ok()


async def test_a_line_break_in_an_address_reaches_its_service(people: People) -> None:
    answer = await people.person(Role.ADMINISTRATOR).get("/api/v1/directory/units/T01%0A")
    assert answer.headers["content-type"] == "application/problem+json"


class TestValuesThatPostgresqlRefuses:
    """What the input models let through and the database does not is the caller's fault, and nobody's crash."""

    async def test_a_nul_character(self, people: People) -> None:
        row = {"code": "nul", "name": "a\x00b", "kind": "township", "basis": "x"}
        answer = await people.person(Role.ADMINISTRATOR).post(
            "/api/v1/directory/unit-classes:batch", json={"items": [row]}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "value_not_storable")
        assert answer.json()["detail"]
