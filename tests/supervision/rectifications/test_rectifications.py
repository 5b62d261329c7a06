"""What a unit must put right: asked for, reported, looked at again; and what happens when the term passes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import office_today
from hengjian.supervision.workflows.rectifications import RectificationState as S
from hengjian.supervision.workflows.rectifications import RectificationVerb
from tests.supervision.files import photo, upload
from tests.supervision.rectification_desk import BODY, DEMAND, NEXT, RECTIFICATIONS, Desk
from tests.supervision.support import API, Office, at, day, good, refused
from tests.support.clock import YEAR
from tests.support.people import People


class TestAccess:
    async def test_nobody_without_signing_in(self, people: People) -> None:
        assert await refused(people.anonymous.get(RECTIFICATIONS)) == (401, "not_signed_in")

    async def test_not_in_another_office(self, desk: Desk, office: Office) -> None:
        body = {"deduction_id": await desk.deduction(), "demand": DEMAND}
        for stranger in (office.head, office.inspector, office.discipline, office.auditor):
            assert await refused(stranger.post(RECTIFICATIONS, json=body)) == (403, "not_permitted")

    async def test_a_neighbour_does_not_know_of_it(self, desk: Desk, office: Office) -> None:
        rectification = await desk.opened()
        assert await refused(office.neighbour.get(f"{RECTIFICATIONS}/{rectification}")) == (404, "not_found")
        call = office.neighbour.post(f"{RECTIFICATIONS}/{rectification}:report", json={"note": "x"})
        assert await refused(call) == (404, "not_found")
        listed = await good(office.neighbour.get(RECTIFICATIONS, params={"limit": 200}))
        assert {row["unit_code"] for row in listed["items"]} <= {"T02"}

    async def test_the_unit_reads_offices_and_no_names(self, desk: Desk, office: Office) -> None:
        row = await desk.read(await desk.opened(), office.head)
        assert (row["history"][0]["office"], row["history"][0]["by"]) == ("supervision_office", None)


class TestOpen:
    async def test_with_the_term_of_the_rule(self, desk: Desk) -> None:
        row = await desk.read(await desk.opened())
        assert row["number"].startswith(f"ZG-{office_today().year}-")
        assert (row["state"], row["demand"], row["overdue_rule_code"]) == ("open", DEMAND, "ENV-UNFIXED")
        assert row["due_on"] == add_working_days(office_today(), 5).isoformat()
        assert [(step["state"], step["due_on"]) for step in row["history"]] == [("open", row["due_on"])]

    async def test_or_with_another_by_the_calendar(self, desk: Desk) -> None:
        await desk.clock(day("2026-09-29", 16))
        assert (await desk.read(await desk.opened(working_days=3)))["due_on"] == "2026-10-09"

    async def test_says_when_holidays_are_not_known_yet(self, desk: Desk) -> None:
        row = await desk.read(await desk.opened(working_days=250))
        assert row["due_is_provisional"] is (row["due_on"] > f"{YEAR}-12-31")

    async def test_a_rule_without_a_term_needs_one(self, desk: Desk) -> None:
        deduction = await desk.deduction(rule_code="MTG-ABSENT")
        body = {"deduction_id": deduction, "demand": DEMAND}
        assert await refused(desk.office.supervision.post(RECTIFICATIONS, json=body)) == (422, "term_needed")
        assert (await desk.read(await desk.opened(deduction, working_days=2)))["state"] == "open"

    @pytest.mark.parametrize("state", ["recorded", "confirmed", "revoked"])
    async def test_only_once_notice_is_served_and_until_it_is_revoked(self, desk: Desk, state: str) -> None:
        deduction = await getattr(desk.office, state)(rule_code="ENV-SITE")
        body = {"deduction_id": deduction, "demand": DEMAND}
        assert await refused(desk.office.supervision.post(RECTIFICATIONS, json=body)) == (409, "nothing_to_put_right")

    async def test_once_and_again_after_it_was_withdrawn(self, desk: Desk) -> None:
        deduction = await desk.deduction()
        first = await desk.opened(deduction)
        body = {"deduction_id": deduction, "demand": DEMAND}
        assert await refused(desk.office.supervision.post(RECTIFICATIONS, json=body)) == (409, "rectification_exists")
        await desk.step(first, RectificationVerb.WITHDRAW)
        second = await desk.opened(deduction)
        listed = await good(desk.office.supervision.get(RECTIFICATIONS, params={"deduction_id": deduction}))
        assert {row["id"] for row in listed["items"]} == {first, second}

    async def test_unknown_and_bad(self, desk: Desk) -> None:
        for body, answer in (
            ({"deduction_id": str(uuid4()), "demand": "x"}, (404, "not_found")),
            ({"deduction_id": str(uuid4()), "demand": ""}, (422, "invalid_input")),
            ({"deduction_id": str(uuid4()), "demand": "x", "working_days": 0}, (422, "invalid_input")),
        ):
            assert await refused(desk.office.supervision.post(RECTIFICATIONS, json=body)) == answer


class TestStates:
    @pytest.mark.parametrize("state", list(S))
    async def test_every_verb_in_this_state(self, desk: Desk, state: S) -> None:
        refusing = await desk.reach(state)
        offered = {action["name"] for action in (await desk.read(refusing))["actions"]}
        assert offered == {verb for verb in RectificationVerb if (state, verb) in NEXT}
        for verb in RectificationVerb:
            if (state, verb) in NEXT:
                moved = await desk.step(await desk.reach(state), verb)
                row = await desk.read(moved)
                assert (row["state"], row["history"][-1]["state"]) == (NEXT[state, verb], NEXT[state, verb])
            else:
                code = "rectification_state_forbids"
                if verb is RectificationVerb.DECLINE_EXTENSION and state in {S.OPEN, S.FAILED}:
                    code = "no_extension_asked"
                call = desk.send(refusing, verb, **await desk.body(refusing, verb))
                assert await refused(call) == (409, code), (state, verb)
        assert (await desk.read(refusing))["state"] == state

    @pytest.mark.parametrize("state", list(S))
    async def test_no_statement_takes_another_way(self, desk: Desk, owner_url: str, state: S) -> None:
        rectification = await desk.reach(state)
        ways = {target for (start, _), target in NEXT.items() if start is state} | {state}
        ways |= {S.OPEN: {S.OVERDUE}, S.FAILED: {S.OVERDUE}, S.REPORTED: {S.FAILED}}.get(state, set())
        ways |= {S.LAPSED} if state not in {S.PASSED, S.WITHDRAWN} else set()
        connection = await asyncpg.connect(owner_url)
        try:
            for target in set(S) - ways:
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(
                        "UPDATE supervision.rectification SET state = $2 WHERE id = $1", rectification, target.value
                    )
        finally:
            await connection.close()

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM supervision.rectification",
            "UPDATE supervision.rectification SET demand = 'nothing'",
            "UPDATE supervision.rectification SET due_on = due_on + 30 WHERE state = 'open'",
            "UPDATE supervision.rectification SET due_on = due_on - 1 WHERE state = 'open'",
            "UPDATE supervision.rectification_step SET note = 'other'",
            "DELETE FROM supervision.rectification_step",
        ],
    )
    async def test_what_was_entered_stands(self, desk: Desk, owner_url: str, statement: str) -> None:
        await desk.opened()
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute(statement)
        finally:
            await connection.close()


class TestReport:
    async def test_only_the_unit_itself(self, desk: Desk, people: People) -> None:
        wide = people.person(Role.UNIT_HEAD, Role.VERIFIER, unit="T02", name="wide head")
        rectification = await desk.opened()
        call = wide.post(f"{RECTIFICATIONS}/{rectification}:report", json=BODY[RectificationVerb.REPORT])
        assert await refused(call) == (404, "not_found")
        actions = (await desk.read(rectification, desk.office.supervision))["actions"]
        assert next(action for action in actions if action["name"] == "report") == {
            "name": "report",
            "allowed": False,
            "reason": "您的岗位无此权限。",
        }

    async def test_with_its_files(self, desk: Desk) -> None:
        deduction = await desk.deduction()
        rectification = await desk.opened(deduction)
        shown = await upload(desk.office.head, deduction, photo(31), purpose="rectification")
        await desk.step(rectification, RectificationVerb.REPORT)
        found = await upload(desk.office.inspector, deduction, photo(32), purpose="recheck")
        listed = await good(desk.office.supervision.get(f"{API}/deductions/{deduction}/evidence"))
        assert {(item["id"], item["purpose"]) for item in listed["items"]} == {
            (shown, "rectification"),
            (found, "recheck"),
        }

    async def test_files_only_while_they_are_asked_for(self, desk: Desk) -> None:
        deduction = await desk.deduction()
        for sender, purpose in ((desk.office.head, "rectification"), (desk.office.inspector, "recheck")):
            with pytest.raises(AssertionError, match="refused_by_policy"):
                await upload(sender, deduction, photo(33), purpose=purpose)
        await desk.opened(deduction)
        for sender, purpose in (
            (desk.office.inspector, "rectification"),
            (desk.office.inspector, "recheck"),
            (desk.office.head, "recheck"),
        ):
            with pytest.raises(AssertionError, match="refused_by_policy"):
                await upload(sender, deduction, photo(34), purpose=purpose)


class TestRecheck:
    async def test_failed_sets_a_new_term(self, desk: Desk) -> None:
        row = await desk.read(await desk.reach(S.FAILED))
        assert row["due_on"] == add_working_days(office_today(), 3).isoformat()
        assert (row["history"][-1]["note"], row["history"][-1]["due_on"]) == ("仍有垃圾", row["due_on"])
        assert row["history"][0]["due_on"] != row["due_on"], "the first term stays readable"

    @pytest.mark.parametrize("body", [{"outcome": "failed"}, {"outcome": "passed", "working_days": 3}])
    async def test_the_term_goes_with_the_outcome(self, desk: Desk, body: dict[str, Any]) -> None:
        rectification = await desk.reach(S.REPORTED)
        call = desk.office.inspector.post(f"{RECTIFICATIONS}/{rectification}:recheck", json={"note": "x", **body})
        assert await refused(call) == (422, "next_term_needed")

    async def test_an_inspector_without_ties_who_did_not_record_it(self, desk: Desk, people: People) -> None:
        other = people.person(Role.INSPECTOR, name="inspector-3")
        rectification = await desk.reach(S.REPORTED)
        row = await desk.read(rectification, other)
        assert next(action for action in row["actions"] if action["name"] == "recheck")["allowed"]
        assert (await good(other.get(f"{API}/deductions/{row['deduction_id']}")))["number"] == row["deduction_number"]
        await good(other.post(f"{RECTIFICATIONS}/{rectification}:recheck", json=BODY[RectificationVerb.RECHECK]))

    async def test_nobody_with_ties(self, desk: Desk, people: People) -> None:
        rectification = await desk.reach(S.REPORTED)
        for tied in (
            people.person(Role.INSPECTOR, unit="T01", name="local inspector"),
            people.person(Role.INSPECTOR, cadre="C3", name="former inspector"),
        ):
            call = tied.post(f"{RECTIFICATIONS}/{rectification}:recheck", json=BODY[RectificationVerb.RECHECK])
            assert await refused(call) == (403, "refused_by_policy")


class TestOverdue:
    async def test_the_last_day_still_counts(self, desk: Desk, supervision: Service) -> None:
        rectification = await desk.opened()
        due_on = (await desk.read(rectification))["due_on"]
        await desk.clock(day(due_on, 23))
        await supervision.jobs.run_all()
        assert (await desk.read(rectification))["state"] == "open"
        await desk.step(rectification, RectificationVerb.REPORT)
        await desk.run_out(rectification)
        assert (await desk.read(rectification))["state"] == "reported", "reported in time, whenever it is looked at"

    async def test_a_further_deduction_is_proposed_once_and_confirmed_by_a_person(
        self, desk: Desk, supervision: Service
    ) -> None:
        rectification = await desk.reach(S.OVERDUE)
        row = await desk.read(rectification)
        assert (row["history"][-1]["office"], at(row["history"][-1]["at"])) == (
            "system",
            day(row["due_on"], 0) + timedelta(days=1, seconds=-1),
        )
        [further] = row["further"]
        assert (further["rule_code"], further["points"], further["state"]) == ("ENV-UNFIXED", "1", "recorded")
        assert (further["unit_code"], further["occurred_at"][:10]) == ("T01", row["due_on"])
        proposed = await desk.office.read(further["id"])
        assert (proposed["source"], proposed["rectification_id"]) == ("system", rectification)
        assert DEMAND in proposed["description"]
        assert await supervision.jobs.run_all() == 0
        assert len((await desk.read(rectification))["further"]) == 1
        await desk.office.step(further["id"], "confirm", desk.office.supervision)
        await desk.step(rectification, RectificationVerb.REPORT)
        assert (await desk.read(rectification))["state"] == "reported"

    async def test_each_term_that_passes_brings_one(self, desk: Desk) -> None:
        rectification = await desk.run_out(await desk.reach(S.FAILED))
        await desk.step(rectification, RectificationVerb.REPORT)
        failed = {"outcome": "failed", "note": "仍未到位", "working_days": 2}
        await desk.step(rectification, RectificationVerb.RECHECK, **failed)
        await desk.run_out(rectification)
        assert len((await desk.read(rectification))["further"]) == 2

    async def test_a_rule_that_names_none_brings_none(self, desk: Desk) -> None:
        deduction = await desk.deduction(rule_code="MTG-ABSENT")
        row = await desk.read(await desk.run_out(await desk.opened(deduction, working_days=1)))
        assert (row["state"], row["overdue_rule_code"], row["further"]) == ("overdue", None, [])

    async def test_nor_a_revoked_deduction(self, desk: Desk) -> None:
        row = await desk.read(await desk.run_out(await desk.reach(S.LAPSED)))
        assert (row["state"], row["further"], row["actions"]) == ("lapsed", [], [])
        assert row["history"][-1]["office"] == "system"


class TestList:
    async def test_the_soonest_due_first_by_state_unit_and_number(self, desk: Desk) -> None:
        late, soon = await desk.opened(working_days=40), await desk.opened(working_days=1)
        page = await good(desk.office.head.get(RECTIFICATIONS, params={"state": "open", "limit": 200}))
        ids = [row["id"] for row in page["items"]]
        assert ids.index(soon) < ids.index(late)
        assert {row["state"] for row in page["items"]} == {"open"}
        assert [row["due_on"] for row in page["items"]] == sorted(row["due_on"] for row in page["items"])
        number = (await desk.read(late))["number"]
        found = await good(desk.office.inspector.get(RECTIFICATIONS, params={"search": number.lower()}))
        assert [row["id"] for row in found["items"]] == [late]
        none = await good(desk.office.supervision.get(RECTIFICATIONS, params={"unit_code": "T02"}))
        assert none["items"] == []

    async def test_pages(self, desk: Desk) -> None:
        opened = {await desk.opened() for _ in range(3)}
        seen: set[str] = set()
        address: str | None = f"{RECTIFICATIONS}?limit=2"
        while address:
            page = await good(desk.office.supervision.get(address))
            seen |= {row["id"] for row in page["items"]}
            address = page["next"]
        assert opened <= seen
