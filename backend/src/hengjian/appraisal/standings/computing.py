"""Standings of marked classes under the reduced scheme."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select

from hengjian.appraisal.engine import DocumentRefused, evaluate, item_codes, item_kinds, reduce_scheme
from hengjian.appraisal.models import ClassStanding, ClosedItem, ClosedValues, DirtyMark, Scheme, Standing
from hengjian.appraisal.records.facts import Prepared, Records, prepare
from hengjian.appraisal.records.gathering import gather
from hengjian.appraisal.schemes.binding import Binding, IndicatorSource, PlanCompletionSource, read_binding
from hengjian.appraisal.standings.repository import announce_change, next_revision, scheme_of_class
from hengjian.contracts.events import StandingsChanged
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.upserts import upsert
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import office_now

EVENT_RULES = frozenset({"deductions", "bonuses", "count"})


async def closed_by_class(session: AnySession, scheme: Scheme) -> dict[str, set[str]]:
    """Class code to the items whose rounds are closed for it."""
    found: dict[str, set[str]] = {}
    own = select(ClosedItem.class_code, ClosedItem.item_code).where(
        ClosedItem.year == scheme.year, ClosedItem.scheme_code == scheme.code
    )
    for class_code, item_code in await session.execute(own):
        found.setdefault(class_code, set()).add(item_code)
    measured: dict[tuple[str, str], set[str]] = {}
    for code, source in read_binding(scheme.binding).items():
        if isinstance(source, IndicatorSource):
            measured.setdefault((source.indicator_code, source.value_name), set()).add(code)
        if isinstance(source, IndicatorSource | PlanCompletionSource):
            measured.setdefault(("*", source.value_name), set()).add(code)
    values = select(ClosedValues.class_code, ClosedValues.indicator_code, ClosedValues.value_name)
    for class_code, indicator_code, value_name in await session.execute(values.where(ClosedValues.year == scheme.year)):
        found.setdefault(class_code, set()).update(measured.get((indicator_code, value_name), ()))
    return found


async def closed_items(session: AnySession, scheme: Scheme, class_code: str) -> set[str]:
    """Items that stand for this class: events always, every other once the round that feeds it is closed."""
    closed = (await closed_by_class(session, scheme)).get(class_code, set())
    return {code for code, kind in item_kinds(scheme.document).items() if kind in EVENT_RULES} | closed


def _may_lack(node: Mapping[str, Any]) -> dict[str, bool]:
    if "parts" not in node:
        return {node["code"]: node.get("missing", "error") != "error" or node["rule"]["type"] in EVENT_RULES}
    return {code: lacks for part in node["parts"] for code, lacks in _may_lack(part).items()}


def split_incomplete(
    document: Mapping[str, Any], prepared: Prepared, standing: set[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Subjects that can be scored, and the codes of those that lack a standing fact."""
    needed = {code for code, may_lack in _may_lack(document["root"]).items() if not may_lack} & standing
    complete, incomplete = [], []
    for subject in prepared.subjects:
        facts = {code: fact for code, fact in subject["facts"].items() if code in standing}
        if needed <= facts.keys():
            complete.append({**subject, "facts": facts})
        else:
            incomplete.append(subject["code"])
    return complete, incomplete


