"""What if: a draft on the facts that are on record, beside the scheme that counts; nothing of it is stored."""

from copy import deepcopy
from typing import Any

import httpx
import pytest_asyncio

from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    YEAR,
    Office,
    deduction,
    good,
    refused,
    scheme,
    values,
    values_closed,
)

STRICTER = deepcopy(DAILY_SCHEME)
STRICTER["root"]["parts"][0]["points"] = "60"
STRICTER["root"]["parts"][1]["points"] = "40"
STRICTER["root"]["parts"][1]["rule"] = {"type": "threshold", "of": "rate", "at": "50"}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def draft(office: Office) -> str:
    """T01 has the best revenue and the most deductions; the draft lets revenue count for nothing beyond half."""
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1"))
    await office.hear(ServiceName.TARGETS, values(T01="100", T02="90", T03="80", T04="70", T05="60"))
    await office.hear(ServiceName.TARGETS, values_closed("township-1"))
    await office.hear(ServiceName.SUPERVISION, deduction("T01", "5"), deduction("T02", "1"))
    body = scheme("stricter", STRICTER, DAILY_BINDING, "township-1")
    drafted: dict[str, Any] = await good(office.author.post(f"{API}/schemes", json=body))
    return str(drafted["id"])


async def test_who_moves_and_by_how_much(office: Office, draft: str) -> None:
    trial = await good(office.author.post(f"{API}/schemes/{draft}:try", json={}))
    assert (trial["facts_year"], trial["against"]) == (YEAR, ["townships 考核办法"])
    [group] = trial["classes"]
    assert (group["class_code"], group["left_out"], group["incomplete"]) == ("township-1", [], [])
    lines = {s["code"]: (s["before"], s["after"]) for s in group["subjects"]}
    before, after = lines["T01"]
    assert (before["total"], before["rank"], before["tier"]) == ("95.00", 1, "advanced")
    assert (after["total"], after["rank"], after["tier"]) == ("95.00", 5, "lagging")
    assert [s["after"]["rank"] for s in group["subjects"]] == [1, 1, 1, 4, 5]


async def test_which_items_decide(office: Office, draft: str) -> None:
    [group] = (await good(office.author.post(f"{API}/schemes/{draft}:try", json={})))["classes"]
    items = {item["code"]: item for item in group["items"]}
    assert (items["revenue"]["distinct"], items["revenue"]["decided"]) == (1, 0)
    assert (items["daily"]["lowest"], items["daily"]["highest"]) == ("55.000000", "60.000000")
    assert items["daily"]["decided"] == 2


async def test_another_year_without_facts(office: Office, draft: str) -> None:
    [group] = (await good(office.author.post(f"{API}/schemes/{draft}:try", json={"facts_year": YEAR - 1})))["classes"]
    assert group["left_out"] == ["财政收入"]
    assert {subject["before"] for subject in group["subjects"]} == {None}


async def test_a_scheme_against_itself_moves_nobody(office: Office, draft: str) -> None:
    order = {"against_id": draft}
    [group] = (await good(office.author.post(f"{API}/schemes/{draft}:try", json=order)))["classes"]
    assert all(subject["before"] == subject["after"] for subject in group["subjects"])


async def test_nothing_is_stored(office: Office, draft: str) -> None:
    before = await good(office.author.get(f"{API}/standings?year={YEAR}"))
    await good(office.author.post(f"{API}/schemes/{draft}:try", json={}))
    assert await good(office.author.get(f"{API}/standings?year={YEAR}")) == before
    assert len((await good(office.author.get(f"{API}/schemes")))["items"]) == 2


async def test_refusals(office: Office, draft: str, anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.post(f"{API}/schemes/{draft}:try", json={})).status_code == 401
    assert await refused(office.head("T01").post(f"{API}/schemes/{draft}:try", json={})) == (403, "not_permitted")
    assert await refused(office.author.post(f"{API}/schemes/{SOMETHING}:try", json={})) == (404, "not_found")
    broken = scheme("broken", {"root": {"code": "total"}}, {}, "township-2")
    drafted = await good(office.author.post(f"{API}/schemes", json=broken))
    assert (await refused(office.author.post(f"{API}/schemes/{drafted['id']}:try", json={})))[0] == 422
