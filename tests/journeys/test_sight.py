"""What somebody sees belongs to the permission: an office beside the unit's opens no unit that it does not open alone.

All lists, and what hangs on their rows, are read in a played year as head, reporter or cadre of a unit, and again by
the same person with a second office. Where that office does not give the permission, both hear the same.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from joserfc.jwk import OKPKey

from hengjian.contracts.roles import GRANTS, OWN_UNIT, UNIT_ROLES, Role
from hengjian.kit.access.auth import sign_access_token
from hengjian.launch.contract import described_apps
from hengjian.launch.routes import Route, routes_of
from tests.support.clock import YEAR
from tests.support.people import account_id
from tests.support.played import PlayedYear
from tests.support.reading import read_all

UNIT = "T01"
NAMES = frozenset({"code", "id", "unit_code", "subject_code", "cadre_code", "from_unit_code", "to_unit_code"})
"""Members by which an answer names a row, a unit or a person."""

Heard = tuple[int, frozenset[tuple[str, str]]]
"""The status of an answer, and whom and what it names."""

ROWS: Mapping[str, tuple[str, str]] = {
    "case_id": ("personnel/accountability-cases", "id"),
    "class_code": ("directory/unit-classes", "code"),
    "code": ("directory/units", "code"),
    "deduction_id": ("supervision/deductions", "id"),
    "draw_id": ("supervision/draws", "id"),
    "item_id": ("supervision/round-items", "id"),
    "plan_id": ("targets/plans", "id"),
    "proposal_id": ("personnel/proposals", "id"),
    "rectification_id": ("supervision/rectifications", "id"),
    "report_id": ("targets/reports", "id"),
    "result_id": ("appraisal/results", "id"),
    "sheet_id": ("appraisal/sheets", "id"),
    "subject_code": ("directory/units", "code"),
    "transfer_id": ("personnel/transfers", "id"),
    "unit_code": ("directory/units", "code"),
    "visit_id": ("supervision/visits", "id"),
}
"""Where the names of rows are listed that stand in addresses."""


class Walk:
    """One route after the other, filled in with rows of this unit's and of others'."""

    def __init__(self, year: PlayedYear) -> None:
        self._key = OKPKey.import_key(year.installation.home.secrets()["token_private_key"])
        self._address = year.installation.address
        self._cadre_code: str | None = None
        auditor = self.client(Role.AUDITOR)
        cadres = read_all(auditor, "directory/cadres")
        self._cadre_code = next(row["code"] for row in cadres if row["unit_code"] == UNIT)
        self._rows = {name: self._choose(auditor, path, key) for name, (path, key) in ROWS.items()}
        self._heard: dict[tuple[frozenset[Role], str], Heard] = {}

    def client(self, *roles: Role, unit: str = UNIT) -> httpx.Client:
        claims: dict[str, Any] = {"kind": "person", "sub": account_id("both"), "name": "both", "csrf": "", "unit": unit}
        claims["cadre"] = self._cadre_code if Role.CADRE in roles else None
        token = sign_access_token(self._key, {**claims, "roles": [str(role) for role in roles]}, seconds=3600)
        return httpx.Client(base_url=self._address, headers={"Authorization": f"Bearer {token}"}, timeout=30)

    @staticmethod
    def _choose(auditor: httpx.Client, path: str, key: str) -> list[str]:
        """A row of the unit's own, and two of others."""
        rows = read_all(auditor, path)
        own = [row[key] for row in rows if UNIT in row.values()]
        others = [row[key] for row in rows if UNIT not in row.values()]
        return [*own[:1], *others[:1], *others[-1:]]

    def addresses_of(self, route: Route, *, most: int = 3) -> Iterator[str]:
        """Of another unit's row first; empty where the year holds nothing by which the route could be asked."""
        names = [name for name in re.findall(r"{(\w+)}", route.path) if name != "year"]
        if all(name in self._rows for name in names):
            for place in range(most if names else 1):
                values = {name: self._rows[name][-1 - place % len(self._rows[name])] for name in names}
                yield route.path.format(year=YEAR, **values)

    def hear(self, client: httpx.Client, roles: frozenset[Role], address: str) -> Heard:
        known = self._heard.get((roles, address))
        if known is None:
            answer = client.get(address)
            if answer.status_code == 422:
                answer = client.get(address, params={"year": YEAR})
            is_read = "json" in answer.headers.get("content-type", "") and answer.status_code == 200
            known = answer.status_code, frozenset(_names(answer.json()) if is_read else ())
            self._heard[roles, address] = known
        return known


