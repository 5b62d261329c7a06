"""From the office's decision to the bulletin: each station with its refusals and what it leaves behind."""

from typing import Any
from uuid import uuid4

import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import COUNTY_ZONE, office_today
from tests.supervision.support import API, LAST, Office, at, entry, events_about, good, refused
from tests.support.clock import YEAR
from tests.support.people import People

DEDUCTIONS = f"{API}/deductions"


class TestDutySeparation:
    async def test_the_recorder_decides_nothing_about_the_own_record(self, office: Office) -> None:
        body = entry()
        await good(office.supervision.post(DEDUCTIONS, json=body))
        for verb, content in (
            ("confirm", None),
            ("return", {"reason": "x"}),
            ("merge", {"into_id": str(uuid4()), "reason": "x"}),
        ):
            call = office.supervision.post(f"{DEDUCTIONS}/{body['id']}:{verb}", json=content)
            assert await refused(call) == (403, "refused_by_policy")
        row = await office.read(body["id"])
        confirm = next(action for action in row["actions"] if action["name"] == "confirm")
        assert confirm == {"name": "confirm", "allowed": False, "reason": "本人记录的扣分须由他人核定。"}

    async def test_neither_recorder_nor_confirmer_judges_or_revokes(self, office: Office, people: People) -> None:
        both = people.person(Role.SUPERVISION_OFFICE, Role.DISCIPLINE_OFFICE, name="both")
        body = entry()
        await good(both.post(DEDUCTIONS, json=body))
        for verb, who, content in (
            ("confirm", office.supervision, None),
            ("notify", office.supervision, None),
            ("object", office.head, {"grounds": "x"}),
        ):
            await good(who.post(f"{DEDUCTIONS}/{body['id']}:{verb}", json=content))
        judgement = {"outcome": "rejected", "reason": "x"}
        assert await refused(both.post(f"{DEDUCTIONS}/{body['id']}:judge", json=judgement)) == (
            403,
            "refused_by_policy",
        )
        confirmed = await office.recorded()
        await office.step(confirmed, "confirm", both)
        await office.step(confirmed, "notify", both)
        await office.step(confirmed, "object", office.head, grounds="x")
        assert await refused(both.post(f"{DEDUCTIONS}/{confirmed}:judge", json=judgement)) == (
            403,
            "refused_by_policy",
        )
        await office.step(confirmed, "judge", office.discipline, **judgement)
        assert await refused(both.post(f"{DEDUCTIONS}/{confirmed}:revoke", json={"reason": "x"})) == (
            403,
            "refused_by_policy",
        )

    async def test_nobody_decides_about_the_own_unit(self, office: Office, people: People) -> None:
        local = people.person(Role.SUPERVISION_OFFICE, unit="T01", name="local office")
        deduction = await office.recorded()
        assert await refused(local.post(f"{DEDUCTIONS}/{deduction}:confirm")) == (403, "refused_by_policy")


class TestMerge:
    async def test_only_one_goes_on(self, office: Office) -> None:
        first, second = await office.recorded(), await office.recorded()
        await office.step(second, "merge", office.supervision, into_id=first, reason="同一事项重复记录")
        row = await office.read(second)
        assert (row["state"], row["merged_into_id"]) == ("merged", first)
        assert row["history"][-1]["reason"] == "同一事项重复记录"

    async def test_unfit_targets(self, office: Office) -> None:
        deduction = await office.recorded()
        elsewhere = await office.recorded(unit_code="T02", cadre_codes=[])
        returned = await office.step(await office.recorded(), "return", office.supervision, reason="x")
        for target in (deduction, elsewhere, returned, str(uuid4())):
            body = {"into_id": target, "reason": "x"}
            call = office.supervision.post(f"{DEDUCTIONS}/{deduction}:merge", json=body)
            assert await refused(call) == (422, "merge_target_unfit")


