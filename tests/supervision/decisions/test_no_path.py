"""No path publishes without notice, and no path lets one person hold both ends.

A machine of states over the real service and database: anybody tries anything in any order, with days passing between.
Whatever was done, the records must keep every promise; whatever was refused must have changed nothing. Fails when the
policy forgets who recorded or confirmed, when a term is cut short, or when a refusal leaves a trace.
"""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

import httpx
import pytest_asyncio
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from hengjian.audit.recording import Actor
from hengjian.contracts.events import InspectorChanged, InspectorSnapshot
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.calendar import add_working_days, end_of_day
from hengjian.kit.time.clock import COUNTY_ZONE, office_now
from tests.supervision.support import API, set_clock
from tests.supervision.tallies import check_tallies
from tests.support.clock import usual_now
from tests.support.events import deliver
from tests.support.people import People, account_id

Answer = TypeVar("Answer")

INSPECTORS = ("inspector-1", "inspector-2", "inspector-3")
OFFICE = ("office-1", "office-2", "everything-1", "everything-2")
JUDGES = ("judge-1", "judge-2", "everything-1", "everything-2")
HEADS = ("head-T01", "head-T02")
EVERYTHING = (Role.INSPECTOR, Role.SUPERVISION_OFFICE, Role.DISCIPLINE_OFFICE)
"""No account may hold these together; the policy must not rest on that."""

_RECORDS = """
SELECT d.*, j.outcome, j.judged_by, j.points_before, j.points_after, r.reversed_by, r.id AS reversal,
       p.factor_after AS repeat_factor, o.raised_at,
       (SELECT min(s.at) FROM deduction_step s WHERE s.deduction_id = d.id AND s.state = 'notified') AS notified_at,
       (SELECT min(s.at) FROM deduction_step s WHERE s.deduction_id = d.id AND s.state = 'effective') AS took_effect_at,
       (SELECT array_agg(s.state ORDER BY s.id) FROM deduction_step s WHERE s.deduction_id = d.id) AS stations,
       (SELECT count(*) FROM bulletin_entry b WHERE b.deduction_id = d.id AND b.reverses IS NULL) AS entries,
       (SELECT count(*) FROM bulletin_entry b WHERE b.deduction_id = d.id AND b.reverses IS NOT NULL) AS reversals,
       (SELECT count(*) FROM audit_log a WHERE a.object_id = d.id::text) AS audits
FROM deduction d
LEFT JOIN judgement j ON j.deduction_id = d.id
LEFT JOIN reversal r ON r.deduction_id = d.id
LEFT JOIN repeat p ON p.deduction_id = d.id
LEFT JOIN objection o ON o.deduction_id = d.id
WHERE d.id = ANY(:ids) ORDER BY d.id
"""
_DECIDED = {"effective", "revoked"}
_NEXT: dict[str, tuple[str, Any]] = {
    "recorded": ("confirm", None),
    "confirmed": ("notify", None),
    "notified": ("object", {"grounds": "情况有出入"}),
    "objected": ("judge", {"outcome": "rejected", "reason": "复核"}),
    "effective": ("revoke", {"reason": "复核认定记录有误"}),
}


