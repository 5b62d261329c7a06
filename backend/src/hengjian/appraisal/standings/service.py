"""Standings of marked classes under the reduced scheme."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from hengjian.appraisal.models import ClassStanding, Scheme, Standing
from hengjian.appraisal.recomputation.repository import longest_waiting, settle_marks
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.evaluation import EvaluatedClass, evaluate_standing
from hengjian.appraisal.standings.reduced import describe_cover
from hengjian.contracts.events import StandingsChanged
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import office_now


async def compute_standings(session: WriteSession) -> int:
    """Of the classes that are marked, the one that has waited longest; returns how many marks that settles.

    Marks of one class are settled together, however many there are. A mark that is not yet committed is not among
    them: it stays, and the class comes up again.
    """
    waiting = await longest_waiting(session)
    if waiting is None:
        return 0
    year, class_code, marks, facts_until = waiting
    scheme = await repository.scheme_of_class(session, year, class_code)
    if scheme is not None:
        await _compute_class(session, scheme, class_code, facts_until)
    await settle_marks(session, marks)
    return len(marks)


async def _compute_class(session: WriteSession, scheme: Scheme, class_code: str, facts_until: datetime) -> None:
    """Store the class's standings and announce them, where anything that is said of them changed."""
    evaluated = await evaluate_standing(session, scheme, class_code, "zh", explained=False)
    if evaluated.result is None:
        return
    now = office_now()
    before = await repository.get_head(session, scheme.year, class_code)
    if before is not None and before.digest == evaluated.digest and before.as_of.month == now.month:
        return
    previous = await repository.get_rows(session, scheme.year, class_code)
    rows = _draw_up(scheme.year, class_code, evaluated, previous, now)
    await repository.store_rows(session, [row for row in rows if _differs(row, previous.get(row["subject_code"]))])
    await repository.drop_leavers(session, scheme.year, class_code, [row["subject_code"] for row in rows])
    stored = before or ClassStanding(year=scheme.year, class_code=class_code)
    stored.scheme_id, stored.digest, stored.as_of, stored.facts_until = scheme.id, evaluated.digest, now, facts_until
    stored.covers = describe_cover(scheme.document, {*evaluated.standing})
    stored.revision = await repository.next_revision(session)
    await repository.save_head(session, stored)
    await publish(session, StandingsChanged(year=scheme.year, class_codes=(class_code,)))
    await repository.announce_change(session)


def _draw_up(
    year: int, class_code: str, evaluated: EvaluatedClass, previous: Mapping[str, Standing], now: datetime
) -> list[dict[str, Any]]:
    """A row for each of those in rank and those that lack a fact."""
    assert evaluated.result is not None
    month = now.strftime("%Y-%m")
    subjects: Sequence[Mapping[str, Any]] = evaluated.result["subjects"]
    names = {subject["code"]: subject["name"] for subject in evaluated.prepared.subjects}
    rows: list[dict[str, Any]] = [
        {
            "subject_code": subject["code"],
            "total": Decimal(subject["total"]),
            "rank": subject["rank"],
            "of": subject["of"],
            "margin": Decimal(subject["margin"]) if subject["margin"] is not None else None,
            "flags": subject["flags"],
        }
        for subject in subjects
    ]
    for code in evaluated.incomplete:
        empty = {"total": None, "rank": None, "of": len(subjects), "margin": None, "flags": ["incomplete"]}
        rows.append({"subject_code": code, **empty})
    for row in rows:
        row |= {
            "year": year,
            "class_code": class_code,
            "name": names[row["subject_code"]],
            "month": month,
            "total_before": _total_before(previous.get(row["subject_code"]), month),
            "as_of": now,
        }
    return rows


def _differs(row: Mapping[str, Any], old: Standing | None) -> bool:
    """Whether the row says anything new: most facts change a few places of a class."""
    return old is None or any(getattr(old, name) != value for name, value in row.items() if name != "as_of")


def _total_before(old: Standing | None, month: str) -> Decimal | None:
    if old is None:
        return None
    return old.total_before if old.month == month else old.total