class TestNotify:
    async def test_the_unit_has_three_working_days(self, office: Office) -> None:
        row = await office.read(await office.notified())
        until = at(row["object_until"]).astimezone(COUNTY_ZONE)
        assert until.date() == add_working_days(office_today(), 3)
        assert until.strftime("%H:%M:%S") == "23:59:59"
        assert row["notice_number"].startswith("TZ-")


class TestObject:
    async def test_the_unit_objects(self, office: Office) -> None:
        row = await office.read(await office.objected(), office.head)
        assert row["objection"]["grounds"] == "会议通知未送达"
        assert row["objection"]["by"] is None, "a unit reads offices, not names"
        assert row["history"][-1]["office"] == "unit_head"

    async def test_not_a_neighbour(self, office: Office) -> None:
        deduction = await office.notified()
        call = office.neighbour.post(f"{DEDUCTIONS}/{deduction}:object", json={"grounds": "x"})
        assert await refused(call) == (404, "not_found")

    async def test_not_somebody_of_another_unit_who_sees_the_county(self, office: Office, people: People) -> None:
        wide = people.person(Role.UNIT_HEAD, Role.VERIFIER, unit="T02", name="wide")
        deduction = await office.notified()
        call = wide.post(f"{DEDUCTIONS}/{deduction}:object", json={"grounds": "x"})
        assert await refused(call) == (404, "not_found")


class TestJudge:
    async def test_rejected_takes_effect_as_recorded(self, office: Office, supervision: Service) -> None:
        deduction = await office.effective(factor="2")
        row = await office.read(deduction)
        assert (row["state"], row["points"], row["judgement"]["outcome"]) == ("effective", "4", "rejected")
        [(name, event)] = await events_about(supervision, deduction)
        assert name == "deduction_effective"
        assert (event["points"], event["count"], event["factor"]) == ("1", 2, "2")
        assert (event["year"], event["unit_code"], event["cadre_codes"]) == (YEAR, "T01", ["C1"])

    async def test_accepted_revokes_without_an_event(self, office: Office, supervision: Service) -> None:
        deduction = await office.objected()
        await office.step(deduction, "judge", office.discipline, outcome="accepted", reason="通知确未送达")
        row = await office.read(deduction)
        assert (row["state"], row["judgement"]["points_after"], row["effective_at"]) == ("revoked", "0", None)
        assert await events_about(supervision, deduction) == []

    @pytest.mark.parametrize(
        ("recorded", "change", "terms"),
        [
            ({"count": 3}, {"count": 1}, ("MTG-ABSENT", "1", 1, "1", "1")),
            ({"factor": "2"}, {"factor": "1"}, ("MTG-ABSENT", "1", 2, "1", "2")),
            ({}, {"rule_code": "MTG-LATE"}, ("MTG-LATE", "0.5", 2, "1", "1")),
            ({}, {"rule_code": "MTG-LATE", "count": 3}, ("MTG-LATE", "0.5", 3, "1", "1.5")),
        ],
    )
    async def test_accepted_in_part_changes_terms(
        self,
        office: Office,
        supervision: Service,
        recorded: dict[str, Any],
        change: dict[str, Any],
        terms: tuple[str, str, int, str, str],
    ) -> None:
        deduction = await office.objected(**recorded)
        await office.step(deduction, "judge", office.discipline, outcome="partly_accepted", reason="部分属实", **change)
        row = await office.read(deduction)
        assert (row["rule_code"], row["points_each"], row["count"], row["factor"], row["points"]) == terms
        assert row["judgement"]["before"]["rule_code"] == "MTG-ABSENT"
        [(_, event)] = await events_about(supervision, deduction)
        assert (event["rule_code"], event["points"], event["count"], event["factor"]) == terms[:4]

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"outcome": "partly_accepted"}, "reduction_needed"),
            ({"outcome": "partly_accepted", "count": 2}, "reduction_needed"),
            ({"outcome": "partly_accepted", "count": 3}, "reduction_needed"),
            ({"outcome": "partly_accepted", "factor": "0.5"}, "factor_not_allowed"),
            ({"outcome": "partly_accepted", "rule_code": "DOC-REFUSED"}, "reduction_needed"),
            ({"outcome": "partly_accepted", "rule_code": "NO-SUCH"}, "unknown_rule"),
            ({"outcome": "rejected", "count": 1}, "reduction_not_allowed"),
            ({"outcome": "accepted", "factor": "1"}, "reduction_not_allowed"),
            ({"outcome": "partly_accepted", "points": "0.1"}, "invalid_input"),
            ({"outcome": "forgiven"}, "invalid_input"),
        ],
    )
    async def test_refusals_leave_the_objection_open(self, office: Office, body: dict[str, Any], code: str) -> None:
        deduction = await office.objected()
        call = office.discipline.post(f"{DEDUCTIONS}/{deduction}:judge", json={"reason": "x", **body})
        assert await refused(call) == (422, code)
        assert (await office.read(deduction))["state"] == "objected"

    async def test_a_range_rule_keeps_the_points_it_holds(self, office: Office) -> None:
        deduction = await office.objected(rule_code="DOC-OVERDUE", count=2)
        await office.step(
            deduction,
            "judge",
            office.discipline,
            outcome="partly_accepted",
            reason="应按材料不实认定",
            rule_code="RPT-HOLLOW",
            count=1,
        )
        row = await office.read(deduction)
        assert (row["rule_code"], row["points_each"], row["points"]) == ("RPT-HOLLOW", "2", "2")


