from typing import Any

import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.personnel.county import API, Office
from tests.support.clock import YEAR
from tests.support.people import People

pytestmark = pytest.mark.usefixtures("year_results")

CASES = f"{API}/accountability-cases"
OUTCOMES = f"{API}/outcomes"


class TestCases:
    @pytest_asyncio.fixture
    async def case(self, office: Office) -> dict[str, Any]:
        for proposal in await office.proposals(kind="accountability_step", state="proposed"):
            await office.accept(proposal)
        [case] = (await office.discipline.get(CASES, params={"year": YEAR})).json()["items"]
        return dict(case)

    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office, people: People) -> None:
        assert (await anonymous.get(CASES)).status_code == 401
        assert (await people.person(Role.UNIT_HEAD, unit="T04").get(CASES)).status_code == 403
        assert (await office.finance.get(CASES)).json()["items"] == []

    async def test_another_offices_case_is_not_there(self, office: Office, case: dict[str, Any]) -> None:
        assert (await office.finance.get(f"{CASES}/{case['id']}")).status_code == 404

    async def test_steps_of_the_decision_one_by_one(self, office: Office, case: dict[str, Any]) -> None:
        assert case["decided_steps"] == ["circular", "self_exam"]
        address = f"{CASES}/{case['id']}:take-step"
        entry = {"step": "circular", "reason": "全县通报"}
        assert (await office.organisation.post(address, json=entry)).status_code == 403
        ahead = await office.discipline.post(address, json={**entry, "on": "2099-01-01"})
        assert ahead.json()["code"] == "date_ahead"
        taken = (await office.discipline.post(address, json=entry)).json()
        assert [step["step"] for step in taken["steps"]] == ["circular"]
        twice = await office.discipline.post(address, json=entry)
        assert (twice.status_code, twice.json()["code"]) == (409, "step_taken")
        harder = await office.discipline.post(address, json={**entry, "step": "remove"})
        assert (harder.status_code, harder.json()["code"]) == (422, "step_not_decided")

    async def test_a_downward_outcome_names_the_cadre(self, office: Office, case: dict[str, Any]) -> None:
        entry = {"proposal_id": case["proposal_id"], "kind": "to_ordinary_post", "decision_number": "县委〔2027〕9号"}
        for cadre in (None, "T01-C01"):
            answer = await office.records.post(OUTCOMES, json={**entry, "cadre_code": cadre})
            assert (answer.status_code, answer.json()["code"]) == (422, "cadre_not_concerned")
        done = await office.records.post(OUTCOMES, json={**entry, "cadre_code": "T04-C01"})
        assert (done.status_code, done.json()["source"]) == (201, "decided")

    async def test_closing_ends_it(self, office: Office, case: dict[str, Any]) -> None:
        closed = await office.discipline.post(f"{CASES}/{case['id']}:close", json={"reason": "已执行完毕"})
        assert closed.json()["state"] == "closed"
        assert not any(action["allowed"] for action in closed.json()["actions"])
        late = await office.discipline.post(
            f"{CASES}/{case['id']}:take-step", json={"step": "self_exam", "reason": "补"}
        )
        assert (late.status_code, late.json()["code"]) == (409, "case_not_open")