class Anybody(RuleBasedStateMachine):
    """``loop``, ``people`` and ``supervision`` are set by the test; the rules run in a thread beside that loop."""

    loop: ClassVar[asyncio.AbstractEventLoop]
    people: ClassVar[dict[str, httpx.AsyncClient]]
    supervision: ClassVar[Service]

    deductions = Bundle("deductions")

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[UUID] = []
        self.recorded: dict[UUID, Decimal] = {}
        self.days = 0

    def _do(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    async def _records(self) -> list[Any]:
        async with self.supervision.database.read_session() as session:
            return list((await session.execute(text(_RECORDS), {"ids": self.ids})).mappings())

    def _try(self, who: str, path: str, body: Any = None) -> httpx.Response:
        """Whatever is refused leaves every record, station, entry and audit row as it was."""
        before = self._do(self._records())
        answer = self._do(self.people[who].post(f"{API}/deductions{path}", json=body))
        assert answer.status_code < 500, answer.text
        if not answer.is_success:
            assert self._do(self._records()) == before, f"refused, and yet something changed: {answer.text}"
        return answer

    @initialize()
    def begin(self) -> None:
        self._do(set_clock([self.supervision], timedelta(0)))

    @rule(
        target=deductions,
        who=st.sampled_from((*INSPECTORS, *OFFICE)),
        second=st.sampled_from((None, *INSPECTORS)),
        count=st.integers(1, 4),
    )
    def record(self, who: str, second: str | None, count: int) -> UUID | None:
        body = {
            "id": str(uuid4()),
            "unit_code": "T01",
            "rule_code": "MTG-ABSENT",
            "count": count,
            "occurred_at": (usual_now() - timedelta(minutes=5)).isoformat(),
            "place": "镇政府",
            "description": "县会缺席",
            "second_recorder": second and account_id(second),
        }
        answer = self._try(who, "", body)
        if who == second:
            assert answer.status_code == 422
            return None
        assert answer.status_code == 201, answer.text
        deduction = UUID(answer.json()["id"])
        self.ids.append(deduction)
        self.recorded[deduction] = Decimal(answer.json()["points"])
        return deduction

    @rule(deduction=deductions, who=st.sampled_from((*OFFICE, *INSPECTORS, *JUDGES)))
    def confirm(self, deduction: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:confirm")

    @rule(deduction=deductions, who=st.sampled_from((*OFFICE, *JUDGES)))
    def send_back(self, deduction: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:return", {"reason": "证据不足"})

    @rule(deduction=deductions, into=deductions, who=st.sampled_from(OFFICE))
    def merge(self, deduction: UUID | None, into: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:merge", {"into_id": str(into), "reason": "同一事项"})

    @rule(deduction=deductions, who=st.sampled_from((*OFFICE, *INSPECTORS)))
    def notify(self, deduction: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:notify")

    @rule(deduction=deductions, who=st.sampled_from((*HEADS, *JUDGES)))
    def object(self, deduction: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:object", {"grounds": "情况有出入"})

    @rule(
        deduction=deductions,
        who=st.sampled_from((*JUDGES, *OFFICE, *HEADS)),
        outcome=st.sampled_from(("rejected", "partly_accepted", "accepted")),
        count=st.sampled_from((None, 1, 2)),
    )
    def judge(self, deduction: UUID | None, who: str, outcome: str, count: int | None) -> None:
        self._try(who, f"/{deduction}:judge", {"outcome": outcome, "reason": "复核", "count": count})

    @rule(deduction=deductions, who=st.sampled_from((*OFFICE, *INSPECTORS, *JUDGES)))
    def publish(self, deduction: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:publish")

    @rule(ids=st.lists(deductions, min_size=1, max_size=3), verb=st.sampled_from(("confirm", "notify", "publish")))
    def do_many(self, ids: list[UUID | None], verb: str) -> None:
        named = {"ids": sorted({str(one) for one in ids if one is not None} or {str(uuid4())})}
        self._try("everything-1", f":{verb}-batch", named)

    @rule(deduction=deductions, who=st.sampled_from((*JUDGES, *OFFICE)))
    def revoke(self, deduction: UUID | None, who: str) -> None:
        self._try(who, f"/{deduction}:revoke", {"reason": "复核认定记录有误"})

    @rule(deduction=deductions, who=st.sampled_from(("everything-1", "everything-2")), steps=st.integers(1, 4))
    def press_on(self, deduction: UUID | None, who: str, steps: int) -> None:
        """Somebody with every power takes the record as far as it goes, so that the far states are reached often."""
        for _ in range(steps):
            state = next((row["state"] for row in self._do(self._records()) if row["id"] == deduction), "")
            verb, body = _NEXT.get(state, ("publish", None))
            self._try("head-T01" if verb == "object" else who, f"/{deduction}:{verb}", body)

    @rule(days=st.integers(0, 4), hours=st.integers(1, 23))
    def pass_time(self, days: int, hours: int) -> None:
        """The clock goes on, and the job looks for terms that are over."""
        if self.days > 40:
            return
        self.days += days + 1
        self._do(set_clock([self.supervision], office_now() - usual_now() + timedelta(days=days, hours=hours)))
        self._do(self.supervision.jobs.run_all())

    @rule()
    def look_for_terms(self) -> None:
        self._do(self.supervision.jobs.run_all())

    async def _check_tallies(self) -> None:
        async with self.supervision.database.transaction(Actor("test", "test", "check")) as session:
            await check_tallies(session)

    @invariant()
    def promises_are_kept(self) -> None:
        for row in self._do(self._records()) if self.ids else []:
            _nobody_holds_both_ends(row)
            _nothing_takes_effect_without_notice(row)
            _points_change_only_by_judgement(row, self.recorded[row["id"]])
            _what_is_taken_back_says_so(row)
        self._do(self._check_tallies())


def _nobody_holds_both_ends(row: Any) -> None:
    recorders = {row["recorded_by"], row["second_recorder"]} - {None}
    deciders = {row["confirmed_by"], row["judged_by"], row["reversed_by"]} - {None}
    assert not recorders & deciders, dict(row)
    assert row["confirmed_by"] is None or row["confirmed_by"] not in {row["judged_by"], row["reversed_by"]}, dict(row)
    assert row["state"] in {"recorded", "returned", "merged"} or row["confirmed_by"] is not None, dict(row)


def _nothing_takes_effect_without_notice(row: Any) -> None:
    """Notice first; then the whole term of three working days, or an objection and its judgement."""
    took_effect = row["took_effect_at"] is not None
    published = row["published_at"] is not None
    assert published <= took_effect, dict(row)
    assert (row["entries"] > 0) == published, dict(row)
    if not took_effect and row["outcome"] is None:
        assert row["state"] not in _DECIDED, dict(row)
        return
    served_on = row["notified_at"].astimezone(COUNTY_ZONE).date()
    assert row["object_until"].astimezone(UTC) == end_of_day(add_working_days(served_on, 3)).astimezone(UTC)
    assert row["stations"].index("confirmed") < row["stations"].index("notified"), dict(row)
    if row["outcome"] is None:
        assert row["took_effect_at"] >= row["object_until"], dict(row)
        assert office_now() > row["object_until"], dict(row)
        return
    assert row["notified_at"] <= row["raised_at"] <= row["object_until"], dict(row)


def _points_change_only_by_judgement(row: Any, recorded: Decimal) -> None:
    each = row["points_each"]
    assert row["points"] == each * row["count"] * row["factor"], dict(row)
    if row["outcome"] is None:
        factor = row["repeat_factor"] or Decimal(1)
        assert row["points"] == recorded * factor, dict(row)
        return
    assert row["points_before"] == recorded * (row["repeat_factor"] or Decimal(1)), dict(row)
    if row["outcome"] == "partly_accepted":
        assert row["points"] == row["points_after"] < row["points_before"], dict(row)
    else:
        assert row["points"] == row["points_before"], dict(row)


def _what_is_taken_back_says_so(row: Any) -> None:
    if row["state"] == "revoked":
        assert row["reversal"] is not None or row["outcome"] == "accepted", dict(row)
    assert (row["reversal"] is not None) <= (row["state"] == "revoked"), dict(row)
    taken_back_in_public = row["state"] == "revoked" and row["published_at"] is not None
    assert row["reversals"] == taken_back_in_public, dict(row)


@pytest_asyncio.fixture(autouse=True)
async def inspectors(supervision: Service) -> None:
    known = tuple(
        InspectorSnapshot(
            account_id=account_id(name), username=name, name=name, unit_code=None, person_code=None, is_active=True
        )
        for name in INSPECTORS
    )
    await deliver(supervision, ServiceName.DIRECTORY, InspectorChanged(inspectors=known))


async def test_nobody_finds_a_path(supervision: Service, people: People) -> None:
    Anybody.loop = asyncio.get_running_loop()
    Anybody.supervision = supervision
    Anybody.people = {
        **{name: people.person(Role.INSPECTOR, name=name) for name in INSPECTORS},
        **{name: people.person(Role.SUPERVISION_OFFICE, name=name) for name in OFFICE[:2]},
        **{name: people.person(Role.DISCIPLINE_OFFICE, name=name) for name in JUDGES[:2]},
        **{name: people.person(*EVERYTHING, name=name) for name in OFFICE[2:]},
        **{name: people.person(Role.UNIT_HEAD, unit=name[-3:], name=name) for name in HEADS},
    }
    bounds = settings(
        max_examples=20,
        stateful_step_count=40,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        await asyncio.to_thread(run_state_machine_as_test, Anybody, settings=bounds)
    finally:
        await set_clock([supervision], timedelta(0))
