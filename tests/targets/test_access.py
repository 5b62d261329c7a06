"""Who is turned away before anything else is looked at: the anonymous, and roles without the permission."""

from uuid import UUID

import httpx
import pytest

from hengjian.contracts.roles import Role
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API

SOME = UUID(int=1)

CALLS = [
    ("GET", "/years", None),
    ("POST", "/years", Role.COMMITTEE),
    ("GET", f"/years/{YEAR}", None),
    ("PATCH", f"/years/{YEAR}", Role.COUNTY_LEADER),
    ("POST", f"/years/{YEAR}:advance", Role.COUNTY_LEADER),
    ("GET", "/indicators", Role.CADRE),
    ("POST", "/indicators:batch", Role.INDICATOR_OWNER),
    ("GET", f"/indicators/{SOME}", Role.INSPECTOR),
    ("PATCH", f"/indicators/{SOME}", Role.INDICATOR_OWNER),
    ("GET", "/plans", Role.CADRE),
    ("GET", f"/plans/{SOME}", Role.ADMINISTRATOR),
    ("POST", "/plans:batch", Role.UNIT_REPORTER),
    ("POST", "/plans:issue", Role.UNIT_HEAD),
    ("POST", f"/plans/{SOME}:issue", Role.UNIT_HEAD),
    ("GET", f"/coverage?year={YEAR}", Role.CADRE),
    ("GET", "/letters", Role.CADRE),
    ("GET", f"/letters/{SOME}", Role.CADRE),
    ("POST", f"/letters/{SOME}:accept", Role.UNIT_REPORTER),
    ("GET", "/reports", Role.INSPECTOR),
    ("GET", f"/reports/{SOME}", Role.CADRE),
    ("GET", f"/report-calendar?year={YEAR}", Role.CADRE),
    ("PUT", f"/reports/{SOME}/entries", Role.APPRAISAL_OFFICE),
    ("POST", f"/reports/{SOME}:submit", Role.APPRAISAL_OFFICE),
    ("POST", f"/reports/{SOME}:return", Role.UNIT_HEAD),
    ("POST", f"/reports/{SOME}:accept", Role.UNIT_HEAD),
    ("POST", "/reports:accept-batch", Role.UNIT_REPORTER),
    ("GET", "/values", Role.FINANCE_OFFICE),
    ("GET", f"/values/{SOME}", Role.SCORER),
    ("GET", f"/value-progress?year={YEAR}", Role.SCORER),
    ("GET", f"/value-sheets/TAX?year={YEAR}&value_name=annual", Role.FINANCE_OFFICE),
    ("POST", "/values:batch", Role.APPRAISAL_OFFICE),
    ("POST", "/values:confirm", Role.INDICATOR_OWNER),
    ("GET", "/rounds", Role.FINANCE_OFFICE),
    ("POST", "/rounds", Role.VERIFIER),
    ("GET", f"/rounds/{SOME}", Role.CADRE),
    ("POST", f"/rounds/{SOME}/assessments:batch", Role.COMMITTEE),
    ("POST", f"/rounds/{SOME}:close", Role.COMMITTEE),
    ("GET", "/amendments", Role.CADRE),
    ("POST", "/amendments", Role.COMMITTEE),
    ("GET", f"/amendments/{SOME}", Role.CADRE),
    ("POST", f"/amendments/{SOME}:approve", Role.UNIT_HEAD),
    ("POST", f"/amendments/{SOME}:reject", Role.UNIT_HEAD),
]


@pytest.mark.parametrize(("method", "path", "wrong"), CALLS)
async def test_the_anonymous_and_wrong_roles_are_refused(
    people: People, anonymous: httpx.AsyncClient, method: str, path: str, wrong: Role | None
) -> None:
    assert (await anonymous.request(method, API + path)).status_code == 401
    if wrong is not None:
        caller = people.person(wrong, unit="T01")
        answer = await caller.request(method, API + path, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
