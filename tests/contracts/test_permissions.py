"""Every route declares who may call it, and the server keeps to it: all routes x all roles."""

import httpx
import pytest
from starlette.applications import Starlette

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, SAFEGUARDS, UNIT_ROLES, Role
from hengjian.contracts.scopes import MACHINE_SCOPES, PEOPLE_ONLY
from hengjian.kit.settings import ServiceName
from hengjian.launch.routes import Route, routes_of
from hengjian.personnel.sight import deciding_permission
from hengjian.personnel.terms import ProposalKind
from tests.contracts.addresses import address_of
from tests.support.people import People


@pytest.fixture(scope="module")
def routes(gateway: Starlette) -> list[Route]:
    return [route for app in gateway.state.apps.values() for route in routes_of(app)]


async def _call(client: httpx.AsyncClient, route: Route) -> httpx.Response:
    return await client.request(route.method, address_of(route))


def test_every_route_has_one_rule(routes: list[Route]) -> None:
    assert {route.operation: len(route.rules) for route in routes if len(route.rules) != 1} == {}


def test_every_permission_opens_a_route_or_decides_a_kind_of_proposal(routes: list[Route]) -> None:
    """A permission that nothing asks for is a promise that nobody keeps."""
    used = {route.permission for route in routes} | {str(deciding_permission(kind)) for kind in ProposalKind}
    assert {str(permission) for permission in Permission} - used == set()


def test_every_permission_is_held_by_somebody() -> None:
    assert set(Permission) - set().union(*GRANTS.values()) == set()


def test_every_permission_takes_a_side() -> None:
    """Of each is said whether a machine may hold it; a new one without a side, or on both, fails here."""
    assert set(Permission) - MACHINE_SCOPES - PEOPLE_ONLY == set()
    assert not MACHINE_SCOPES & PEOPLE_ONLY


def test_a_machine_decides_nothing() -> None:
    """It reads what is no record of persons' acts, and leaves the office what it noticed."""
    writing = {scope for scope in MACHINE_SCOPES if not scope.endswith(":read")}
    assert writing == {Permission.SUPERVISION_DEDUCTION_RECORD, Permission.SUPERVISION_EVIDENCE_UPLOAD}
    assert Permission.DIRECTORY_AUDIT_READ in PEOPLE_ONLY


@pytest.mark.parametrize("role", sorted(SAFEGUARDS))
def test_administrators_and_auditor_judge_nothing(role: Role) -> None:
    judging = {p for p in GRANTS[role] if not p.startswith("directory:") and not p.endswith(":read")}
    assert judging == set()


def test_neither_administrator_can_do_what_the_other_must() -> None:
    """Proposing and confirming, and letting in again whom one has let in."""
    writes = {role: {p for p in GRANTS[role] if not p.endswith(":read")} for role in sorted(SAFEGUARDS)}
    assert writes[Role.AUDITOR] == set()
    assert not writes[Role.ADMINISTRATOR] & writes[Role.SECURITY_ADMINISTRATOR]
    holders = {role for role, permissions in GRANTS.items() if Permission.DIRECTORY_GRANT_CONFIRM in permissions}
    assert holders == {Role.SECURITY_ADMINISTRATOR}


def test_no_role_holds_both_ends_of_a_deduction() -> None:
    for role, permissions in GRANTS.items():
        ends = {
            Permission.SUPERVISION_DEDUCTION_JUDGE,
            Permission.SUPERVISION_DEDUCTION_OBJECT,
        } & permissions
        assert not (ends and Permission.SUPERVISION_DEDUCTION_RECORD in permissions), role
        assert len(ends) < 2, role


async def test_without_signing_in_only_public_routes_answer(routes: list[Route], people: People) -> None:
    async with people.anonymous as client:
        for route in routes:
            status = (await _call(client, route)).status_code
            if route.is_public and "internal" not in route.path:
                assert status not in {403, 500}, route
            else:
                assert status == 401, route


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_gets_what_its_permissions_name(role: Role, routes: list[Route], people: People) -> None:
    client = people.person(role, unit="T01" if role in UNIT_ROLES else None, cadre="C1" if role is Role.CADRE else None)
    for route in routes:
        if route.operation in {"sign_out", "move_demo_clock"}:
            continue
        answer = await _call(client, route)
        silent = route.method == "HEAD"
        refused = answer.status_code == 403 and (silent or answer.json()["code"] == "not_permitted")
        may = route.permission is None or Permission(route.permission) in GRANTS[role]
        assert refused is (route.is_internal or not may), (route, answer.text)
        assert answer.status_code < 500 or route.operation.endswith("health"), (route, answer.text)


async def test_a_machine_gets_no_further_than_its_scopes_whatever_its_token_says(
    routes: list[Route], people: People
) -> None:
    machine = people.machine(*Permission)
    for route in routes:
        if route.is_public or route.permission is None:
            continue
        answer = await _call(machine, route)
        refused = answer.status_code == 403 and (route.method == "HEAD" or answer.json()["code"] == "not_permitted")
        assert refused is (route.permission in PEOPLE_ONLY), (route, answer.text)


@pytest.mark.parametrize("scope", sorted(PEOPLE_ONLY))
async def test_no_machine_is_granted_what_only_people_hold(scope: Permission, people: People) -> None:
    entry = {"client_id": "beyond", "name": "beyond", "scopes": ["directory:unit:read", str(scope)]}
    answer = await people.person(Role.ADMINISTRATOR).post("/api/v1/directory/clients", json=entry)
    assert (answer.status_code, answer.json()["code"]) == (422, "scope_not_allowed")


async def test_a_token_of_one_service_does_not_open_another(gateway: Starlette, people: People) -> None:
    running = gateway.state.services[ServiceName.DIRECTORY]
    token = running.authenticator.service_token(ServiceName.TARGETS)
    async with people.anonymous as client:
        answer = await client.post(
            "/api/v1/directory/internal/events", json=[], headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 401
