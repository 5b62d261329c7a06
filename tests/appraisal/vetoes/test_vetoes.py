"""Vetoes: one hand proposes, another decides."""

import copy
from typing import Any

import httpx
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.appraisal.county import API, DAILY_BINDING, DAILY_SCHEME, SOMETHING, Office, good, refused, scheme
from tests.support.clock import YEAR


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    document = copy.deepcopy(DAILY_SCHEME)
    document["root"]["parts"][2]["rule"]["kinds"] = {"award": {"at_most": "2"}}
    await office.issued(scheme("townships", document, DAILY_BINDING, "township-1"))


def veto(unit_code: str = "T01", **changes: Any) -> dict[str, Any]:
    return {"year": YEAR, "unit_code": unit_code, "veto_code": "safety", "grounds": "发生较大事故", **changes}


DECISION = {"outcome": "decided", "document_number": "县委〔1〕号", "reason": "事故调查报告"}


class TestVetoes:
    async def test_anonymous_and_wrong_role(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.post(f"{API}/vetoes", json=veto())).status_code == 401
        assert await refused(office.author.post(f"{API}/vetoes", json=veto())) == (403, "not_permitted")
        call = office.discipline.post(f"{API}/vetoes/{SOMETHING}:decide", json=DECISION)
        assert await refused(call) == (403, "not_permitted")

    async def test_the_unit_and_its_scheme_know_the_veto(self, office: Office) -> None:
        unknown = office.discipline.post(f"{API}/vetoes", json=veto(veto_code="weather"))
        assert await refused(unknown) == (422, "unknown_veto")
        nobody = office.discipline.post(f"{API}/vetoes", json=veto("X99"))
        assert await refused(nobody) == (422, "no_such_subject")

    async def test_nothing_happens_before_the_committee_decides(self, office: Office) -> None:
        proposed = await good(office.discipline.post(f"{API}/vetoes", json=veto()))
        again = office.discipline.post(f"{API}/vetoes", json=veto())
        assert await refused(again) == (409, "already_there")
        await office.service.jobs.run_all()
        assert (await office.standing("T01"))["flags"] == []
        decided = await good(office.committee.post(f"{API}/vetoes/{proposed['id']}:decide", json=DECISION))
        assert (decided["state"], decided["document_number"]) == ("decided", "县委〔1〕号")
        await office.service.jobs.run_all()
        assert (await office.standing("T01"))["flags"] == ["veto:safety"]
        twice = office.committee.post(f"{API}/vetoes/{proposed['id']}:decide", json=DECISION)
        assert await refused(twice) == (409, "wrong_state")

    async def test_a_declined_one_may_be_proposed_again(self, office: Office) -> None:
        proposed = await good(office.discipline.post(f"{API}/vetoes", json=veto("T02")))
        decision = DECISION | {"outcome": "declined"}
        await good(office.committee.post(f"{API}/vetoes/{proposed['id']}:decide", json=decision))
        await good(office.discipline.post(f"{API}/vetoes", json=veto("T02")))

    async def test_whoever_proposed_does_not_decide(self, office: Office) -> None:
        both = office.people.person(Role.DISCIPLINE_OFFICE, Role.COMMITTEE, name="两职")
        proposed = await good(both.post(f"{API}/vetoes", json=veto("T03")))
        call = both.post(f"{API}/vetoes/{proposed['id']}:decide", json=DECISION)
        assert await refused(call) == (403, "refused_by_policy")

    async def test_an_owner_sees_what_became_of_the_own_proposal_and_no_others(self, office: Office) -> None:
        proposed = await good(office.owner.post(f"{API}/vetoes", json=veto("T04")))
        listed = await good(office.owner.get(f"{API}/vetoes?year={YEAR}"))
        assert [row["id"] for row in listed["items"]] == [proposed["id"]]
        other = office.people.person(Role.INDICATOR_OWNER, unit="D01", name="财政局乙")
        assert (await good(other.get(f"{API}/vetoes?year={YEAR}")))["items"] == []

    async def test_a_unit_sees_its_own(self, office: Office) -> None:
        listed = await good(office.head("T01").get(f"{API}/vetoes?year={YEAR}"))
        assert {row["unit_code"] for row in listed["items"]} == {"T01"}
