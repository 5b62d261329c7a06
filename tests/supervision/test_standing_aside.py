"""Who stands aside is kept from the record and from judging it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hengjian.contracts.events import (
    CadreChanged,
    InspectorChanged,
    InspectorSnapshot,
    StandingAsideTermSet,
    TieChanged,
    TieSnapshot,
)
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_today
from tests.supervision.conftest import cadre
from tests.supervision.support import API, Office, draw_entry, entry, good, moment, refused, tie, untie
from tests.support.events import deliver
from tests.support.people import People, account_id

DRAWS = f"{API}/draws"


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
    async def test_nothing_is_recorded_against_the_unit_until_it_ends(
        self, people: People, supervision: Service
    ) -> None:
        inspector = people.person(Role.INSPECTOR, name="inspector-aside")
        told = await tie(supervision, "inspector-aside")
        for path, body in (("deductions", entry()), ("visits", visit())):
            answer = await inspector.post(f"{API}/{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
            assert "回避" in answer.json()["detail"]
        await good(inspector.post(f"{API}/deductions", json=entry(unit_code="T02", cadre_codes=["C2"])))
        await untie(supervision, told)
        await good(inspector.post(f"{API}/deductions", json=entry()))

    async def test_nothing_is_recorded_against_a_person_to_whom_one_is_tied(
        self, people: People, supervision: Service
    ) -> None:
        inspector = people.person(Role.INSPECTOR, name="inspector-in-law")
        told = await tie(supervision, "inspector-in-law", person="C1")
        call = inspector.post(f"{API}/deductions", json=entry(cadre_codes=["C1"]))
        assert await refused(call) == (403, "refused_by_policy")
        await good(inspector.post(f"{API}/deductions", json=entry(cadre_codes=[])))
        await untie(supervision, told)
        await good(inspector.post(f"{API}/deductions", json=entry(cadre_codes=["C1"])))

    async def test_two_accounts_of_one_cadre_are_tied_alike(self, people: People, supervision: Service) -> None:
        told = TieSnapshot(
            id=uuid4(), person_code="C2", other_code=None, unit_code="T01", from_on=office_today(), to_on=None
        )
        await deliver(supervision, ServiceName.DIRECTORY, TieChanged(ties=(told,)))
        for name in ("first-account", "second-account"):
            inspector = people.person(Role.INSPECTOR, name=name, cadre="C2")
            assert await refused(inspector.post(f"{API}/visits", json=visit())) == (403, "refused_by_policy")
        await untie(supervision, told)

    async def test_only_the_one_concerned_learns_of_it(
        self, office: Office, people: People, supervision: Service
    ) -> None:
        teller = people.person(Role.SUPERVISION_OFFICE, name="teller-in-law")
        told = await tie(supervision, "teller-in-law")
        recorded = await office.recorded()
        own, others = await office.read(recorded, teller), await office.read(recorded, office.supervision)
        assert "回避" in str(own["actions"])
        assert "回避" not in str(others)
        opened = await good(office.supervision.post(DRAWS, json=draw_entry("teller-in-law", "a", "b", team_size=1)))
        assert [pair["unit"] for pair in opened["excluded"]] == ["T01"]
        machine = people.machine("supervision:draw:read")
        assert (await good(machine.get(f"{DRAWS}/{opened['id']}")))["excluded"] == []
        await untie(supervision, told)

    async def test_nobody_decides_on_a_unit_from_which_they_stand_aside(
        self, office: Office, people: People, supervision: Service
    ) -> None:
        teller = people.person(Role.SUPERVISION_OFFICE, name="supervision-aside")
        judge = people.person(Role.DISCIPLINE_OFFICE, name="discipline-aside")
        for name in ("supervision-aside", "discipline-aside"):
            await tie(supervision, name)
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


class TestTermOfStandingAside:
    """The county's own number of years; three until somebody sets another."""

    async def test_holds_for_recording_and_drawing(self, office: Office, people: People, supervision: Service) -> None:
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
        await deliver(supervision, ServiceName.DIRECTORY, StandingAsideTermSet(years=5))
        refusal = former.post(f"{API}/deductions", json=entry(cadre_codes=[]))
        assert await refused(refusal) == (403, "refused_by_policy")
        assert await self._excluded(office) == {"T01", "D01"}
        await deliver(supervision, ServiceName.DIRECTORY, StandingAsideTermSet(years=3))
        assert await self._excluded(office) == {"D01"}

    async def _excluded(self, office: Office) -> set[str]:
        """Units for which the one of whom the draw knows nothing but the account is not drawn."""
        opened = await good(office.supervision.post(DRAWS, json=draw_entry("long-gone", "a", "b", team_size=1)))
        return {pair["unit"] for pair in opened["excluded"] if pair["inspector"] == account_id("long-gone")}
