"""What if: a draft on the facts that are on record, beside the scheme that counts; nothing of it is stored."""

from copy import deepcopy
from decimal import Decimal
from io import BytesIO
from typing import Any

import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook
from sqlalchemy import text

from hengjian.kit.exchange.workbooks import XLSX
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    LEADER_SCHEME,
    SOMETHING,
    Office,
    deduction,
    faults,
    good,
    refused,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR

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


async def tried(office: Office, scheme_id: str, **order: Any) -> dict[str, Any]:
    return await good(office.author.post(f"{API}/schemes/{scheme_id}:try", json=order))


def items_of(group: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["code"]: item for item in group["items"]}


class TestOnRecord:
    async def test_who_moves_and_by_how_much(self, office: Office, draft: str) -> None:
        trial = await tried(office, draft)
        assert (trial["facts_year"], trial["has_invented"]) == (YEAR, False)
        assert [(s["name"], s["state"]) for s in trial["against"]] == [("townships 考核办法", "issued")]
        [group] = trial["classes"]
        assert (group["class_code"], group["incomplete"]) == ("township-1", [])
        lines = {s["code"]: s for s in group["subjects"]}
        first = lines["T01"]
        assert (first["before"]["total"], first["before"]["rank"], first["before"]["tier"]) == ("95.00", 1, "advanced")
        assert (first["after"]["total"], first["after"]["rank"], first["after"]["tier"]) == ("95.00", 5, "lagging")
        assert (first["difference"], first["places"], first["changes_tier"]) == ("0.00", -4, True)
        assert (lines["T05"]["difference"], lines["T05"]["places"]) == ("32.00", 4)
        assert [s["after"]["rank"] for s in group["subjects"]] == [1, 1, 1, 4, 5]
        assert (group["compared"], group["moved"], group["changing_tier"]) == (5, 5, 2)
        assert group["widest"] == "32.00"
        assert group["before"] == {"lowest": "68.00", "median": "84.00", "highest": "95.00"}
        assert group["after"] == {"lowest": "95.00", "median": "100.00", "highest": "100.00"}

    async def test_which_items_decide(self, office: Office, draft: str) -> None:
        items = items_of((await tried(office, draft))["classes"][0])
        revenue, daily = items["revenue"], items["daily"]
        assert (revenue["distinct"], revenue["decided"], revenue["share"], revenue["origins"]) == (
            1,
            0,
            "0.00",
            ["record"],
        )
        assert (daily["lowest"], daily["highest"], daily["decided"]) == ("55.000000", "60.000000", 2)
        assert (daily["share"], daily["ranks_alone"]) == ("100.00", True)

    async def test_a_scheme_against_itself_moves_nobody(self, office: Office, draft: str) -> None:
        [group] = (await tried(office, draft, against_id=draft))["classes"]
        assert all(subject["before"] == subject["after"] for subject in group["subjects"])
        assert (group["moved"], group["changing_tier"], group["widest"]) == (0, 0, "0.00")

    async def test_one_draft_against_another(self, office: Office, draft: str) -> None:
        body = scheme("milder", DAILY_SCHEME, DAILY_BINDING, "township-1")
        milder = await good(office.author.post(f"{API}/schemes", json=body))
        trial = await tried(office, milder["id"], against_id=draft)
        assert [(s["id"], s["state"]) for s in trial["against"]] == [(draft, "draft")]
        [group] = trial["classes"]
        assert {s["code"]: s["places"] for s in group["subjects"]}["T01"] == 4

    async def test_another_year_without_facts(self, office: Office, draft: str) -> None:
        trial = await tried(office, draft, facts_year=YEAR - 1)
        [group] = trial["classes"]
        assert [code for code, item in items_of(group).items() if item["is_left_out"]] == ["revenue"]
        assert {subject["before"] for subject in group["subjects"]} == {None}
        assert (trial["against"], group["compared"], group["widest"]) == ([], 0, None)

    async def test_without_an_item_nobody_has_a_tier(self, office: Office, draft: str) -> None:
        [group] = (await tried(office, draft, left_out=["revenue"]))["classes"]
        assert {(s["before"]["tier"], s["after"]["tier"]) for s in group["subjects"]} == {(None, None)}
        assert {s["code"]: s["before"]["total"] for s in group["subjects"]}["T01"] == "15.00"
        assert (group["changing_tier"], items_of(group)["revenue"]["is_left_out"]) == (0, True)

    async def test_who_lacks_a_fact_is_named_with_it(self, office: Office) -> None:
        issued = scheme("smaller", DAILY_SCHEME, DAILY_BINDING, "township-2")
        drafted = await good(office.author.post(f"{API}/schemes", json=issued))
        await office.hear(ServiceName.TARGETS, values(T06="50"))
        [group] = (await tried(office, drafted["id"]))["classes"]
        assert group["incomplete"] == [{"code": "T07", "name": "T07镇", "lacking": ["财政收入"]}]
        assert [s["code"] for s in group["subjects"]] == ["T06"]


