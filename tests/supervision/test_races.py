"""Two people at the same moment: one is heard, the other is told, nothing is done twice."""

import asyncio
from typing import Any

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.supervision.jobs import JOBS
from tests.supervision.support import API, Clock, Office, day, entry, events_about, good
from tests.support.people import People

DEDUCTIONS = f"{API}/deductions"


async def test_two_judges_at_once(office: Office, people: People, supervision: Service) -> None:
    deduction = await office.objected()
    judges = [people.person(Role.DISCIPLINE_OFFICE, name=f"judge-{number}") for number in range(4)]
    bodies: list[dict[str, Any]] = [
        {"outcome": "rejected", "reason": "无误"},
        {"outcome": "accepted", "reason": "有误"},
        {"outcome": "partly_accepted", "reason": "部分", "count": 1},
        {"outcome": "rejected", "reason": "无误"},
    ]
    calls = [
        judge.post(f"{DEDUCTIONS}/{deduction}:judge", json=body) for judge, body in zip(judges, bodies, strict=True)
    ]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    winner = next(body for body, answer in zip(bodies, answers, strict=True) if answer.status_code == 200)
    row = await office.read(deduction)
    assert row["judgement"]["outcome"] == winner["outcome"]
    assert len(await events_about(supervision, deduction)) == (0 if winner["outcome"] == "accepted" else 1)


async def test_confirming_and_returning_at_once(office: Office, people: People) -> None:
    deduction = await office.recorded()
    other = people.person(Role.SUPERVISION_OFFICE, name="supervision-2")
    answers = await asyncio.gather(
        office.supervision.post(f"{DEDUCTIONS}/{deduction}:confirm"),
        other.post(f"{DEDUCTIONS}/{deduction}:return", json={"reason": "x"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len((await office.read(deduction))["history"]) == 2


async def test_publishing_twice_at_once_lists_once(office: Office) -> None:
    deduction = await office.effective()
    calls = [office.supervision.post(f"{DEDUCTIONS}/{deduction}:publish") for _ in range(4)]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    number = (await office.read(deduction))["number"]
    bulletin = (await office.people.anonymous.get(f"{API}/bulletin", params={"limit": 200})).json()
    assert [row["number"] for row in bulletin["items"]].count(number) == 1


async def test_merging_two_into_each_other_leaves_one(office: Office) -> None:
    first, second = await office.recorded(), await office.recorded()
    answers = await asyncio.gather(
        *(
            office.supervision.post(f"{DEDUCTIONS}/{one}:merge", json={"into_id": other, "reason": "同一事项"})
            for one, other in ((first, second), (second, first))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_batches_in_opposite_order_do_not_wait_for_each_other(office: Office, people: People) -> None:
    ids = [await office.recorded() for _ in range(12)]
    other = people.person(Role.SUPERVISION_OFFICE, name="supervision-2")
    answers = await asyncio.gather(
        office.supervision.post(f"{API}/deductions:confirm-batch", json={"ids": ids}),
        other.post(f"{API}/deductions:confirm-batch", json={"ids": ids[::-1]}),
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert sum(answer.json()["written"] for answer in answers) == 12


async def test_a_rule_does_not_change_under_a_deduction(office: Office) -> None:
    """Either the change comes first and the deduction is by the new points, or it is refused."""
    rule = {
        "year": int((await office.read(await office.recorded()))["year"]),
        "code": "RACE",
        "title": "争先",
        "title_en": "Race",
        "category": "conduct",
        "unit_kinds": ["township"],
        "basis": "第1条",
        "points": "1",
    }
    rule["valid_from"] = f"{rule['year']}-01-01"
    rules = f"{API}/deduction-rules:batch"
    assert (await office.supervision.post(rules, json={"items": [rule]})).status_code == 200
    body = entry(rule_code="RACE", count=1)
    changed, posted = await asyncio.gather(
        office.supervision.post(rules, json={"items": [{**rule, "points": "2"}]}),
        office.inspector.post(DEDUCTIONS, json=body),
    )
    assert posted.status_code == 201
    assert posted.json()["points"] == ("2" if changed.status_code == 200 else "1")
    row = await office.read(body["id"])
    assert row["rule"]["points"] == row["points_each"]


async def test_objecting_while_the_term_runs_out(office: Office, supervision: Service) -> None:
    """The term is not over here, so the job leaves the deduction alone however often it runs."""
    deduction = await office.notified()
    job = supervision.jobs.run_all()
    answer, done = await asyncio.gather(
        office.head.post(f"{DEDUCTIONS}/{deduction}:object", json={"grounds": "x"}), job
    )
    assert (answer.status_code, done) == (200, 0)
    assert "close_objection_terms" in [job.name for job in JOBS]


async def test_rectification_asked_for_twice_at_once_is_one(office: Office) -> None:
    body = {"deduction_id": await office.notified(rule_code="ENV-SITE"), "demand": "清理卫生死角"}
    answers = await asyncio.gather(*(office.supervision.post(f"{API}/rectifications", json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_reported_and_run_out_at_once_ends_in_one_state(
    office: Office, supervision: Service, let_it_be: Clock
) -> None:
    """Whichever comes first, the history holds each step once and a further deduction only where the term won."""
    body = {"deduction_id": await office.notified(rule_code="ENV-SITE"), "demand": "清理", "working_days": 1}
    row = await good(office.supervision.post(f"{API}/rectifications", json=body))
    await let_it_be(day(row["due_on"], 25))
    path = f"{API}/rectifications/{row['id']}"
    await asyncio.gather(office.head.post(f"{path}:report", json={"note": "x"}), supervision.jobs.run_all())
    stands = await good(office.supervision.get(path))
    states = [step["state"] for step in stands["history"]]
    assert stands["state"] == "reported"
    assert states in (["open", "overdue", "reported"], ["open", "reported"])
    assert len(stands["further"]) == ("overdue" in states)
