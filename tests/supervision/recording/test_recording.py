"""Posting a deduction: the receipt, what is refused, and what happens when the same is posted twice."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from tests.supervision.support import API, Office, at, entry, good, moment, refused
from tests.supervision.visits.test_visits import visit
from tests.support.clock import YEAR
from tests.support.people import People

DEDUCTIONS = f"{API}/deductions"


class TestReceipt:
    async def test_the_points_come_from_the_rule(self, office: Office) -> None:
        body = entry(count=3, factor="2")
        answer = await office.inspector.post(DEDUCTIONS, json=body)
        assert answer.status_code == 201
        receipt = answer.json()
        assert (receipt["id"], receipt["points"], receipt["state"]) == (body["id"], "6", "recorded")
        assert receipt["number"].startswith(f"KF-{YEAR}-")
        row = await office.read(body["id"])
        assert (row["points_each"], row["count"], row["factor"], row["points"]) == ("1", 3, "2", "6")
        assert row["history"] == [
            {
                "state": "recorded",
                "at": row["recorded_at"],
                "office": "inspector",
                "by": "inspector-1",
                "reason": None,
            }
        ]
        assert row["cadres"] == [{"code": "C1", "name": "林岳川", "post_name": "副乡镇长"}]

    async def test_a_range_takes_a_step_and_a_reason(self, office: Office) -> None:
        body = entry(rule_code="RPT-HOLLOW", count=1, points="1.5", points_reason="两处数字与台账不符")
        receipt = await good(office.inspector.post(DEDUCTIONS, json=body))
        assert receipt["points"] == "1.5"
        assert (await office.read(body["id"]))["points_reason"] == "两处数字与台账不符"

    async def test_it_belongs_to_the_year_in_which_it_happened_in_the_county(self, office: Office) -> None:
        new_year = f"{YEAR - 1}-12-31T16:30:00Z"
        receipt = await good(office.inspector.post(DEDUCTIONS, json=entry(occurred_at=new_year, cadre_codes=[])))
        assert (receipt["year"], receipt["number"][:7]) == (YEAR, f"KF-{YEAR}")
        assert at(receipt["occurred_at"]) == at(new_year)

    async def test_a_visit_may_stand_behind_it(self, office: Office) -> None:
        seen = visit()
        await good(office.inspector.post(f"{API}/visits", json=seen))
        body = entry(visit_id=seen["id"])
        await good(office.inspector.post(DEDUCTIONS, json=body))
        assert (await office.read(body["id"]))["visit_id"] == seen["id"]
        other = entry()
        await good(office.inspector.post(DEDUCTIONS, json=other))
        listed = await good(office.inspector.get(DEDUCTIONS, params={"visit_id": str(seen["id"])}))
        assert [row["id"] for row in listed["items"]] == [body["id"]]
        elsewhere = entry(visit_id=seen["id"], unit_code="T02", cadre_codes=[])
        assert await refused(office.inspector.post(DEDUCTIONS, json=elsewhere)) == (422, "unknown_visit")

    async def test_a_machine_may_record_by_its_scope(self, people: People, office: Office) -> None:
        machine = people.machine(Permission.SUPERVISION_DEDUCTION_RECORD)
        receipt = await good(machine.post(DEDUCTIONS, json=entry()))
        row = await office.read(receipt["id"])
        assert row["history"][0]["office"] == "system"

    async def test_it_leaves_one_audit_row_with_what_was_written(self, office: Office, supervision: Service) -> None:
        body = entry()
        receipt = await good(office.inspector.post(DEDUCTIONS, json=body))
        audit = supervision.database.table("audit_log")
        async with supervision.database.read_session() as session:
            rows = (await session.execute(audit.select().where(audit.c.object_id == body["id"]))).all()
        assert [(row.action, row.object_type, row.before) for row in rows] == [("record_deduction", "deduction", None)]
        assert rows[0].after["number"] == receipt["number"]
        assert (rows[0].after["points"], rows[0].after["recorded_by_name"]) == ("2", "inspector-1")


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "status", "code", "pointer"),
        [
            ({"unit_code": "T77", "cadre_codes": []}, 422, "unknown_unit", "/unit_code"),
            ({"unit_code": "T09", "cadre_codes": []}, 422, "unknown_unit", "/unit_code"),
            ({"rule_code": "NO-SUCH"}, 422, "unknown_rule", "/rule_code"),
            ({"unit_code": "D01", "cadre_codes": [], "rule_code": "ENV-SITE"}, 422, "rule_not_for_unit", "/rule_code"),
            ({"factor": "0.5"}, 422, "factor_not_allowed", "/factor"),
            ({"points": "1"}, 422, "points_fixed_by_rule", "/points"),
            ({"rule_code": "RPT-HOLLOW"}, 422, "points_needed", "/points"),
            (
                {"rule_code": "RPT-HOLLOW", "points": "1.2", "points_reason": "x"},
                422,
                "points_outside_range",
                "/points",
            ),
            ({"rule_code": "RPT-HOLLOW", "points": "1.5"}, 422, "points_reason_needed", "/points_reason"),
            (
                {"rule_code": "RPT-HOLLOW", "points": "1.5", "points_reason": " "},
                422,
                "points_reason_needed",
                "/points_reason",
            ),
            ({"cadre_codes": ["C1", "C2"]}, 422, "cadre_not_of_unit", "/cadre_codes"),
            ({"cadre_codes": ["C3"]}, 422, "cadre_not_of_unit", "/cadre_codes"),
            ({"visit_id": str(uuid4())}, 422, "unknown_visit", "/visit_id"),
            ({"occurred_at": moment(hours=-1)}, 422, "in_the_future", "/occurred_at"),
            ({"occurred_at": "2019-05-01T08:00:00+08:00"}, 422, "no_catalogue_that_year", "/occurred_at"),
            ({"occurred_at": "2026-03-05T09:00:00"}, 422, "invalid_input", "/occurred_at"),
            ({"count": 0}, 422, "invalid_input", "/count"),
            ({"count": 1.0}, 422, "invalid_input", "/count"),
            ({"factor": 1.5}, 422, "invalid_input", "/factor"),
            ({"place": ""}, 422, "invalid_input", "/place"),
            ({"latitude": "27.5"}, 422, "invalid_input", "/latitude"),
        ],
    )
    async def test_each_has_its_code_and_pointer_and_changes_nothing(
        self, office: Office, changes: dict[str, Any], status: int, code: str, pointer: str
    ) -> None:
        body = entry(**changes)
        answer = await office.inspector.post(DEDUCTIONS, json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert answer.json()["errors"][0]["pointer"] == pointer
        assert await refused(office.supervision.get(f"{DEDUCTIONS}/{body['id']}")) == (404, "not_found")

    async def test_the_sentence_is_in_the_readers_language(self, office: Office) -> None:
        body = entry(factor="0.5")
        english = await office.inspector.post(DEDUCTIONS, json=body, headers={"Accept-Language": "en"})
        chinese = await office.inspector.post(DEDUCTIONS, json=body)
        assert english.json()["detail"] == "Rule MTG-ABSENT does not list the factor 0.5."
        assert chinese.json()["detail"] == "条款 MTG-ABSENT 未列系数 0.5。"

    async def test_malformed_json(self, office: Office) -> None:
        answer = await office.inspector.post(
            DEDUCTIONS, content=b'{"id": ', headers={"Content-Type": "application/json"}
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")

    async def test_an_inspector_stands_aside_for_the_own_unit(self, people: People) -> None:
        local = people.person(Role.INSPECTOR, unit="T01", name="local")
        assert await refused(local.post(DEDUCTIONS, json=entry())) == (403, "refused_by_policy")
        other_unit = entry(unit_code="T02", cadre_codes=["C2"])
        assert (await local.post(DEDUCTIONS, json=other_unit)).status_code == 201


class TestRepeats:
    async def test_a_repeat_gets_the_first_answer_word_for_word(self, office: Office) -> None:
        body = entry()
        first, second = [await office.inspector.post(DEDUCTIONS, json=body) for _ in range(2)]
        assert (first.status_code, second.status_code) == (201, 201)
        assert first.content == second.content

    async def test_also_after_the_deduction_has_moved_on(self, office: Office) -> None:
        body = entry()
        first = await office.inspector.post(DEDUCTIONS, json=body)
        for verb, who, content in (
            ("confirm", office.supervision, None),
            ("notify", office.supervision, None),
            ("object", office.head, {"grounds": "只有一人缺席"}),
            ("judge", office.discipline, {"outcome": "partly_accepted", "reason": "核实一人", "count": 1}),
        ):
            await good(who.post(f"{DEDUCTIONS}/{body['id']}:{verb}", json=content))
        assert (await office.read(body["id"]))["points"] == "1"
        again = await office.inspector.post(DEDUCTIONS, json=body)
        assert again.content == first.content

    async def test_other_content_under_the_same_id_is_refused(self, office: Office) -> None:
        body = entry()
        await good(office.inspector.post(DEDUCTIONS, json=body))
        other = {**body, "count": 1}
        assert await refused(office.inspector.post(DEDUCTIONS, json=other)) == (409, "deduction_id_taken")
        assert (await office.read(body["id"]))["count"] == 2

    async def test_another_person_cannot_take_the_id(self, office: Office, people: People) -> None:
        body = entry()
        await good(office.inspector.post(DEDUCTIONS, json=body))
        other = people.person(Role.INSPECTOR, name="inspector-2")
        assert await refused(other.post(DEDUCTIONS, json=body)) == (409, "deduction_id_taken")

    async def test_repeats_at_the_same_time_make_one(self, office: Office, supervision: Service) -> None:
        body = entry()
        answers = await asyncio.gather(*(office.inspector.post(DEDUCTIONS, json=body) for _ in range(8)))
        assert {answer.status_code for answer in answers} == {201}
        assert {answer.content for answer in answers} == {answers[0].content}
        audit = supervision.database.table("audit_log")
        async with supervision.database.read_session() as session:
            rows = (await session.execute(audit.select().where(audit.c.object_id == body["id"]))).all()
        assert len(rows) == 1

    async def test_different_contents_at_the_same_time_leave_one(self, office: Office) -> None:
        body = entry()
        bodies = [{**body, "count": count} for count in range(1, 7)]
        answers = await asyncio.gather(*(office.inspector.post(DEDUCTIONS, json=each) for each in bodies))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]

    async def test_an_idempotency_key_replays(self, office: Office) -> None:
        body, headers = entry(), {"Idempotency-Key": str(uuid4())}
        first, second = [await office.inspector.post(DEDUCTIONS, json=body, headers=headers) for _ in range(2)]
        assert first.content == second.content
        assert second.headers["idempotency-replayed"] == "true"

    async def test_numbers_are_unique_under_load(self, office: Office) -> None:
        answers = await asyncio.gather(*(office.inspector.post(DEDUCTIONS, json=entry()) for _ in range(20)))
        assert len({answer.json()["number"] for answer in answers}) == 20
