"""Vetoes and bonuses: one hand proposes or claims, another decides or verifies."""

import copy
from decimal import Decimal
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


def claim(unit_code: str = "T01", **changes: Any) -> dict[str, Any]:
    content = {"kind": "award", "matter": "省级文明镇", "points": "1.5", "evidence": "浙文明〔1〕号"}
    return {"year": YEAR, "unit_code": unit_code, **content, **changes}


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

    async def test_a_unit_sees_its_own(self, office: Office) -> None:
        listed = await good(office.head("T01").get(f"{API}/vetoes?year={YEAR}"))
        assert {row["unit_code"] for row in listed["items"]} == {"T01"}


class TestBonuses:
    async def test_anonymous_and_wrong_role(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.post(f"{API}/bonus-claims", json=claim())).status_code == 401
        assert await refused(office.author.post(f"{API}/bonus-claims", json=claim())) == (403, "not_permitted")

    async def test_a_unit_claims_for_itself(self, office: Office) -> None:
        call = office.head("T01").post(f"{API}/bonus-claims", json=claim("T02"))
        assert await refused(call) == (422, "no_such_subject")

    async def test_one_matter_is_claimed_once(self, office: Office) -> None:
        await good(office.head("T03").post(f"{API}/bonus-claims", json=claim("T03")))
        call = office.head("T03").post(f"{API}/bonus-claims", json=claim("T03", points="1"))
        assert await refused(call) == (409, "already_there")
        spaced = office.head("T03").post(f"{API}/bonus-claims", json=claim("T03", matter=" 省级文明镇 "))
        assert await refused(spaced) == (409, "already_there")

    async def test_the_unit_s_scheme_knows_the_kind(self, office: Office) -> None:
        call = office.head("T04").post(f"{API}/bonus-claims", json=claim("T04", kind="weather"))
        assert await refused(call) == (422, "unknown_bonus_kind")

    async def test_an_owner_verifies_at_most_what_was_claimed(self, office: Office) -> None:
        made = await good(office.head("T05").post(f"{API}/bonus-claims", json=claim("T05")))
        address = f"{API}/bonus-claims/{made['id']}:judge"
        more = {"outcome": "verified", "points": "2", "reason": "属实"}
        assert await refused(office.owner.post(address, json=more)) == (403, "refused_by_policy")
        before = await office.standing("T05")
        await good(office.owner.post(address, json=more | {"points": "1"}))
        await office.service.jobs.run_all()
        after = await office.standing("T05")
        assert Decimal(after["total"]) - Decimal(before["total"]) == 1
        assert await refused(office.owner.post(address, json=more)) == (409, "wrong_state")

    async def test_nobody_verifies_for_the_own_unit(self, office: Office) -> None:
        made = await good(office.head("T02").post(f"{API}/bonus-claims", json=claim("T02")))
        own = office.people.person(Role.INDICATOR_OWNER, unit="T02", name="自审")
        call = own.post(f"{API}/bonus-claims/{made['id']}:judge", json={"outcome": "verified", "reason": "属实"})
        assert await refused(call) == (403, "refused_by_policy")

    async def test_a_unit_sees_its_own(self, office: Office) -> None:
        listed = await good(office.head("T02").get(f"{API}/bonus-claims?year={YEAR}"))
        assert {row["unit_code"] for row in listed["items"]} == {"T02"}
