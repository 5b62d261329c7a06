from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import select

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.peers import PeerTroubleError
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import office_today
from tests.supervision.rounds.conftest import Later
from tests.supervision.rounds.support import ITEMS, ROUNDS, TARGETS, Quarter, project, round_entry
from tests.supervision.support import API, good, refused
from tests.support.clock import START
from tests.support.events import letter_standing
from tests.support.people import People

FORBIDDEN = (403, "not_permitted")


class TestOpen:
    async def test_copies_the_plans_with_what_is_due_by_the_quarter(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        assert (row["state"], row["class_codes"], row["opened_by_name"]) == ("open", ["township-1"], "supervision-1")
        items = await quarter.items(row)
        assert set(items) == {(unit, code) for unit in ("T01", "T02") for code in ("TAX", "FIRES", "ROAD")}
        tax, fires, road = (items["T01", code] for code in ("TAX", "FIRES", "ROAD"))
        assert (tax["expected"], tax["target"], tax["green_at"], tax["yellow_at"]) == ("80", "100", "76", "64")
        assert (fires["expected"], fires["green_at"], fires["yellow_at"]) == ("4", "4.2", "4.8")
        assert (road["kind"], road["expected"]) == ("project", "75.00")
        assert tax["light_rule"] == "季度节点 80 万元：达到 76 为绿灯，达到 64 为黄灯，更低为红灯。"
        english = await good(quarter.office.get(f"{ITEMS}/{tax['id']}", headers={"Accept-Language": "en"}))
        assert english["light_rule"] == "The quarter's milestone 80 万元: green from 76, yellow from 64, red below."

    async def test_a_later_amendment_does_not_touch_it(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        await quarter.amend(row["year"], "TAX", "60")
        assert (await quarter.items(row))["T01", "TAX"]["target"] == "100"
        due = await good(quarter.office.get(f"{TARGETS}/unit-targets", params={"year": row["year"], "month": 9}))
        assert next(line["target"] for line in due["items"] if line["indicator_code"] == "TAX") == "60"

    async def test_the_office_may_choose_the_main_indicators_and_the_rule(self, quarter: Quarter) -> None:
        rule = {"green_percent": "100", "yellow_percent": "90.5", "green_days": 3, "yellow_days": 9}
        rule = {**rule, "make_good_days": 5}
        row = await quarter.opened(indicator_codes=["TAX"], rule=rule)
        items = await quarter.items(row)
        assert set(items) == {("T01", "TAX"), ("T02", "TAX")}
        assert (items["T01", "TAX"]["green_at"], items["T01", "TAX"]["yellow_at"]) == ("80", "72.4")
        detail = await good(quarter.head.get(f"{ROUNDS}/{row['id']}", headers={"Accept-Language": "en"}))
        assert "green from 100%" in detail["rule_sentences"][0]
        assert "yellow from 90.5%" in detail["rule_sentences"][0]
        assert detail["rule"] == rule

    async def test_once_a_quarter(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        again = quarter.office.post(ROUNDS, json=round_entry(row["year"], title="再来"))
        assert await refused(again) == (409, "round_exists")

    async def test_repeated_with_its_key_it_is_the_same_round(self, quarter: Quarter) -> None:
        await quarter.plan(2090)
        key = {"Idempotency-Key": str(uuid4())}
        answers = [await quarter.office.post(ROUNDS, json=round_entry(2090), headers=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()

    async def test_refusals(self, quarter: Quarter) -> None:
        body = round_entry(2039)
        assert await refused(quarter.inspector.post(ROUNDS, json=body)) == FORBIDDEN
        assert await refused(quarter.office.post(ROUNDS, json=body)) == (409, "nothing_planned")
        unknown = {**body, "class_codes": ["village-9"]}
        assert await refused(quarter.office.post(ROUNDS, json=unknown)) == (422, "unknown_unit_class")
        for rule in ({"green_percent": "80"}, {"green_percent": "101"}, {"yellow_days": 0}, {"make_good_days": 0}):
            answer = await refused(quarter.office.post(ROUNDS, json={**body, "rule": rule}))
            assert answer == (422, "invalid_input"), rule
        assert await refused(quarter.office.post(ROUNDS, json={**body, "period": "Q5"})) == (422, "invalid_input")
        assert (await good(quarter.office.get(ROUNDS, params={"year": 2039})))["items"] == []

    async def test_without_targets_nothing_is_opened(
        self, quarter: Quarter, supervision: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def silent(*_: object, **__: object) -> None:
            raise PeerTroubleError("targets cannot be reached")

        await quarter.plan(2091)
        monkeypatch.setattr(supervision.peers, "get", silent)
        assert await refused(quarter.office.post(ROUNDS, json=round_entry(2091))) == (503, "peer_unavailable")
        monkeypatch.undo()
        assert (await good(quarter.office.get(ROUNDS, params={"year": 2091})))["items"] == []
        await quarter.opened(year=2091)


class TestProjects:
    async def test_are_added_and_corrected_until_somebody_looked(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        path = f"{ROUNDS}/{row['id']}/projects:batch"
        outcome = await good(quarter.office.post(path, json={"items": [project(), project("T02")]}))
        assert outcome["written"] == 2
        outcome = await good(quarter.office.post(path, json={"items": [project(), project("T02", name="二期")]}))
        assert [entry["status"] for entry in outcome["items"]] == ["unchanged", "updated"]
        item = (await quarter.items(row))["T01", "XM-1"]
        assert (item["kind"], item["measure"], item["origin"]) == ("project", "schedule", "office")
        await quarter.found(row, item, stage="reached", reached_on=START.date().isoformat())
        late = {"items": [project(name="改名"), project("D01"), project(code="TAX")], "all_or_nothing": False}
        outcome = await good(quarter.office.post(path, json=late))
        codes = [entry["errors"][0]["code"] for entry in outcome["items"]]
        assert codes == ["code_taken", "unit_not_in_round", "code_taken"]
        assert await refused(quarter.inspector.post(path, json={"items": [project()]})) == FORBIDDEN


class TestFindings:
    async def test_the_light_follows_from_what_was_found(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        items = await quarter.items(row)
        body = {
            "items": [
                {"item_id": items["T01", "TAX"]["id"], "value": "75.99", "note": "入库数"},
                {"item_id": items["T01", "FIRES"]["id"], "value": "4", "note": "台账"},
                {"item_id": items["T02", "TAX"]["id"], "value": "63.99", "note": "入库数"},
            ]
        }
        path = f"{ROUNDS}/{row['id']}/findings:batch"
        tried = await good(quarter.inspector.post(path, json={**body, "dry_run": True}))
        assert [found["light"] for found in tried["lights"]] == ["yellow", "green", "red"]
        assert {item["state"] for item in (await quarter.items(row)).values()} == {"awaited"}
        outcome = await good(quarter.inspector.post(path, json=body))
        assert (outcome["written"], [found["light"] for found in outcome["lights"]]) == (3, ["yellow", "green", "red"])
        red = (await quarter.items(row))["T02", "TAX"]
        assert (red["light"], red["found_light"], red["state"]) == ("red", "red", "found")
        assert red["due_on"] == add_working_days(office_today(), 10).isoformat()
        detail = await good(quarter.office.get(f"{ROUNDS}/{row['id']}"))
        assert detail["counts"] == {"green": 1, "yellow": 1, "red": 1, "awaited": 3, "made_good": 0}

    async def test_nobody_can_send_a_light_and_the_office_can_find_nothing(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = (await quarter.items(row))["T01", "TAX"]
        path = f"{ROUNDS}/{row['id']}/findings:batch"
        entry = {"item_id": item["id"], "value": "10", "note": "x"}
        for field in ("light", "found_light", "grade"):
            answer = await refused(quarter.inspector.post(path, json={"items": [{**entry, field: "green"}]}))
            assert answer == (422, "invalid_input")
        for who in (quarter.office, quarter.head, quarter.auditor, quarter.author):
            assert await refused(who.post(path, json={"items": [entry]})) == FORBIDDEN

    async def test_corrections_stay_until_red_and_none_after(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = (await quarter.items(row))["T01", "TAX"]
        for value, light in (("80", "green"), ("70", "yellow"), ("10", "red")):
            assert (await quarter.found(row, item, value=value))["lights"][0]["light"] == light
        body = {"items": [{"item_id": item["id"], "value": "80", "note": "更正"}]}
        answer = await quarter.inspector.post(f"{ROUNDS}/{row['id']}/findings:batch", json=body)
        assert answer.json()["errors"][0]["code"] == "red_stays"
        detail = await good(quarter.office.get(f"{ITEMS}/{item['id']}"))
        kept = [(step["value"], step["light"]) for step in detail["history"]]
        assert kept == [("80", "green"), ("70", "yellow"), ("10", "red")]

    async def test_each_kind_of_line_asks_for_its_own_finding(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        await good(quarter.office.post(f"{ROUNDS}/{row['id']}/projects:batch", json={"items": [project()]}))
        items = await quarter.items(row)
        tax, plant = items["T01", "TAX"]["id"], items["T01", "XM-1"]["id"]
        today = office_today()
        unfit: list[tuple[str, dict[str, Any], str]] = [
            (tax, {}, "value_needed"),
            (tax, {"value": "1", "stage": "reached"}, "value_needed"),
            (plant, {"value": "1"}, "stage_needed"),
            (plant, {"stage": "under_way"}, "day_needed"),
            (plant, {"stage": "stopped", "reached_on": str(today)}, "day_needed"),
            (plant, {"stage": "reached", "reached_on": str(today + timedelta(days=1))}, "reached_in_future"),
            (plant, {"stage": "under_way", "reached_on": str(today - timedelta(days=1))}, "expected_in_past"),
            (str(uuid4()), {"value": "1"}, "unknown_item"),
        ]
        body = {"items": [{"item_id": i, "note": "x", **more} for i, more, _ in unfit], "all_or_nothing": False}
        outcome = await good(quarter.inspector.post(f"{ROUNDS}/{row['id']}/findings:batch", json=body))
        assert [entry["errors"][0]["code"] for entry in outcome["items"]] == [code for _, _, code in unfit]
        found = await quarter.found(row, items["T01", "XM-1"], stage="stopped")
        assert found["lights"][0]["light"] == "red"

    async def test_nobody_finds_at_the_own_unit_or_where_they_stand_aside(
        self, quarter: Quarter, people: People
    ) -> None:
        row = await quarter.opened()
        items = await quarter.items(row)
        served = people.person(Role.INSPECTOR, name="inspector-3", cadre="C2")
        codes = ("T01", "T02")
        for who, barred in ((quarter.local, "T01"), (served, "T02")):
            entries = [{"item_id": items[code, "TAX"]["id"], "value": "80", "note": "x"} for code in codes]
            body = {"items": entries, "all_or_nothing": False, "dry_run": True}
            outcome = await good(who.post(f"{ROUNDS}/{row['id']}/findings:batch", json=body))
            faults = {
                code: entry["errors"][0]["code"]
                for code, entry in zip(codes, outcome["items"], strict=True)
                if entry["errors"]
            }
            assert faults == {barred: "refused_by_policy"}


class TestMakingGood:
    async def test_red_turns_yellow_and_both_stay_visible(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        await quarter.step(item, "answer", quarter.head, note="上半年受汛情影响")
        await quarter.step(item, "make-good", quarter.head, note="已补征 66 万元")
        twice = quarter.head.post(f"{ITEMS}/{item}:make-good", json={"note": "又"})
        assert await refused(twice) == (409, "item_state_forbids")
        shown = await quarter.step(item, "recheck", quarter.inspector, outcome="confirmed", note="查验入库单")
        assert (shown["found_light"], shown["light"], shown["state"]) == ("red", "yellow", "made_good")
        assert shown["value"] == "10"
        assert [(step["kind"], step["light"], step["by"]) for step in shown["history"]] == [
            ("found", "red", "inspector-1"),
            ("answered", "red", "head-1"),
            ("reported", "red", "head-1"),
            ("confirmed", "yellow", "inspector-1"),
        ]
        body = {"items": [{"item_id": item, "value": "99", "note": "x"}]}
        again = await quarter.inspector.post(f"{ROUNDS}/{row['id']}/findings:batch", json=body)
        assert again.json()["errors"][0]["code"] == "red_stays"
        unit_view = await good(quarter.head.get(f"{ITEMS}/{item}"))
        assert {step["by"] for step in unit_view["history"]} == {None}

    async def test_what_is_not_confirmed_stays_red_and_may_be_reported_again(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        for outcome, light in (("refused", "red"), ("confirmed", "yellow")):
            await quarter.step(item, "make-good", quarter.head)
            shown = await quarter.step(item, "recheck", quarter.inspector, outcome=outcome)
            assert shown["light"] == light

    async def test_only_the_unit_reports_and_only_an_inspector_from_elsewhere_confirms(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        note = {"note": "x"}
        confirmed = {**note, "outcome": "confirmed"}
        assert await refused(quarter.neighbour.post(f"{ITEMS}/{item}:make-good", json=note)) == (404, "not_found")
        for who in (quarter.office, quarter.inspector):
            assert await refused(who.post(f"{ITEMS}/{item}:make-good", json=note)) == FORBIDDEN
        early = quarter.inspector.post(f"{ITEMS}/{item}:recheck", json=confirmed)
        assert await refused(early) == (409, "item_state_forbids")
        await quarter.step(item, "make-good", quarter.head)
        for who in (quarter.office, quarter.head):
            assert await refused(who.post(f"{ITEMS}/{item}:recheck", json=confirmed)) == FORBIDDEN
        own = quarter.local.post(f"{ITEMS}/{item}:recheck", json=confirmed)
        assert await refused(own) == (403, "refused_by_policy")

    async def test_green_and_yellow_have_nothing_to_make_good(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = (await quarter.items(row))["T01", "TAX"]
        await quarter.found(row, item, value="70")
        answer = quarter.head.post(f"{ITEMS}/{item['id']}:make-good", json={"note": "x"})
        assert await refused(answer) == (409, "item_state_forbids")

    async def test_after_its_day_it_is_too_late(self, quarter: Quarter, later: Later) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        await later()
        late = quarter.head.post(f"{ITEMS}/{item}:make-good", json={"note": "x"})
        assert await refused(late) == (409, "making_good_over")
        shown = await good(quarter.head.get(f"{ITEMS}/{item}"))
        action = next(action for action in shown["actions"] if action["name"] == "make_good")
        assert not action["allowed"]
        assert "届满" in action["reason"]


class TestReading:
    async def test_a_unit_sees_its_own_lines_and_what_it_may_do(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        assert {unit_code for unit_code, _ in await quarter.items(row, quarter.head)} == {"T01"}
        assert await refused(quarter.neighbour.get(f"{ITEMS}/{item}")) == (404, "not_found")
        assert await refused(quarter.neighbour.get(f"{ROUNDS}/{row['id']}/units/T01")) == (404, "not_found")
        own = await good(quarter.head.get(f"{ROUNDS}/{row['id']}/units/T01"))
        actions = {line["code"]: {a["name"]: a["allowed"] for a in line["actions"]} for line in own["items"]}
        assert actions == {
            "TAX": {"find": False, "answer": True, "make_good": True},
            "FIRES": {"find": False},
            "ROAD": {"find": False},
        }
        assert all(action["reason"] for line in own["items"] for action in line["actions"] if not action["allowed"])
        detail = await good(quarter.head.get(f"{ROUNDS}/{row['id']}"))
        assert detail["counts"] == {"green": 0, "yellow": 0, "red": 1, "awaited": 2, "made_good": 0}

    async def test_what_waits_is_found_by_its_state(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        wanted = {"light": "red", "state": "found", "round_state": "open", "round_id": row["id"]}
        page = await good(quarter.head.get(ITEMS, params=wanted))
        assert [line["id"] for line in page["items"]] == [item]
        await quarter.step(item, "make-good", quarter.head)
        page = await good(quarter.inspector.get(ITEMS, params={**wanted, "state": "reported"}))
        assert [line["id"] for line in page["items"]] == [item]

    async def test_rounds_are_filtered(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        page = await good(quarter.head.get(ROUNDS, params={"year": row["year"], "state": "open"}))
        assert [entry["id"] for entry in page["items"]] == [row["id"]]
        assert (await good(quarter.head.get(ROUNDS, params={"year": row["year"], "state": "closed"})))["items"] == []

    async def test_an_unknown_one_is_not_there(self, quarter: Quarter) -> None:
        for path in (f"/rounds/{uuid4()}", f"/rounds/{uuid4()}/units/T01", f"/rounds/{uuid4()}/report"):
            assert await refused(quarter.office.get(API + path)) == (404, "not_found")


class TestClose:
    async def test_waits_for_terms_and_second_checks(self, quarter: Quarter, later: Later) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        path = f"{ROUNDS}/{row['id']}:close"
        assert await refused(quarter.office.post(path)) == (409, "terms_still_run")
        await quarter.step(item, "make-good", quarter.head)
        assert await refused(quarter.office.post(path)) == (409, "reports_await_recheck")
        assert await refused(quarter.inspector.post(path)) == FORBIDDEN
        await later()
        await quarter.step(item, "recheck", quarter.inspector, outcome="refused")
        assert (await good(quarter.office.post(path)))["state"] == "closed"

    async def test_freezes_and_announces(self, quarter: Quarter, supervision: Service, owner_url: str) -> None:
        row = await quarter.opened()
        item = (await quarter.items(row))["T01", "TAX"]
        await quarter.found(row, item, value="70")
        path = f"{ROUNDS}/{row['id']}"
        async with letter_standing(supervision):
            assert await refused(quarter.office.post(f"{path}:close")) == (409, "dead_letters_stand")
            [close] = [a for a in (await good(quarter.office.get(path)))["actions"] if a["name"] == "close"]
            assert (close["allowed"], "滞留消息" in close["reason"]) == (False, True)
        closed = await good(quarter.office.post(f"{path}:close"))
        assert (closed["state"], closed["closed_by_name"]) == ("closed", "supervision-1")
        outbox = supervision.database.table("outbox")
        async with supervision.database.read_session() as session:
            bodies = (await session.scalars(select(outbox.c.body).where(outbox.c.name == "round_closed"))).all()
        event = next(body["event"] for body in bodies if body["event"]["round_id"] == row["id"])
        assert (event["kind"], event["period"], event["class_codes"]) == ("quarterly", "Q3", ["township-1"])
        more = {"items": [{"item_id": item["id"], "value": "90", "note": "x"}]}
        for call in (
            quarter.office.post(f"{path}:close"),
            quarter.inspector.post(f"{path}/findings:batch", json=more),
            quarter.office.post(f"{path}/projects:batch", json={"items": [project()]}),
            quarter.head.post(f"{ITEMS}/{item['id']}:answer", json={"note": "x"}),
        ):
            assert await refused(call) == (409, "round_is_closed")
        assert (await good(quarter.head.get(f"{ITEMS}/{item['id']}")))["actions"] == []
        for statement in (
            "UPDATE supervision.round SET title = 'x' WHERE id = $1",
            "UPDATE supervision.round SET state = 'open', closed_at = NULL WHERE id = $1",
            "DELETE FROM supervision.round WHERE id = $1",
            "UPDATE supervision.round_item SET light = 'green' WHERE round_id = $1",
            "DELETE FROM supervision.round_item WHERE round_id = $1",
            "UPDATE supervision.round_step SET note = 'x' WHERE $1::uuid IS NOT NULL",
            """INSERT INTO supervision.round_step (id, item_id, kind, at, office, by, by_name, note)
               SELECT gen_random_uuid(), id, 'answered', now(), '', '', '', ''
               FROM supervision.round_item WHERE round_id = $1""",
        ):
            await _is_refused(owner_url, statement, row["id"], asyncpg.RestrictViolationError)

    async def test_even_by_sql_a_red_light_changes_only_by_making_good(self, quarter: Quarter, owner_url: str) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        for change in (
            "light = 'green', found_light = 'green'",
            "light = 'yellow', state = 'made_good'",
            "expected = 1",
            "name = 'x'",
            "value = 99",
        ):
            statement = f"UPDATE supervision.round_item SET {change} WHERE id = $1"
            await _is_refused(owner_url, statement, item, asyncpg.RestrictViolationError)


async def _is_refused(owner_url: str, statement: str, key: str, error: type[Exception]) -> None:
    connection = await asyncpg.connect(owner_url)
    try:
        with pytest.raises(error):
            await connection.execute(statement, key)
    finally:
        await connection.close()
