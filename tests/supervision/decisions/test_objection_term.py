"""Three working days to object, by the office clock and the county's calendar."""

from datetime import date, timedelta
from functools import partial

import pytest

from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import office_now, real_now
from hengjian.supervision import jobs
from hengjian.supervision.decisions.service import close_objection_terms
from tests.supervision.support import API, Clock, Office, at, day, events_about, good, refused


@pytest.mark.parametrize(
    ("served", "until"),
    [
        ("2026-03-02", "2026-03-05"),
        ("2026-03-05", "2026-03-10"),
        ("2026-03-07", "2026-03-11"),
        ("2026-09-29", "2026-10-09"),
        ("2026-09-30", "2026-10-10"),
        ("2026-10-03", "2026-10-10"),
        ("2026-10-08", "2026-10-12"),
    ],
)
def test_holidays_do_not_count_and_make_up_days_do(served: str, until: str) -> None:
    assert add_working_days(date.fromisoformat(served), 3) == date.fromisoformat(until)


async def test_a_notice_before_national_day_runs_until_after_it(office: Office, let_it_be: Clock) -> None:
    await let_it_be(day("2026-09-29", 16))
    row = await office.read(await office.notified())
    assert at(row["object_until"]) == day("2026-10-10", 0) - timedelta(seconds=1)


async def test_the_term_ends_with_its_last_day(office: Office, supervision: Service, let_it_be: Clock) -> None:
    await let_it_be(day("2026-06-01"))
    deduction, objected = await office.notified(), await office.notified()
    await let_it_be(day("2026-06-04", 23))
    await supervision.jobs.run_all()
    assert (await office.read(deduction))["state"] == "notified"
    await office.step(objected, "object", office.head, grounds="当日申辩有效")

    async with supervision.jobs._turn:  # keeps the service's own round from coming first
        await let_it_be(day("2026-06-05", 0) + timedelta(seconds=5))
        row = await office.read(deduction, office.head)
        assert next(action for action in row["actions"] if action["name"] == "object") == {
            "name": "object",
            "allowed": False,
            "reason": "申辩期限已届满。",
        }
        late = office.head.post(f"{API}/deductions/{deduction}:object", json={"grounds": "x"})
        assert await refused(late) == (409, "objection_term_over")

    await supervision.jobs.run_all()
    row = await office.read(deduction)
    assert row["state"] == "effective"
    assert row["effective_at"] == row["object_until"]
    assert (row["history"][-1]["office"], row["history"][-1]["at"]) == ("system", row["object_until"])
    assert [name for name, _ in await events_about(supervision, deduction)] == ["deduction_effective"]
    assert (await office.read(objected))["state"] == "objected"
    assert await supervision.jobs.run_all() == 0, "nothing is done twice"


async def test_many_terms_run_out_in_portions(
    office: Office, supervision: Service, let_it_be: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "close_objection_terms", partial(close_objection_terms, limit=10))
    await let_it_be(day("2026-06-08"))
    ids = [await office.confirmed() for _ in range(21)]
    await good(office.supervision.post(f"{API}/deductions:notify-batch", json={"ids": ids}))
    await let_it_be(day("2026-06-20"))
    assert await supervision.jobs.run_all() >= 21
    page = await good(office.supervision.get(f"{API}/deductions", params={"state": "notified"}))
    assert {row["id"] for row in page["items"]} & set(ids) == set()
    events = [name for deduction in ids[::3] for name, _ in await events_about(supervision, deduction)]
    assert events == ["deduction_effective"] * 7


@pytest.mark.usefixtures("let_it_be")
async def test_the_demo_clock_brings_the_end_of_the_term(office: Office, services: dict[ServiceName, Service]) -> None:
    deduction = await office.notified()
    until = at((await office.read(deduction))["object_until"])
    ahead = round((until - real_now()).total_seconds()) + 60
    for service in services.values():
        await service.move_clock(ahead)
    assert office_now() > until
    assert (await office.read(deduction))["state"] == "effective"