class TestPublish:
    async def test_again_is_refused(self, office: Office) -> None:
        deduction = await office.published()
        assert (await office.read(deduction))["published_at"] is not None
        assert await refused(office.supervision.post(f"{DEDUCTIONS}/{deduction}:publish")) == (409, "already_published")


class TestRevoke:
    async def test_makes_an_entry_of_its_own(self, office: Office, supervision: Service) -> None:
        deduction = await office.revoked()
        row = await office.read(deduction)
        assert row["reversal"]["number"].startswith("CX-")
        assert row["reversal"]["reason"] == "复核认定记录有误"
        names = [name for name, _ in await events_about(supervision, deduction)]
        assert names == ["deduction_effective", "deduction_revoked"]
        assert row["points"] == "2", "what was recorded stays readable"

    @pytest.mark.parametrize("reason", ["经查与林岳川无关", "请致电 13800138000", "inspector-1 记录有误"])
    async def test_the_reason_names_nobody(self, office: Office, reason: str) -> None:
        deduction = await office.effective()
        call = office.discipline.post(f"{DEDUCTIONS}/{deduction}:revoke", json={"reason": reason})
        assert await refused(call) == (422, "public_text_names_somebody")


class TestPublicText:
    async def test_is_reviewed_under_a_version(self, office: Office) -> None:
        deduction = await office.recorded(public_text="会议缺席")
        row = await office.read(deduction)
        assert (row["public_text"], row["public_text_reviewed_at"]) == ("会议缺席", None)
        path, body = f"{DEDUCTIONS}/{deduction}/public-text", {"public_text": "县级会议缺席二人次"}
        assert await refused(office.supervision.patch(path, json=body)) == (428, "precondition_required")
        stale = office.supervision.patch(path, json=body, headers={"If-Match": '"7"'})
        assert await refused(stale) == (412, "stale_version")
        answer = await office.supervision.patch(path, json=body, headers={"If-Match": f'"{row["version"]}"'})
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        row = await office.read(deduction)
        assert row["public_text"] == "县级会议缺席二人次"
        assert row["public_text_reviewed_at"] is not None

    async def test_names_nobody(self, office: Office) -> None:
        deduction = await office.recorded()
        call = office.supervision.patch(
            f"{DEDUCTIONS}/{deduction}/public-text",
            json={"public_text": "周望舒缺席"},
            headers={"If-Match": '"1"'},
        )
        assert await refused(call) == (422, "public_text_names_somebody")


