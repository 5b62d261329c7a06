"""Who is turned away before anything else is looked at: the anonymous, and roles without the permission."""

from uuid import UUID

import httpx
import pytest

from hengjian.contracts.roles import Role
from tests.supervision.support import API, entry
from tests.support.clock import YEAR
from tests.support.people import People

SOME = UUID("0190f3a0-0000-7000-8000-000000000001")

CALLS: list[tuple[str, str, object, Role | None]] = [
    ("GET", "/deduction-rules", None, None),
    ("GET", f"/deduction-rules/{SOME}", None, None),
    ("POST", "/deduction-rules:batch", {"items": []}, Role.INSPECTOR),
    ("POST", "/deduction-rules:adopt-template", {"year": YEAR}, Role.APPRAISAL_OFFICE),
    ("GET", "/visits", None, Role.CADRE),
    ("GET", f"/visits/{SOME}", None, Role.FINANCE_OFFICE),
    ("POST", "/visits", {}, Role.DISCIPLINE_OFFICE),
    ("GET", "/deductions", None, Role.CADRE),
    ("GET", f"/deductions/{SOME}", None, Role.ADMINISTRATOR),
    ("GET", f"/deductions/{SOME}/similar", None, Role.INSPECTOR),
    ("GET", f"/deduction-summary?year={YEAR}", None, Role.CADRE),
    ("POST", "/deductions", entry(), Role.UNIT_HEAD),
    ("POST", f"/deductions/{SOME}:confirm", None, Role.INSPECTOR),
    ("POST", f"/deductions/{SOME}:return", {"reason": "x"}, Role.INSPECTOR),
    ("POST", f"/deductions/{SOME}:merge", {"into_id": str(SOME), "reason": "x"}, Role.DISCIPLINE_OFFICE),
    ("POST", f"/deductions/{SOME}:notify", None, Role.DISCIPLINE_OFFICE),
    ("POST", f"/deductions/{SOME}:object", {"grounds": "x"}, Role.SUPERVISION_OFFICE),
    ("POST", f"/deductions/{SOME}:judge", {"outcome": "rejected", "reason": "x"}, Role.SUPERVISION_OFFICE),
    ("POST", f"/deductions/{SOME}:publish", None, Role.DISCIPLINE_OFFICE),
    ("POST", f"/deductions/{SOME}:revoke", {"reason": "x"}, Role.SUPERVISION_OFFICE),
    ("PATCH", f"/deductions/{SOME}/public-text", {"public_text": "x"}, Role.INSPECTOR),
    ("POST", "/deductions:confirm-batch", {"ids": [str(SOME)]}, Role.INSPECTOR),
    ("POST", "/deductions:notify-batch", {"ids": [str(SOME)]}, Role.DISCIPLINE_OFFICE),
    ("POST", "/deductions:publish-batch", {"ids": [str(SOME)]}, Role.DISCIPLINE_OFFICE),
    ("GET", "/draws", None, Role.UNIT_HEAD),
    ("POST", "/draws", {}, Role.INSPECTOR),
    ("GET", f"/draws/{SOME}", None, Role.APPRAISAL_OFFICE),
    ("POST", f"/draws/{SOME}:draw", {"public_word": "x"}, Role.INSPECTOR),
    ("GET", f"/strictness?year={YEAR}", None, Role.DISCIPLINE_OFFICE),
    ("GET", "/rounds", None, Role.CADRE),
    ("POST", "/rounds", {}, Role.APPRAISAL_OFFICE),
    ("GET", f"/rounds/{SOME}", None, Role.SCORER),
    ("GET", f"/rounds/{SOME}/report", None, Role.SCORER),
    ("GET", f"/rounds/{SOME}/report.xlsx", None, Role.SCORER),
    ("POST", f"/rounds/{SOME}/projects:batch", {"items": []}, Role.INSPECTOR),
    ("POST", f"/rounds/{SOME}/findings:batch", {"items": []}, Role.SUPERVISION_OFFICE),
    ("POST", f"/round-items/{SOME}:answer", {"note": "x"}, Role.INSPECTOR),
    ("POST", f"/round-items/{SOME}:make-good", {"note": "x"}, Role.INSPECTOR),
    ("POST", f"/round-items/{SOME}:recheck", {}, Role.UNIT_HEAD),
    ("POST", f"/rounds/{SOME}:close", None, Role.COMMITTEE),
]


@pytest.mark.parametrize(("method", "path", "body", "wrong"), CALLS)
async def test_the_anonymous_and_wrong_roles_are_refused(
    people: People, anonymous: httpx.AsyncClient, method: str, path: str, body: object, wrong: Role | None
) -> None:
    assert (await anonymous.request(method, API + path, json=body)).status_code == 401
    if wrong is not None:
        caller = people.person(wrong, unit="T01")
        answer = await caller.request(method, API + path, json=body, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
