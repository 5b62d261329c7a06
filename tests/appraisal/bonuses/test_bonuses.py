"""Bonus claims: one hand claims, another verifies."""

import copy
from decimal import Decimal
from typing import Any

import httpx
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    Office,
    good,
    refused,
    scheme,
)
from tests.support.clock import YEAR


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    document = copy.deepcopy(DAILY_SCHEME)
    document["root"]["parts"][2]["rule"]["kinds"] = {"award": {"at_most": "2"}}
    await office.issued(scheme("townships", document, DAILY_BINDING, "township-1"))


def claim(unit_code: str = "T01", **changes: Any) -> dict[str, Any]:
    content = {"kind": "award", "matter": "省级文明镇", "points": "1.5", "evidence": "浙文明〔1〕号"}
    return {"year": YEAR, "unit_code": unit_code, **content, **changes}


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