class TestBatches:
    async def test_each_row_is_judged_on_its_own(self, office: Office) -> None:
        good_ones = [await office.recorded() for _ in range(3)]
        own = entry()
        await good(office.supervision.post(DEDUCTIONS, json=own))
        unknown = str(uuid4())
        ids = [*good_ones, own["id"], unknown]
        outcome = await good(office.supervision.post(f"{API}/deductions:confirm-batch", json={"ids": ids}))
        assert [row["status"] for row in outcome["items"]] == ["updated"] * 3 + ["refused"] * 2
        assert [row["errors"][0]["code"] for row in outcome["items"][3:]] == ["refused_by_policy", "not_found"]
        assert (outcome["written"], outcome["refused"]) == (3, 2)
        assert (await office.read(own["id"]))["state"] == "recorded"

        outcome = await good(office.supervision.post(f"{API}/deductions:notify-batch", json={"ids": good_ones}))
        assert outcome["written"] == 3
        notices = [(await office.read(deduction))["notice_number"] for deduction in good_ones]
        assert len(set(notices)) == 3

        for deduction in good_ones[:2]:
            await office.step(deduction, "object", office.head, grounds="x")
            await office.step(deduction, "judge", office.discipline, outcome="rejected", reason="x")
        for expected in (["updated", "updated", "refused"], ["unchanged", "unchanged", "refused"]):
            outcome = await good(office.supervision.post(f"{API}/deductions:publish-batch", json={"ids": good_ones}))
            assert [row["status"] for row in outcome["items"]] == expected

    async def test_bad_lists(self, office: Office) -> None:
        for ids in ([], ["x"], [str(uuid4())] * 1001):
            call = office.supervision.post(f"{API}/deductions:confirm-batch", json={"ids": ids})
            assert await refused(call) == (422, "invalid_input")


class TestSimilar:
    async def test_the_likeliest_comes_first_and_what_is_gone_is_left_out(self, office: Office) -> None:
        base = f"{LAST}-02-10T09:00:00+08:00"
        same = {"occurred_at": base, "place": "白沙镇政府", "unit_code": "T02", "cadre_codes": []}
        first = await office.recorded(**same)
        elsewhere = await office.recorded(**{**same, "place": "车站", "occurred_at": f"{LAST}-02-12T09:00:00+08:00"})
        twin = await office.recorded(**{**same, "occurred_at": f"{LAST}-02-10T09:05:00+08:00"})
        other_rule = await office.recorded(**{**same, "rule_code": "MTG-LATE"})
        await office.recorded(**{**same, "occurred_at": f"{LAST}-02-14T09:00:00+08:00"})
        gone = await office.recorded(**same)
        await office.step(gone, "return", office.supervision, reason="重复")
        similar = await good(office.supervision.get(f"{DEDUCTIONS}/{first}/similar"))
        rows = similar["items"]
        assert [row["id"] for row in rows] == [twin, elsewhere, other_rule]
        assert rows[0]["likeness"] == {
            "same_rule": True,
            "same_place": True,
            "distance_m": None,
            "minutes_apart": 5,
        }
        assert (similar["nearby_days"], similar["same_place_metres"]) == (3, 300)
        await office.step(first, "merge", office.supervision, into_id=twin, reason="同一件事")
        rows = (await good(office.supervision.get(f"{DEDUCTIONS}/{twin}/similar")))["items"]
        assert first not in [row["id"] for row in rows]


class TestSimilarByPosition:
    async def test_metres_count_where_both_have_a_position_and_words_otherwise(self, office: Office) -> None:
        def found(place: str, latitude: str | None, minute: int) -> dict[str, Any]:
            here = {"latitude": latitude, "longitude": "119.7170", "accuracy_m": "8"} if latitude else None
            at_time = f"{LAST}-01-12T09:{minute:02d}:00+08:00"
            return {"occurred_at": at_time, "place": place, "position": here, "unit_code": "T02", "cadre_codes": []}

        mine = await office.recorded(**found("白沙镇政府", "27.556800", 0))
        near = await office.recorded(**found("大院门口", "27.557700", 30))
        far = await office.recorded(**found("白沙镇政府", "27.590000", 1))
        unplaced = await office.recorded(**found("白沙镇政府", None, 20))
        rows = (await good(office.supervision.get(f"{DEDUCTIONS}/{mine}/similar")))["items"]
        said = [(row["id"], row["likeness"]["same_place"], row["likeness"]["distance_m"]) for row in rows]
        assert said == [(unplaced, True, None), (near, True, 100), (far, False, 3692)]