def _weighty_parts(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The parts of the total as people speak of them: a part without weight or points gives way to its own parts."""
    for part in node.get("parts", [node]):
        if "parts" in part and "weight" not in part:
            yield from _weighty_parts(part)
        else:
            yield part


def describe_cover(document: Mapping[str, Any], standing: set[str]) -> list[dict[str, Any]]:
    """What the standings say: each top part with its weight or points, and whether it stands whole, in part or not."""
    covers = []
    for part in _weighty_parts(document["root"]):
        codes = set(item_codes({"root": part}))
        share = "all" if codes <= standing else "part" if codes & standing else "none"
        weight = part.get("weight") or part.get("points")
        covers.append({"code": part["code"], "name": part.get("name", part["code"]), "weight": weight, "stands": share})
    return covers


async def evaluate_standing(
    session: AnySession, scheme: Scheme, class_code: str, language: str, *, explained: bool = True
) -> tuple[dict[str, Any] | None, Prepared, list[str], set[str]]:
    """Result, facts with provenance, incomplete subjects, standing items; result None where nothing stands."""
    binding: Binding = read_binding(scheme.binding)
    everybody: Sequence[Records] = await gather(session, scheme, [class_code])
    prepared = prepare(binding, everybody)
    standing = await closed_items(session, scheme, class_code)
    reduced = reduce_scheme(scheme.document, standing)
    if reduced is None:
        return None, prepared, [], standing
    complete, incomplete = split_incomplete(reduced, prepared, standing)
    result, scored = await asyncio.to_thread(evaluate_who_can, reduced, complete, language, explained=explained)
    left = {subject["code"] for subject in complete} - {subject["code"] for subject in scored}
    return result, prepared, sorted({*incomplete, *left}) if left else incomplete, standing


def evaluate_who_can(
    document: Mapping[str, Any], subjects: Sequence[dict[str, Any]], language: str, *, explained: bool = True
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The result, and the subjects in it: those whose facts cannot be scored stand aside and hold up nobody else."""
    left = list(subjects)
    while True:
        try:
            return evaluate({"scheme": document, "subjects": left}, language, explained=explained), left
        except DocumentRefused as refused:
            faulty = _faulty(refused, left)
            if not faulty:
                return None, left
            left = [subject for subject in left if subject["code"] not in faulty]


def _faulty(refused: DocumentRefused, subjects: Sequence[dict[str, Any]]) -> set[str]:
    """Subjects whose facts cannot be scored until they are put right."""
    parts = [error["pointer"].split("/") for error in refused.errors]
    return {subjects[int(part[2])]["code"] for part in parts if len(part) > 2 and part[1] == "subjects"}


async def compute_standings(session: WriteSession) -> int:
    """Of the classes that are marked, the one that has waited longest; returns how many marks that settles.

    Marks of one class are settled together, however many there are. A mark that is not yet committed is not among
    them: it stays, and the class comes up again.
    """
    oldest = await session.scalar(select(DirtyMark).order_by(DirtyMark.id).limit(1))
    if oldest is None:
        return 0
    year, class_code = oldest.year, oldest.class_code
    of_class = select(DirtyMark.id, DirtyMark.heard_at).where(
        DirtyMark.year == year, DirtyMark.class_code == class_code
    )
    settled = (await session.execute(of_class)).all()
    scheme = await scheme_of_class(session, year, class_code)
    if scheme is not None:
        await _compute_class(session, scheme, class_code, max(mark.heard_at for mark in settled))
    await session.execute(delete(DirtyMark).where(DirtyMark.id.in_([mark.id for mark in settled])))
    return len(settled)


async def _compute_class(session: WriteSession, scheme: Scheme, class_code: str, facts_until: datetime) -> None:
    """Store the class's standings and announce them, where anything changed."""
    result, prepared, incomplete, standing = await evaluate_standing(session, scheme, class_code, "zh", explained=False)
    if result is None:
        return
    now = office_now()
    before = await session.get(ClassStanding, (scheme.year, class_code))
    digest = f"{result['result']} {','.join(incomplete)}"
    if before is not None and before.digest == digest and before.as_of.month == now.month:
        return
    if rows := await _draw_up(session, scheme, class_code, result, prepared, incomplete):
        await upsert(session, Standing.__table__, rows, by=["year", "subject_code"])
    scored = [subject["code"] for subject in result["subjects"]]
    await _drop_leavers(session, scheme, class_code, [*scored, *incomplete])
    stored = before or ClassStanding(year=scheme.year, class_code=class_code)
    stored.scheme_id, stored.digest, stored.as_of, stored.facts_until = scheme.id, digest, now, facts_until
    stored.covers = describe_cover(scheme.document, standing)
    stored.revision = await next_revision(session)
    session.add(stored)
    await session.flush()
    await publish(session, StandingsChanged(year=scheme.year, class_codes=(class_code,)))
    await announce_change(session)


async def _draw_up(
    session: WriteSession,
    scheme: Scheme,
    class_code: str,
    result: Mapping[str, Any],
    prepared: Prepared,
    incomplete: Sequence[str],
) -> list[dict[str, Any]]:
    """The rows that change, of those in rank and those that lack a fact."""
    now = office_now()
    month = now.strftime("%Y-%m")
    of_class = select(Standing).where(Standing.year == scheme.year, Standing.class_code == class_code)
    previous = {row.subject_code: row for row in await session.scalars(of_class)}
    names = {subject["code"]: subject["name"] for subject in prepared.subjects}
    rows: list[dict[str, Any]] = [
        {
            "subject_code": subject["code"],
            "total": Decimal(subject["total"]),
            "rank": subject["rank"],
            "of": subject["of"],
            "margin": Decimal(subject["margin"]) if subject["margin"] is not None else None,
            "flags": subject["flags"],
        }
        for subject in result["subjects"]
    ]
    for code in incomplete:
        empty = {"total": None, "rank": None, "of": len(result["subjects"]), "margin": None, "flags": ["incomplete"]}
        rows.append({"subject_code": code, **empty})
    for row in rows:
        row |= {
            "year": scheme.year,
            "class_code": class_code,
            "name": names[row["subject_code"]],
            "month": month,
            "total_before": _total_before(previous.get(row["subject_code"]), month),
            "as_of": now,
        }
    return [row for row in rows if _differs(row, previous.get(row["subject_code"]))]


def _differs(row: Mapping[str, Any], old: Standing | None) -> bool:
    """Whether the row says anything new: most facts change a few places of a class."""
    return old is None or any(getattr(old, name) != value for name, value in row.items() if name != "as_of")


def _total_before(old: Standing | None, month: str) -> Decimal | None:
    if old is None:
        return None
    return old.total_before if old.month == month else old.total


async def _drop_leavers(session: WriteSession, scheme: Scheme, class_code: str, stayers: Sequence[str]) -> None:
    of_class = delete(Standing).where(Standing.year == scheme.year, Standing.class_code == class_code)
    await session.execute(of_class.where(Standing.subject_code.not_in(stayers)))
