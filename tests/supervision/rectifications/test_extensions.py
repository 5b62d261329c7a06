"""A later due date: asked for by the unit, granted or declined by the office; the earlier one stays readable."""

from datetime import date, timedelta
from typing import Any

import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.time.calendar import add_working_days
from hengjian.supervision.workflows.rectifications import RectificationState as S
from hengjian.supervision.workflows.rectifications import RectificationVerb as V
from tests.supervision.rectification_desk import RECTIFICATIONS, Desk
from tests.supervision.support import Office, day, good, refused
from tests.support.people import People


def later(row: dict[str, Any], working_days: int = 4) -> str:
    return add_working_days(date.fromisoformat(row["due_on"]), working_days).isoformat()


class TestAccess:
    async def test_nobody_without_signing_in(self, desk: Desk, people: People) -> None:
        for verb in ("ask-extension", "extend", "decline-extension"):
            call = people.anonymous.post(f"{RECTIFICATIONS}/{await desk.opened()}:{verb}", json={})
            assert await refused(call) == (401, "not_signed_in")

    async def test_only_the_supervision_office_grants_and_declines(self, desk: Desk, office: Office) -> None:
        rectification = await desk.step(await desk.opened(), V.ASK_EXTENSION)
        for stranger in (office.head, office.inspector, office.discipline, office.auditor):
            for verb, body in (
                ("extend", await desk.body(rectification, V.EXTEND)),
                ("decline-extension", {"reason": "x"}),
            ):
                answer = await stranger.post(f"{RECTIFICATIONS}/{rectification}:{verb}", json=body)
                assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
                assert answer.json()["detail"]

    async def test_not_by_somebody_with_ties(self, desk: Desk, people: People) -> None:
        tied = people.person(Role.SUPERVISION_OFFICE, unit="T01", name="local supervision")
        rectification = await desk.opened()
        answer = await tied.post(
            f"{RECTIFICATIONS}/{rectification}:extend", json=await desk.body(rectification, V.EXTEND)
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
        assert "回避" in answer.json()["detail"]
        action = next(found for found in (await desk.read(rectification, tied))["actions"] if found["name"] == "extend")
        assert (action["allowed"], action["reason"]) == (False, "涉及本人所在单位，应当回避。")

    async def test_only_the_unit_itself_asks(self, desk: Desk, office: Office, people: People) -> None:
        rectification = await desk.opened()
        body = await desk.body(rectification, V.ASK_EXTENSION)
        wide = people.person(Role.UNIT_HEAD, Role.VERIFIER, unit="T02", name="wide head")
        for who, answer in ((office.neighbour, (404, "not_found")), (wide, (404, "not_found"))):
            assert await refused(who.post(f"{RECTIFICATIONS}/{rectification}:ask-extension", json=body)) == answer


class TestExtend:
    async def test_what_was_asked_for_and_the_earlier_day_stays(self, desk: Desk) -> None:
        first = await desk.read(await desk.opened())
        asked = await desk.step(first["id"], V.ASK_EXTENSION, due_on=later(first, 9))
        row = await desk.read(asked)
        assert (row["due_on"], row["wanted_due_on"], row["state"]) == (first["due_on"], later(first, 9), "open")
        assert {action["name"] for action in row["actions"]} == {"report", "withdraw", "extend", "decline_extension"}
        await desk.step(asked, V.EXTEND, due_on=later(first, 5))
        row = await desk.read(asked)
        assert (row["due_on"], row["wanted_due_on"], row["state"]) == (later(first, 5), None, "open")
        assert [(step["kind"], step["office"], step["note"], step["due_on"]) for step in row["history"][1:]] == [
            ("extension_asked", "unit_head", "连日暴雨", later(first, 9)),
            ("extended", "supervision_office", "情况属实", later(first, 5)),
        ]
        assert row["history"][0]["due_on"] == first["due_on"]

    async def test_also_unasked_and_again(self, desk: Desk) -> None:
        rectification = await desk.reach(S.FAILED)
        for _ in range(2):
            await desk.step(rectification, V.EXTEND)
        assert [step["kind"] for step in (await desk.read(rectification))["history"][-2:]] == ["extended", "extended"]

    @pytest.mark.parametrize("verb", [V.ASK_EXTENSION, V.EXTEND])
    async def test_only_to_a_later_working_day_within_a_year(self, desk: Desk, verb: V) -> None:
        await desk.clock(day("2026-03-02"))
        rectification = await desk.opened()
        assert (await desk.read(rectification))["due_on"] == "2026-03-09"
        for unfit in ("2026-03-09", "2026-03-06", "2026-03-14", "2026-10-01", "2027-03-15"):
            answer = await desk.send(rectification, verb, due_on=unfit, reason="x")
            assert (answer.status_code, answer.json()["code"]) == (422, "due_date_unfit"), unfit
            assert [error["pointer"] for error in answer.json()["errors"]] == ["/due_on"]
        await desk.step(rectification, verb, due_on="2026-03-10")

    async def test_needs_a_reason(self, desk: Desk) -> None:
        rectification = await desk.opened()
        body = {**await desk.body(rectification, V.EXTEND), "reason": ""}
        assert await refused(desk.send(rectification, V.EXTEND, **body)) == (422, "invalid_input")

    async def test_asked_once_until_it_is_answered(self, desk: Desk) -> None:
        rectification = await desk.step(await desk.opened(), V.ASK_EXTENSION)
        body = await desk.body(rectification, V.ASK_EXTENSION)
        assert await refused(desk.send(rectification, V.ASK_EXTENSION, **body)) == (409, "extension_waits")
        await desk.step(rectification, V.DECLINE_EXTENSION)
        row = await desk.read(rectification)
        assert (row["history"][-1]["kind"], row["history"][-1]["note"]) == ("extension_declined", "不影响施工")
        await desk.step(rectification, V.ASK_EXTENSION)

    async def test_a_report_settles_the_request(self, desk: Desk) -> None:
        rectification = await desk.step(await desk.opened(), V.ASK_EXTENSION)
        await desk.step(rectification, V.REPORT)
        row = await desk.read(rectification)
        assert (row["state"], row["wanted_due_on"]) == ("reported", None)

    async def test_leaves_its_audit_rows(self, desk: Desk, supervision: Service) -> None:
        first = await desk.read(await desk.opened())
        await desk.step(first["id"], V.EXTEND)
        audit = supervision.database.table("audit_log")
        async with supervision.database.read_session() as session:
            wanted = (audit.c.object_id == first["id"]) & (audit.c.action == "extend_rectification")
            [row] = (await session.execute(audit.select().where(wanted))).all()
        assert (row.before["due_on"], row.after["due_on"]) == (first["due_on"], later(first))

    async def test_the_list_tells_which_ask(self, desk: Desk, office: Office) -> None:
        asked, silent = await desk.step(await desk.opened(), V.ASK_EXTENSION), await desk.opened()
        for asks, ids in ((True, {asked}), (False, {silent})):
            params: dict[str, str | int | bool] = {"asks_extension": asks, "limit": 200, "state": "open"}
            found = {row["id"] for row in (await good(office.supervision.get(RECTIFICATIONS, params=params)))["items"]}
            assert found & {asked, silent} == ids


class TestOverdue:
    async def test_the_new_day_counts(self, desk: Desk, supervision: Service) -> None:
        first = await desk.read(await desk.opened())
        await desk.step(first["id"], V.EXTEND, due_on=later(first))
        await desk.clock(day(first["due_on"], 0) + timedelta(days=1, seconds=5))
        await supervision.jobs.run_all()
        assert (await desk.read(first["id"]))["state"] == "open"
        await desk.run_out(first["id"])
        row = await desk.read(first["id"])
        assert (row["state"], row["further"][0]["occurred_at"][:10]) == ("overdue", later(first))

    async def test_a_request_made_in_time_holds_the_term_until_it_is_answered(
        self, desk: Desk, supervision: Service
    ) -> None:
        granted, declined = [await desk.step(await desk.opened(), V.ASK_EXTENSION) for _ in range(2)]
        await desk.run_out(granted)
        for rectification in (granted, declined):
            row = await desk.read(rectification)
            assert (row["state"], row["further"]) == ("open", [])
        await desk.step(granted, V.EXTEND)
        await desk.step(declined, V.DECLINE_EXTENSION)
        await supervision.jobs.run_all()
        assert (await desk.read(granted))["state"] == "open"
        row = await desk.read(declined)
        assert (row["state"], row["further"][0]["occurred_at"][:10]) == ("overdue", row["due_on"])

    async def test_not_once_it_has_passed(self, desk: Desk) -> None:
        rectification = await desk.reach(S.OVERDUE)
        for verb in (V.ASK_EXTENSION, V.EXTEND):
            call = desk.send(rectification, verb, **await desk.body(rectification, verb))
            assert await refused(call) == (409, "rectification_state_forbids")
