from itertools import count
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import select

from hengjian.kit.service import Service
from tests.supervision.support import API, Office, good, refused

ROUNDS = f"{API}/rounds"
_years = count(2040)


def finding(unit: str = "T01", subject: str = "重点项目", **changes: object) -> dict[str, object]:
    return {"unit_code": unit, "subject": subject, "grade": "fair", "finding": "进度滞后两周", **changes}


async def opened(office: Office, **changes: Any) -> dict[str, Any]:
    body = {"year": next(_years), "period": "Q1", "title": "一季度督查", "class_codes": ["township-1"], **changes}
    return await good(office.supervision.post(ROUNDS, json=body))


class TestOpen:
    async def test_is_opened_once_a_quarter(self, office: Office) -> None:
        row = await opened(office)
        assert (row["state"], row["class_codes"], row["opened_by_name"]) == ("open", ["township-1"], "supervision-1")
        body = {"year": row["year"], "period": "Q1", "title": "再来", "class_codes": ["township-1"]}
        assert await refused(office.supervision.post(ROUNDS, json=body)) == (409, "round_exists")

    async def test_bad_content(self, office: Office) -> None:
        body = {"year": 2039, "period": "Q1", "title": "x", "class_codes": ["village-9"]}
        assert await refused(office.supervision.post(ROUNDS, json=body)) == (422, "unknown_unit_class")
        assert await refused(office.supervision.post(ROUNDS, json={**body, "period": "Q5"})) == (422, "invalid_input")


class TestFindings:
    async def test_are_recorded_changed_and_read_by_their_units(self, office: Office) -> None:
        row = await opened(office)
        path = f"{ROUNDS}/{row['id']}/findings"
        items = [finding(), finding(subject="安全生产", grade="poor", due_on="2041-01-31"), finding("T02")]
        outcome = await good(office.supervision.post(f"{path}:batch", json={"items": items}))
        assert outcome["written"] == 3
        again = [finding(), finding("T02", grade="good")]
        outcome = await good(office.supervision.post(f"{path}:batch", json={"items": again}))
        assert [entry["status"] for entry in outcome["items"]] == ["unchanged", "updated"]
        page = await good(office.supervision.get(path))
        found = {(entry["unit_code"], entry["subject"], entry["grade"]) for entry in page["items"]}
        assert found == {("T01", "安全生产", "poor"), ("T01", "重点项目", "fair"), ("T02", "重点项目", "good")}
        own = await good(office.head.get(path))
        assert {entry["unit_code"] for entry in own["items"]} == {"T01"}
        assert (await good(office.head.get(path, params={"unit_code": "T02"})))["items"] == []
        detail = await good(office.head.get(f"{ROUNDS}/{row['id']}"))
        assert detail["grade_counts"] == {"good": 0, "fair": 1, "poor": 1}
        assert [action["allowed"] for action in detail["actions"]] == [False, False]

    async def test_only_units_of_the_round(self, office: Office) -> None:
        row = await opened(office)
        body = {"items": [finding("D01"), finding("T09")], "all_or_nothing": False}
        outcome = await good(office.supervision.post(f"{ROUNDS}/{row['id']}/findings:batch", json=body))
        assert [entry["errors"][0]["code"] for entry in outcome["items"]] == ["unit_not_in_round"] * 2

    async def test_an_unknown_round_is_not_there(self, office: Office) -> None:
        assert await refused(office.supervision.get(f"{ROUNDS}/{uuid4()}/findings")) == (404, "not_found")


class TestClose:
    async def test_freezes_and_announces(self, office: Office, supervision: Service, owner_url: str) -> None:
        row = await opened(office)
        path = f"{ROUNDS}/{row['id']}"
        await good(office.supervision.post(f"{path}/findings:batch", json={"items": [finding()]}))
        closed = await good(office.supervision.post(f"{path}:close"))
        assert (closed["state"], closed["closed_by_name"]) == ("closed", "supervision-1")
        assert closed["closed_at"] is not None
        outbox = supervision.database.table("outbox")
        async with supervision.database.read_session() as session:
            bodies = (await session.scalars(select(outbox.c.body).where(outbox.c.name == "round_closed"))).all()
        event = next(body["event"] for body in bodies if body["event"]["round_id"] == row["id"])
        assert (event["kind"], event["period"], event["class_codes"]) == ("quarterly", "Q1", ["township-1"])

        assert await refused(office.supervision.post(f"{path}:close")) == (409, "round_is_closed")
        more = office.supervision.post(f"{path}/findings:batch", json={"items": [finding("T02")]})
        assert await refused(more) == (409, "round_is_closed")
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "UPDATE supervision.round SET title = 'x' WHERE id = $1",
                "UPDATE supervision.round SET state = 'open', closed_at = NULL WHERE id = $1",
                "DELETE FROM supervision.round WHERE id = $1",
                "UPDATE supervision.round_finding SET grade = 'good' WHERE round_id = $1",
                "DELETE FROM supervision.round_finding WHERE round_id = $1",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement, row["id"])
        finally:
            await connection.close()

    async def test_the_list_is_filtered(self, office: Office) -> None:
        row = await opened(office)
        page = await good(office.head.get(ROUNDS, params={"year": row["year"], "state": "open"}))
        assert [entry["id"] for entry in page["items"]] == [row["id"]]
        assert (await good(office.head.get(ROUNDS, params={"year": row["year"], "state": "closed"})))["items"] == []
