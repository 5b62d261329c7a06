"""How a record came to be: where the device was, by which clock, and who was there too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from hengjian.contracts.events import InspectorChanged
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import real_now
from hengjian.supervision.content_digest import digest_of
from hengjian.supervision.recording.rows import content_digest_of
from hengjian.supervision.recording.schemas import DeductionEntry
from tests.supervision.conftest import inspector
from tests.supervision.support import API, Office, at, entry, good, refused, tie
from tests.support.events import deliver
from tests.support.people import People, account_id

DEDUCTIONS = f"{API}/deductions"
PLACE = {
    "latitude": "27.556012",
    "longitude": "119.712300",
    "accuracy_m": "12.5",
    "is_mock": False,
}
HIDDEN: dict[str, object] = {
    "position": None,
    "device_at": None,
    "clock_skew_seconds": None,
    "second_recorder_name": None,
    "signals": [],
}


def ahead(**by: float) -> str:
    return (real_now() + timedelta(**by)).isoformat()


pytestmark = pytest.mark.usefixtures("colleagues")


@pytest.fixture
def second(people: People) -> httpx.AsyncClient:
    return people.person(Role.INSPECTOR, name="inspector-2")


async def shown(office: Office, who: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    row = await office.read(await office.recorded(**changes), who)
    return {name: row[name] for name in HIDDEN}


class TestWhereAndWhen:
    async def test_reviewers_and_recorder_see_it_units_and_others_do_not(self, office: Office, people: People) -> None:
        device_at = ahead(hours=3)
        said = {
            "position": PLACE,
            "device_at": device_at,
            "second_recorder": account_id("inspector-2"),
        }
        deduction = await office.effective(**said)
        for who in (office.supervision, office.discipline, office.inspector):
            row = await office.read(deduction, who)
            assert row["position"] == PLACE
            assert at(row["device_at"]) == at(device_at)
            assert abs(row["clock_skew_seconds"] - 3 * 3600) < 60
            assert (row["second_recorder_name"], row["signals"]) == (
                "inspector-2",
                ["clock_skew"],
            )
        others = (
            office.head,
            people.person(Role.COUNTY_LEADER),
            people.person(Role.INSPECTOR, name="inspector-else"),
        )
        for who in others:
            row = await office.read(deduction, who)
            assert {name: row[name] for name in HIDDEN} == HIDDEN

    async def test_what_an_older_device_does_not_say_is_empty(self, office: Office) -> None:
        assert await shown(office, office.supervision) == HIDDEN

    @pytest.mark.parametrize(
        ("changes", "signals"),
        [
            (lambda: {"device_at": ahead(minutes=-2)}, []),
            (lambda: {"device_at": ahead(days=-1)}, ["clock_skew"]),
            (lambda: {"captured_at": ahead(hours=1)}, ["captured_after_received"]),
            (lambda: {"position": {**PLACE, "is_mock": True}}, ["mock_location"]),
            (lambda: {"position": {**PLACE, "is_mock": None, "accuracy_m": "100"}}, []),
            (lambda: {"position": {**PLACE, "accuracy_m": "100.1"}}, ["low_accuracy"]),
        ],
    )
    async def test_signals_are_shown_and_judge_nothing(
        self, office: Office, changes: Callable[[], dict[str, Any]], signals: list[str]
    ) -> None:
        assert (await shown(office, office.supervision, **changes()))["signals"] == signals

    @pytest.mark.parametrize(
        ("place", "pointer"),
        [
            ({**PLACE, "latitude": "90.1"}, "/position/latitude"),
            ({**PLACE, "longitude": "-181"}, "/position/longitude"),
            ({**PLACE, "accuracy_m": "-1"}, "/position/accuracy_m"),
            ({**PLACE, "latitude": 27.5}, "/position/latitude"),
            ({**PLACE, "is_mock": "yes"}, "/position/is_mock"),
            ({**PLACE, "altitude": "3"}, "/position/altitude"),
            ({"latitude": "27"}, "/position/longitude"),
        ],
    )
    async def test_a_place_must_be_one(self, office: Office, place: dict[str, Any], pointer: str) -> None:
        answer = await office.inspector.post(DEDUCTIONS, json=entry(position=place))
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (
            422,
            pointer,
        )

    async def test_a_repeat_may_come_at_another_time_of_the_device_but_from_no_other_place(
        self, office: Office
    ) -> None:
        body = entry(position=PLACE, device_at=ahead(minutes=1), captured_at=ahead(minutes=-9))
        first = await good(office.inspector.post(DEDUCTIONS, json=body))
        again = await good(office.inspector.post(DEDUCTIONS, json={**body, "device_at": ahead(minutes=9)}))
        assert again == first
        assert at((await office.read(body["id"]))["device_at"]) == at(body["device_at"])
        for change in (
            {"position": {**PLACE, "latitude": "27.6"}},
            {"position": None},
            {"captured_at": ahead(minutes=-8)},
            {"second_recorder": account_id("inspector-2")},
        ):
            call = office.inspector.post(DEDUCTIONS, json={**body, **change})
            assert await refused(call) == (409, "deduction_id_taken")

    async def test_a_digest_of_before_there_were_places_still_tells_a_repeat(self) -> None:
        old = entry()
        before = DeductionEntry.model_validate(old)
        who = type("P", (), {"subject": "s"})()
        unsaid = {"device_at", "position", "second_recorder"}
        assert content_digest_of(before, who) == digest_of(before, "s", leave_out=unsaid)

    @pytest.mark.parametrize("code", ["in_the_future", "no_catalogue_that_year"])
    async def test_a_clock_that_is_far_off_is_refused_at_the_time(self, office: Office, code: str) -> None:
        epoch = datetime(1970, 1, 1, 0, 10, tzinfo=UTC).isoformat()
        moment = ahead(hours=1) if code == "in_the_future" else epoch
        answer = await office.inspector.post(DEDUCTIONS, json=entry(occurred_at=moment))
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["pointer"] == "/occurred_at"
        body = {"items": [entry(occurred_at=moment), entry()]}
        outcome = await good(office.inspector.post(f"{DEDUCTIONS}:batch", json=body))
        assert [row["status"] for row in outcome["items"]] == ["refused", "created"]
        assert outcome["items"][0]["errors"][0]["code"] == code

    async def test_the_database_keeps_what_the_device_said(self, office: Office, owner_url: str) -> None:
        deduction = await office.recorded(position=PLACE)
        connection = await asyncpg.connect(owner_url)
        try:
            for change in (
                "latitude = 1",
                "device_at = now()",
                "second_recorder = 'x'",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(
                        f"UPDATE supervision.deduction SET {change} WHERE id = $1",
                        deduction,
                    )
        finally:
            await connection.close()

    async def test_a_batch_keeps_them_too(self, office: Office) -> None:
        body = entry(position=PLACE, device_at=ahead(hours=-2), second_recorder="inspector-2")
        await good(office.inspector.post(f"{DEDUCTIONS}:batch", json={"items": [body]}))
        row = await office.read(body["id"])
        assert (row["position"], row["second_recorder_name"], row["signals"]) == (
            PLACE,
            "inspector-2",
            ["clock_skew"],
        )


class TestSecondInspector:
    @pytest.mark.parametrize("called", [account_id("inspector-2"), "inspector-2"])
    async def test_is_named_by_account_or_username(self, office: Office, called: str) -> None:
        assert (await shown(office, office.supervision, second_recorder=called))[
            "second_recorder_name"
        ] == "inspector-2"

    async def test_sees_the_record_and_neither_confirms_nor_judges_it(
        self, office: Office, people: People, second: httpx.AsyncClient
    ) -> None:
        deduction = await office.recorded(second_recorder="inspector-2")
        assert (await office.read(deduction, second))["second_recorder_name"] == "inspector-2"
        both = people.person(Role.INSPECTOR, Role.SUPERVISION_OFFICE, name="inspector-2")
        answer = await both.post(f"{DEDUCTIONS}/{deduction}:confirm")
        assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
        assert "第二督查员" in answer.json()["detail"]
        objected = await office.objected(second_recorder="inspector-2")
        judge = people.person(Role.INSPECTOR, Role.DISCIPLINE_OFFICE, name="inspector-2")
        call = judge.post(
            f"{DEDUCTIONS}/{objected}:judge",
            json={"outcome": "rejected", "reason": "x"},
        )
        assert await refused(call) == (403, "refused_by_policy")

    @pytest.mark.parametrize(
        ("called", "code"),
        [
            ("nobody", "second_recorder_unknown"),
            ("inspector-left", "second_recorder_unknown"),
            ("inspector-1", "second_recorder_is_first"),
            ("inspector-of-t01", "second_recorder_stands_aside"),
            ("inspector-once-of-t01", "second_recorder_stands_aside"),
        ],
    )
    async def test_is_another_in_service_without_ties_to_the_unit(self, office: Office, called: str, code: str) -> None:
        body = entry(second_recorder=called)
        answer = await office.inspector.post(DEDUCTIONS, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["pointer"] == "/second_recorder"
        outcome = await good(office.inspector.post(f"{DEDUCTIONS}:batch", json={"items": [body]}))
        assert outcome["items"][0]["errors"][0]["code"] == code

    async def test_a_tie_holds_for_both(self, office: Office, supervision: Service) -> None:
        await tie(supervision, "inspector-tied")
        call = office.inspector.post(DEDUCTIONS, json=entry(second_recorder="inspector-tied"))
        assert await refused(call) == (422, "second_recorder_stands_aside")
        elsewhere = entry(second_recorder="inspector-tied", unit_code="T02", cadre_codes=[])
        await good(office.inspector.post(DEDUCTIONS, json=elsewhere))

    async def test_what_was_accepted_once_stays_accepted(self, office: Office, supervision: Service) -> None:
        await deliver(
            supervision,
            ServiceName.DIRECTORY,
            InspectorChanged(inspectors=(inspector("inspector-3"),)),
        )
        body = entry(second_recorder="inspector-3")
        first = await good(office.inspector.post(DEDUCTIONS, json=body))
        gone = InspectorChanged(inspectors=(inspector("inspector-3", is_active=False),))
        await deliver(supervision, ServiceName.DIRECTORY, gone)
        assert await good(office.inspector.post(DEDUCTIONS, json=body)) == first