class TestOtherFacts:
    @pytest.mark.usefixtures("draft")
    async def test_an_item_under_a_new_code_takes_the_facts_of_the_old_one(self, office: Office) -> None:
        renamed = deepcopy(DAILY_SCHEME)
        renamed["root"]["parts"][1]["code"] = "income"
        binding = {**DAILY_BINDING, "income": {"source": "indicator", "indicator_code": "INCOME"}}
        del binding["revenue"]
        body = scheme("renamed", renamed, binding, "township-1")
        drafted = await good(office.author.post(f"{API}/schemes", json=body))
        trial = await tried(office, drafted["id"])
        assert items_of(trial["classes"][0])["income"]["is_left_out"] is True
        offers = {offer["code"]: offer for offer in trial["offers"]}
        assert (offers["revenue"]["name"], offers["revenue"]["shape"]) == ("财政收入", "measured")
        [group] = (await tried(office, drafted["id"], taken_from={"income": "revenue"}))["classes"]
        income = items_of(group)["income"]
        assert (income["origins"], income["taken_from"], income["is_left_out"]) == (["taken"], "revenue", False)
        assert {s["difference"] for s in group["subjects"]} == {"0.00"}

    async def test_what_is_typed_counts_under_both_schemes(self, office: Office, draft: str) -> None:
        typed = [{"item_code": "revenue", "subject_code": "T05", "value": "120/100"}]
        trial = await tried(office, draft, typed=typed)
        [group] = trial["classes"]
        assert (trial["has_invented"], items_of(group)["revenue"]["origins"]) == (True, ["record", "typed"])
        assert {s["code"]: s["before"]["total"] for s in group["subjects"]}["T05"] == "100.00"

    async def test_drawn_facts_are_the_same_for_the_same_seed(self, office: Office, draft: str) -> None:
        first, again, other = [await tried(office, draft, drawn=["*"], seed=seed) for seed in ("7", "7", "8")]
        assert first == again != other
        assert (first["has_invented"], first["seed"]) == (True, "7")
        assert {tuple(item["origins"]) for item in first["classes"][0]["items"]} == {("drawn",)}
        assert first["classes"][0]["incomplete"] == []

    async def test_a_class_without_anybody_is_tried_on_invented_subjects(self, office: Office) -> None:
        body = scheme("new-county", STRICTER, DAILY_BINDING, "village-1")
        drafted = await good(office.author.post(f"{API}/schemes", json=body))
        assert (await tried(office, drafted["id"]))["classes"] == []
        [group] = (await tried(office, drafted["id"], drawn=["*"]))["classes"]
        assert (group["is_invented"], len(group["subjects"])) == (True, 12)
        assert {"advanced", "standard"} <= {s["after"]["tier"] for s in group["subjects"]}


async def _contents(office: Office) -> dict[str, tuple[int, str]]:
    """Rows and digest of every table of the schema, but for the seals that a job puts on earlier audit rows."""
    database = office.service.database
    async with database.read_session() as session:
        names = await session.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'appraisal' AND tablename <> 'audit_seal'")
        )
        found = {}
        for name in names:
            rows = f"SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM appraisal.{name} AS t"
            found[name] = tuple((await session.execute(text(rows))).one())
    return found


async def test_nothing_of_it_is_stored_anywhere(office: Office, draft: str) -> None:
    """No table of the schema differs: no standing, no audit row, no event in the outbox, no kept answer."""
    before = await _contents(office)
    assert before["standing"][0] == 5
    assert before["audit_log"][0] > 0
    for order in ({}, {"drawn": ["*"]}, {"facts_year": YEAR - 1}, {"left_out": ["daily"]}):
        key = {"Idempotency-Key": f"trial-{order}"}
        assert (await office.author.post(f"{API}/schemes/{draft}:try", json=order, headers=key)).status_code == 200
    assert await _contents(office) == before


