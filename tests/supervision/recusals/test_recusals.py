"""Who stands aside is kept from the record and from judging it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hengjian.contracts.events import CadreChanged, InspectorChanged, InspectorSnapshot
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_today
from tests.supervision.conftest import cadre
from tests.supervision.support import API, Office, draw_entry, entry, good, keeps, moment, recusal, refused
from tests.support.events import deliver
from tests.support.people import People, account_id

RECUSALS, DRAWS = f"{API}/recusals", f"{API}/draws"


async def stand_aside(office: Office, name: str, unit: str = "T01") -> str:
    return str((await good(office.supervision.post(RECUSALS, json=recusal(name, unit))))["id"])


def visit(unit: str = "T01") -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "kind": "open",
        "unit_code": unit,
        "visited_at": moment(),
        "place": "镇政府",
        "findings": "无",
    }


class TestStandingAside:
    async def test_nothing_is_recorded_against_the_unit_until_it_ends(self, office: Office, people: People) -> None:
        inspector = people.person(Role.INSPECTOR, name="inspector-aside")
        recusal_id = await stand_aside(office, "inspector-aside")
        for path, body in (("deductions", entry()), ("visits", visit())):
            answer = await inspector.post(f"{API}/{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
            assert "回避" in answer.json()["detail"]
        await good(inspector.post(f"{API}/deductions", json=entry(unit_code="T02", cadre_codes=["C2"])))
        await good(office.supervision.post(f"{RECUSALS}/{recusal_id}:end"))
        await good(inspector.post(f"{API}/deductions", json=entry()))
        assert await refused(office.supervision.post(f"{RECUSALS}/{recusal_id}:end")) == (409, "recusal_ended")

    async def test_nobody_decides_on_a_unit_from_which_they_stand_aside(self, office: Office, people: People) -> None:
        teller = people.person(Role.SUPERVISION_OFFICE, name="supervision-aside")
        judge = people.person(Role.DISCIPLINE_OFFICE, name="discipline-aside")
        for name in ("supervision-aside", "discipline-aside"):
            await stand_aside(office, name)
        recorded, objected = await office.recorded(), await office.objected()
        for who, deduction, verb, body in (
            (teller, recorded, "confirm", None),
            (teller, recorded, "return", {"reason": "x"}),
            (judge, objected, "judge", {"outcome": "rejected", "reason": "x"}),
        ):
            call = who.post(f"{API}/deductions/{deduction}:{verb}", json=body)
            assert await refused(call) == (403, "refused_by_policy")
        batch = await good(teller.post(f"{API}/deductions:confirm-batch", json={"ids": [recorded]}))
        assert batch["written"] == 0
        offered = {action["name"]: action for action in (await office.read(recorded, teller))["actions"]}
        assert (offered["confirm"]["allowed"], "回避" in offered["confirm"]["reason"]) == (False, True)

    @pytest.mark.parametrize(("days_ago", "may"), [(30, False), (3 * 366 + 1, True)])
    async def test_a_unit_where_one_served_not_long_ago(
        self, people: People, supervision: Service, days_ago: int, may: bool
    ) -> None:
        code = f"CX{days_ago}"
        left = cadre(code, "许远舟", "T01", office_today() - timedelta(days=days_ago))
        await deliver(supervision, ServiceName.DIRECTORY, CadreChanged(cadres=(left,)))
        inspector = people.person(Role.INSPECTOR, cadre=code, name=f"inspector-{code}")
        answer = await inspector.post(f"{API}/visits", json=visit())
        assert answer.status_code == (201 if may else 403), answer.text

    async def test_is_declared_once_by_the_office_or_for_oneself(self, office: Office) -> None:
        own = await good(office.inspector.post(RECUSALS, json=recusal("inspector-1", "T02")))
        assert own["declared_by_name"] == "inspector-1"
        again = office.supervision.post(RECUSALS, json=recusal("inspector-1", "T02", "interest"))
        assert await refused(again) == (409, "recusal_in_force")
        other = office.inspector.post(RECUSALS, json=recusal("somebody", "T02"))
        assert await refused(other) == (403, "refused_by_policy")
        assert await refused(office.supervision.post(RECUSALS, json=recusal("a", "T09"))) == (422, "unknown_unit")
        listed = await good(office.inspector.get(RECUSALS))
        assert {row["account_id"] for row in listed["items"]} == {account_id("inspector-1")}
        await good(office.supervision.post(f"{RECUSALS}/{own['id']}:end"))

    async def test_the_database_keeps_what_was_declared(self, office: Office, owner_url: str) -> None:
        recusal_id = await stand_aside(office, "kept")
        await keeps(owner_url, "UPDATE supervision.recusal SET unit_code = 'T02' WHERE id = $1", recusal_id)
        await keeps(owner_url, "DELETE FROM supervision.recusal WHERE id = $1", recusal_id)


TERM = f"{API}/standing-aside-term"


class TestTermOfStandingAside:
    """The county's own number of years, with the reason; three until somebody sets another."""

    async def test_is_set_with_a_reason_and_holds_for_recording_and_drawing(
        self, office: Office, people: People, supervision: Service, owner_url: str
    ) -> None:
        usual = {"years": 3, "reason": None, "set_at": None, "set_by_name": None}
        assert await good(office.inspector.get(TERM)) == usual
        left = office_today() - timedelta(days=4 * 365)
        await deliver(
            supervision,
            ServiceName.DIRECTORY,
            CadreChanged(cadres=(cadre("C7", "沈青山", "T01", left),)),
            InspectorChanged(
                inspectors=(
                    InspectorSnapshot(
                        account_id=account_id("long-gone"),
                        username="long-gone",
                        name="long-gone",
                        unit_code="D01",
                        person_code="C7",
                        is_active=True,
                    ),
                )
            ),
        )
        former = people.person(Role.INSPECTOR, name="long-gone", cadre="C7")
        await good(former.post(f"{API}/deductions", json=entry(cadre_codes=[])))
        assert await self._excluded(office) == {"D01"}
        body = {"years": 5, "reason": "县委办〔2026〕3号"}
        assert await refused(office.inspector.post(TERM, json=body)) == (403, "not_permitted")
        assert await refused(office.supervision.post(TERM, json={**body, "years": 11})) == (422, "invalid_input")
        told = await good(office.supervision.post(TERM, json=body))
        assert (told["years"], told["set_by_name"]) == (5, "supervision-1")
        refusal = former.post(f"{API}/deductions", json=entry(cadre_codes=[]))
        assert await refused(refusal) == (403, "refused_by_policy")
        assert await self._excluded(office) == {"T01", "D01"}
        await keeps(owner_url, "UPDATE supervision.standing_aside_term SET years = 1 WHERE reason = $1", "x")
        await good(office.supervision.post(TERM, json={"years": 3, "reason": "恢复"}))
        assert (await good(office.auditor.get(TERM)))["years"] == 3

    async def _excluded(self, office: Office) -> set[str]:
        """Units for which the one of whom the draw knows nothing but the account is not drawn."""
        opened = await good(office.supervision.post(DRAWS, json=draw_entry("long-gone", "a", "b", team_size=1)))
        return {pair["unit"] for pair in opened["excluded"] if pair["inspector"] == account_id("long-gone")}
