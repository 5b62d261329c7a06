from uuid import uuid4

import httpx
import pytest

from tests.personnel.county import API, Office, decide

pytestmark = pytest.mark.usefixtures("year_results")

TRANSFERS = f"{API}/transfers"
OUTCOMES = f"{API}/outcomes"


class TestTransfers:
    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office) -> None:
        assert (await anonymous.get(TRANSFERS)).status_code == 401
        assert (await office.finance.get(TRANSFERS)).json()["items"] == []

    async def test_the_unit_is_chosen_and_the_move_recorded(self, office: Office) -> None:
        proposal = await office.proposal(kind="downward_transfer", unit_code="T01")
        await office.accept(proposal)
        [transfer] = (await office.organisation.get(TRANSFERS, params={"from_unit_code": "T01"})).json()["items"]
        assert (transfer["state"], transfer["to_unit_code"]) == ("decided", None)
        outcome = {
            "proposal_id": proposal["id"],
            "kind": "transferred_down",
            "decision_number": "县委组〔2027〕1号",
        }
        early = await office.records.post(OUTCOMES, json=outcome)
        assert (early.status_code, early.json()["code"]) == (409, "destination_not_chosen")
        address = f"{TRANSFERS}/{transfer['id']}:assign"
        for unit in ("T01", "D01", "T99"):
            refused = await office.organisation.post(address, json={"to_unit_code": unit, "reason": "工作需要"})
            assert (refused.status_code, refused.json()["code"]) == (422, "unknown_township")
        chosen = await office.organisation.post(address, json={"to_unit_code": "T03", "reason": "工作需要"})
        assert (chosen.json()["state"], chosen.json()["to_unit_name"]) == ("assigned", "T03乡")
        assert (await office.records.post(OUTCOMES, json=outcome)).status_code == 201
        settled = await office.organisation.post(address, json={"to_unit_code": "T02", "reason": "改派"})
        assert (settled.status_code, settled.json()["code"]) == (409, "transfer_settled")

    async def test_among_those_tied_people_choose_no_more_than_the_places(self, office: Office) -> None:
        tied = await office.proposals(kind="downward_transfer", unit_code="T02")
        assert [(p["figures"]["last_places"], p["figures"]["is_tied"]) for p in tied] == [(1, True), (1, True)]
        await office.accept(tied[0])
        full = await decide(office.organisation, tied[1])
        assert (full.status_code, full.json()["code"]) == (409, "transfer_places_full")
        declined = await decide(office.organisation, tied[1], outcome="declined")
        assert declined.status_code == 200

    async def test_a_changed_decision_names_the_unit(self, office: Office) -> None:
        proposal = await office.proposal(kind="downward_transfer", unit_code="T03")
        bad = await decide(office.organisation, proposal, outcome="changed", change={"to_unit_code": "T03"})
        assert bad.json()["code"] == "unknown_township"
        await office.accept(proposal, outcome="changed", change={"to_unit_code": "T04"})
        [transfer] = (await office.organisation.get(TRANSFERS, params={"from_unit_code": "T03"})).json()["items"]
        assert (transfer["state"], transfer["to_unit_code"]) == ("assigned", "T04")

    async def test_many_at_once(self, office: Office) -> None:
        [transfer] = (await office.organisation.get(TRANSFERS, params={"from_unit_code": "T03"})).json()["items"]
        rows = [
            {"transfer_id": transfer["id"], "to_unit_code": "T01", "reason": "工作需要"},
            {"transfer_id": str(uuid4()), "to_unit_code": "T01", "reason": "工作需要"},
        ]
        answer = await office.organisation.post(f"{TRANSFERS}:assign-batch", json={"items": rows})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/items/1")
        done = await office.organisation.post(f"{TRANSFERS}:assign-batch", json={"items": rows[:1]})
        assert done.json()["written"] == 1