def _names(body: Any) -> Iterator[tuple[str, str]]:
    for key, value in body.items() if isinstance(body, dict) else ():
        if key in NAMES and isinstance(value, str):
            yield key, value
    for part in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from _names(part)


@pytest.fixture(scope="module")
def walk(together: PlayedYear) -> Walk:
    return Walk(together)


ROUTES = [
    route
    for app in described_apps().values()
    for route in routes_of(app)
    if route.method == "GET" and not route.path.endswith("/stream")
]
READS = [route for route in ROUTES if route.permission in GRANTS[Role.UNIT_HEAD]]


def opened_by(office: Role, beside: Role) -> frozenset[str]:
    """What the office opens beyond what somebody in the unit sees: of a cadre, who sees the own file alone, also the
    own unit's."""
    return GRANTS[office] if beside is Role.CADRE else GRANTS[office] - OWN_UNIT.get(office, frozenset())


@pytest.mark.parametrize("office", [role for role in Role if role not in UNIT_ROLES])
@pytest.mark.parametrize("role", sorted(UNIT_ROLES))
def test_a_second_office_opens_no_unit_but_by_its_own_permissions(walk: Walk, role: Role, office: Role) -> None:
    one, both = frozenset({role}), frozenset({role, office})
    with walk.client(*one) as alone, walk.client(*both) as together:
        differing = {
            address: (walk.hear(alone, one, address), walk.hear(together, both, address))
            for route in ROUTES
            if route.permission in GRANTS[role] - opened_by(office, role)
            for address in walk.addresses_of(route, most=3 if role is Role.UNIT_HEAD else 1)
            if walk.hear(alone, one, address) != walk.hear(together, both, address)
        }
    assert differing == {}


def test_an_owner_sees_of_other_units_the_values_of_the_own_indicators_alone(walk: Walk) -> None:
    office = walk.client(Role.AUDITOR)
    owner = next(row["owner_unit_code"] for row in read_all(office, "targets/indicators"))
    own = {row["code"] for row in read_all(office, "targets/indicators") if row["owner_unit_code"] == owner}
    with walk.client(Role.INDICATOR_OWNER, unit=owner) as client:
        values = read_all(client, "targets/values")
        assert {row["indicator_code"] for row in values} == own
        assert len({row["unit_code"] for row in values}) > 1
        for path in ("supervision/deductions", "targets/plans", "targets/reports"):
            assert {row["unit_code"] for row in read_all(client, path)} <= {owner, None}, path
    assert len(read_all(office, "targets/values")) > len(values)


def test_the_walk_would_notice(walk: Walk) -> None:
    """The same addresses say more to who sees the county; an owner of indicators is not told what units report."""
    head, auditor = frozenset({Role.UNIT_HEAD}), frozenset({Role.AUDITOR})
    with walk.client(*head) as alone, walk.client(*auditor) as county:
        told = {
            route.operation
            for route in READS
            for address in walk.addresses_of(route)
            if walk.hear(alone, head, address) != walk.hear(county, auditor, address)
        }
    assert {"list_reports", "list_bonus_claims", "list_grades", "list_quotas", "list_letters", "list_reviews"} <= told
    assert {"get_report", "get_deduction", "explain_result", "explain_standing"} <= told
    assert len(told) > 25