class TestUnitHistory:
    async def test_what_else_the_unit_lost_that_year(self, office: Office) -> None:
        there = {"unit_code": "T02", "cadre_codes": []}
        earlier = await office.recorded(
            **there, rule_code="CND-OFF-DUTY", occurred_at=f"{LAST}-05-04T09:00:00+08:00", count=1
        )
        pending = await office.recorded(
            **there, rule_code="MTG-LATE", occurred_at=f"{LAST}-05-05T09:00:00+08:00", count=1
        )
        later = await office.recorded(
            **there, rule_code="CND-OFF-DUTY", occurred_at=f"{LAST}-05-06T09:00:00+08:00", count=1
        )
        other_year = await office.recorded(**there, rule_code="CND-OFF-DUTY")
        await office.step(earlier, "confirm", office.supervision)
        await office.step(earlier, "notify", office.supervision)
        await office.step(earlier, "object", office.neighbour, grounds="x")
        await office.step(earlier, "judge", office.discipline, outcome="rejected", reason="x")
        history = await good(office.supervision.get(f"{DEDUCTIONS}/{later}/unit-history"))
        assert (history["year"], history["unit_code"]) == (LAST, "T02")
        assert history["last_same_rule"]["id"] == earlier
        assert {"rule_code": "CND-OFF-DUTY", "count": 1, "points": "0.5"}.items() <= history["rules"][0].items()
        recent = [row["id"] for row in history["recent"]]
        assert recent[:2] == [pending, earlier]
        assert not {later, other_year} & set(recent)
        assert (history["count"], history["points"]) == (1, "0.5")
        assert history["pending_count"] >= 1

    async def test_not_for_a_neighbour(self, office: Office) -> None:
        deduction = await office.recorded()
        assert await refused(office.neighbour.get(f"{DEDUCTIONS}/{deduction}/unit-history")) == (404, "not_found")

    async def test_a_reader_counts_what_they_may_see(self, office: Office, people: People) -> None:
        await office.recorded()
        other = people.person(Role.INSPECTOR, name="inspector-9")
        own = entry()
        await good(other.post(DEDUCTIONS, json=own))
        history = await good(other.get(f"{DEDUCTIONS}/{own['id']}/unit-history"))
        assert history["pending_count"] == 0, "what others recorded and is not in force is not theirs to see"


class TestOldestFirst:
    async def test_the_queue_begins_with_what_waits_longest(self, office: Office) -> None:
        await office.recorded()
        await office.recorded()
        query: dict[str, str | int] = {"state": "recorded", "order": "oldest", "limit": 2}
        page = await good(office.supervision.get(DEDUCTIONS, params=query))
        rest = await good(office.supervision.get(page["next"]))
        times = [at(row["recorded_at"]) for row in [*page["items"], *rest["items"]]]
        assert times == sorted(times)


class TestObjectionTellsWhatMayBeDone:
    async def test_each_side_its_own(self, office: Office) -> None:
        deduction = await office.objected()
        allowed = {}
        for name, who in (("head", office.head), ("discipline", office.discipline), ("auditor", office.auditor)):
            actions = (await office.read(deduction, who))["objection"]["actions"]
            allowed[name] = {action["name"] for action in actions if action["allowed"]}
            assert all(action["reason"] for action in actions if not action["allowed"])
        assert allowed == {"head": {"add_evidence"}, "discipline": {"judge"}, "auditor": set()}
        await office.step(deduction, "judge", office.discipline, outcome="rejected", reason="x")
        assert (await office.read(deduction, office.head))["objection"]["actions"] == []