class TestRefusals:
    async def test_anonymous_wrong_role_and_nothing_there(
        self, office: Office, draft: str, anonymous: httpx.AsyncClient
    ) -> None:
        assert (await anonymous.post(f"{API}/schemes/{draft}:try", json={})).status_code == 401
        assert await refused(office.head("T01").post(f"{API}/schemes/{draft}:try", json={})) == (403, "not_permitted")
        assert await refused(office.author.post(f"{API}/schemes/{SOMETHING}:try", json={})) == (404, "not_found")
        order = {"against_id": str(SOMETHING)}
        assert await refused(office.author.post(f"{API}/schemes/{draft}:try", json=order)) == (404, "not_found")

    async def test_a_scheme_that_is_not_sound(self, office: Office, draft: str) -> None:
        broken = scheme("broken", {"root": {"code": "total"}}, {}, "township-2")
        drafted = await good(office.author.post(f"{API}/schemes", json=broken))
        assert (await refused(office.author.post(f"{API}/schemes/{drafted['id']}:try", json={})))[0] == 422
        order = {"against_id": drafted["id"]}
        found = await faults(office.author.post(f"{API}/schemes/{draft}:try", json=order))
        assert found == {("/against_id", "scheme_not_sound")}

    async def test_a_scheme_of_other_subjects(self, office: Office, draft: str) -> None:
        body = scheme("leading", LEADER_SCHEME, {}, "chief-township-1", subject_kind="cadre")
        leading = await good(office.author.post(f"{API}/schemes", json=body))
        order = {"against_id": leading["id"]}
        found = await faults(office.author.post(f"{API}/schemes/{draft}:try", json=order))
        assert found == {("/against_id", "other_subject_kind")}

    async def test_every_fault_of_an_order_at_its_place(self, office: Office, draft: str) -> None:
        order = {
            "left_out": ["nothing"],
            "drawn": ["*", "nothing"],
            "taken_from": {"nothing": "daily", "revenue": "daily", "daily": "nothing"},
            "typed": [
                {"item_code": "nothing", "subject_code": "T01", "value": "1"},
                {"item_code": "revenue", "subject_code": "T99", "value": "1"},
                {"item_code": "revenue", "subject_code": "T01", "value": "a lot"},
            ],
        }
        assert await faults(office.author.post(f"{API}/schemes/{draft}:try", json=order)) == {
            ("/left_out/0", "unknown_item"),
            ("/drawn/1", "unknown_item"),
            ("/taken_from/nothing", "unknown_item"),
            ("/taken_from/revenue", "fact_does_not_fit"),
            ("/taken_from/daily", "unknown_item"),
            ("/typed/0/item_code", "unknown_item"),
            ("/typed/1/subject_code", "unknown_subject"),
            ("/typed/2/value", "does_not_fit"),
        }


class TestWorkbook:
    async def test_it_says_the_same_as_the_trial(self, office: Office, draft: str) -> None:
        order = {"typed": [{"item_code": "revenue", "subject_code": "T05", "value": "120"}], "seed": "seed-9"}
        trial = await tried(office, draft, **order)
        answer = await office.author.post(f"{API}/schemes/{draft}/trial.xlsx", json=order)
        assert answer.headers["content-type"] == XLSX
        book = load_workbook(BytesIO(answer.content))
        cover, moves, items = ([[cell.value for cell in row] for row in sheet] for sheet in book.worksheets)
        assert any("seed-9" in str(cell) for row in cover for cell in row)
        rows = {row[1]: row for row in moves[1:]}
        for subject in trial["classes"][0]["subjects"]:
            row = rows[subject["name"]]
            assert row[2:5] == [subject["before"]["rank"], subject["after"]["rank"], subject["places"]]
            assert Decimal(str(row[7])) == Decimal(subject["difference"])
            assert (row[10] is not None) == subject["changes_tier"]
        assert [row[1] for row in items[1:]] == ["日常考核", "财政收入", "加分"]

    async def test_refusals(self, office: Office, draft: str, anonymous: httpx.AsyncClient) -> None:
        path = f"{API}/schemes/{draft}/trial.xlsx"
        assert (await anonymous.post(path, json={})).status_code == 401
        assert await refused(office.head("T01").post(path, json={})) == (403, "not_permitted")
        assert await refused(office.author.post(f"{API}/schemes/{SOMETHING}/trial.xlsx", json={})) == (404, "not_found")
        assert await faults(office.author.post(path, json={"left_out": ["no"]})) == {("/left_out/0", "unknown_item")}
