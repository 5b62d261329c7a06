"""A thousand deductions in one request: each row by the rules of one, and none twice."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from tests.supervision.support import API, Office, entry, good, moment, refused
from tests.support.clock import YEAR
from tests.support.people import People

BATCH = f"{API}/deductions:batch"


async def post(client: httpx.AsyncClient, *items: Any, **options: bool) -> dict[str, Any]:
    return await good(client.post(BATCH, json={"items": items, **options}))


def codes(outcome: dict[str, Any]) -> list[str]:
    return [row["errors"][0]["code"] if row["errors"] else row["status"] for row in outcome["items"]]


async def count(office: Office, place: str) -> int:
    found = await good(office.supervision.get(f"{API}/deductions", params={"year": YEAR, "limit": 200}))
    return sum(row["place"] == place for row in found["items"])


class TestRows:
    async def test_each_is_judged_on_its_own(self, office: Office) -> None:
        taken = entry()
        await good(office.inspector.post(f"{API}/deductions", json=taken))
        rows: list[Any] = [
            entry(),
            entry(rule_code="NO-SUCH"),
            entry(unit_code="T09", cadre_codes=[]),
            entry(cadre_codes=["C3"]),
            entry(rule_code="RPT-HOLLOW", count=1),
            entry(rule_code="RPT-HOLLOW", count=1, points="1.5", points_reason="两处不符"),
            entry(occurred_at="2199-01-01T00:00:00+08:00"),
            entry(count=0),
            {"id": "x"},
            "not a row",
            entry(id=taken["id"], description="另一内容"),
            taken,
            entry(visit_id=str(uuid4())),
        ]
        outcome = await post(office.inspector, *rows)
        assert codes(outcome) == [
            "created",
            "unknown_rule",
            "unknown_unit",
            "cadre_not_of_unit",
            "points_needed",
            "created",
            "in_the_future",
            "greater_than_equal",
            "uuid_parsing",
            "model_attributes_type",
            "deduction_id_taken",
            "unchanged",
            "unknown_visit",
        ]
        assert (outcome["created"], outcome["unchanged"], outcome["refused"]) == (2, 1, 10)
        assert outcome["items"][5]["points"] == "1.5"
        assert [row["key"] for row in outcome["items"]][:2] == [rows[0]["id"], rows[1]["id"]]
        assert all(error["message"] for row in outcome["items"] for error in row["errors"])

    async def test_a_cadre_of_the_next_rows_unit_is_no_cadre_of_this_one(self, office: Office) -> None:
        outcome = await post(office.inspector, entry(cadre_codes=["C2"]), entry(unit_code="T02", cadre_codes=["C2"]))
        assert codes(outcome) == ["cadre_not_of_unit", "created"]

    async def test_the_same_as_recorded_one_by_one(self, office: Office, supervision: Service) -> None:
        single, many = entry(), entry()
        many["occurred_at"] = single["occurred_at"]
        await good(office.inspector.post(f"{API}/deductions", json=single))
        await post(office.inspector, many)
        first, second = await office.read(str(single["id"])), await office.read(str(many["id"]))
        different = {name for name in first if first[name] != second[name]}
        assert different <= {"id", "number", "recorded_at", "received_at", "updated_at", "history"}
        audit = supervision.database.table("audit_log")
        async with supervision.database.read_session() as session:
            wanted = audit.c.object_id.in_([single["id"], many["id"]])
            rows = (await session.execute(audit.select().where(wanted).order_by(audit.c.id))).all()
        assert [row.action for row in rows] == ["record_deduction", "record_deductions"]
        assert set(rows[0].after) == set(rows[1].after)

    async def test_a_single_post_after_a_batch_is_a_repeat(self, office: Office) -> None:
        body = entry()
        (row,) = (await post(office.inspector, body))["items"]
        receipt = await good(office.inspector.post(f"{API}/deductions", json=body))
        assert receipt["number"] == row["number"]

    async def test_one_id_twice_in_a_batch(self, office: Office) -> None:
        body = entry()
        outcome = await post(office.inspector, body, body, {**body, "count": 3})
        assert codes(outcome) == ["created", "unchanged", "deduction_id_taken"]
        assert outcome["items"][0]["number"] == outcome["items"][1]["number"]

    async def test_ones_own_unit_is_refused_row_by_row(self, office: Office) -> None:
        inspector = office.people.person(Role.INSPECTOR, unit="T02", name="inspector-of-T02")
        outcome = await post(inspector, entry(), entry(unit_code="T02", cadre_codes=[]))
        assert codes(outcome) == ["created", "refused_by_policy"]

    async def test_who_may(self, office: Office, people: People) -> None:
        body = {"items": [entry()]}
        assert await refused(office.head.post(BATCH, json=body)) == (403, "not_permitted")
        assert await refused(people.machine().post(BATCH, json=body)) == (403, "not_permitted")
        too_many = {"items": [entry()] * 1001}
        assert (await refused(office.inspector.post(BATCH, json=too_many)))[0] == 422


class TestWhole:
    async def test_a_dry_run_writes_nothing(self, office: Office) -> None:
        rows = [entry(place="试行"), entry(place="试行", rule_code="NO-SUCH")]
        outcome = await post(office.inspector, *rows, dry_run=True)
        assert (codes(outcome), outcome["dry_run"]) == (["created", "unknown_rule"], True)
        assert outcome["items"][0]["number"] is None
        assert await count(office, "试行") == 0

    async def test_all_or_nothing(self, office: Office) -> None:
        body = {"items": [entry(place="全部"), entry(place="全部", count=0)], "all_or_nothing": True}
        answer = await office.inspector.post(BATCH, json=body)
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == ["/items/1/count"]
        assert await count(office, "全部") == 0

    async def test_the_same_batch_from_many_senders_at_once(self, office: Office) -> None:
        rows = [entry(place="并发") for _ in range(40)]
        orders = (rows, rows[::-1], rows[20:] + rows[:20], rows)
        outcomes = await asyncio.gather(*(post(office.inspector, *order) for order in orders))
        assert sum(outcome["created"] for outcome in outcomes) == 40
        assert sum(outcome["unchanged"] for outcome in outcomes) == 120
        assert len({row["number"] for outcome in outcomes for row in outcome["items"]}) == 40
        assert await count(office, "并发") == 40

    async def test_the_source_is_kept_and_shown(self, office: Office, people: People) -> None:
        hotline = people.machine(Permission.SUPERVISION_DEDUCTION_RECORD, name="12345热线")
        sent, typed = entry(), entry()
        await post(hotline, sent)
        await post(office.inspector, typed)
        for who in (office.supervision, office.head):
            row = await office.read(sent["id"], who)
            assert (row["source"], row["source_name"]) == ("client", "12345热线")
        row = await office.read(typed["id"])
        assert (row["source"], row["source_name"]) == ("person", None)

    async def test_a_thousand_are_much_faster_than_one_by_one(self, office: Office) -> None:
        """In processor time of this side, the least of three each: neither a busy machine nor the garbage of all tests
        before decides. The bench has the figure."""

        async def one_by_one() -> None:
            for _ in range(20):
                await good(office.inspector.post(f"{API}/deductions", json=entry()))

        async def together() -> None:
            outcome = await post(office.inspector, *(entry(occurred_at=moment()) for _ in range(1000)))
            assert outcome["created"] == 1000

        single, each = await _least(one_by_one) / 20, await _least(together) / 1000
        assert each * 4 < single, f"{single * 1000:.2f} ms alone, {each * 1000:.3f} ms in a batch"


async def _least(act: Callable[[], Awaitable[None]]) -> float:
    spent: list[float] = []
    for _ in range(3):
        begun = time.process_time()
        await act()
        spent.append(time.process_time() - begun)
    return min(spent)
