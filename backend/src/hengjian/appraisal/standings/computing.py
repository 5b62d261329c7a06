"""Standings of dirty classes under the reduced scheme."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from hengjian.appraisal.engine import DocumentRefused, evaluate, item_codes, item_kinds, reduce_scheme
from hengjian.appraisal.models import ClassStanding, ClosedItem, ClosedValues, DirtyClass, Scheme, Standing
from hengjian.appraisal.records.facts import Prepared, Records, prepare
from hengjian.appraisal.records.gathering import gather
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.schemes.binding import Binding, IndicatorSource, PlanCompletionSource, read_binding
from hengjian.contracts.events import StandingsChanged
from hengjian.kit.clock import office_now
from hengjian.kit.database import AnySession, WriteSession
from hengjian.kit.events import publish

EVENT_RULES = frozenset({"deductions", "bonuses", "count"})
PORTION = 20


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
    session: AnySession, scheme: Scheme, class_code: str, language: str
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
    while True:
        try:
            result = await asyncio.to_thread(evaluate, {"scheme": reduced, "subjects": complete}, language)
            return result, prepared, incomplete, standing
        except DocumentRefused as refused:
            faulty = _faulty(refused, complete)
            if not faulty:
                return None, prepared, incomplete, standing
            complete = [subject for subject in complete if subject["code"] not in faulty]
            incomplete = sorted({*incomplete, *faulty})


def _faulty(refused: DocumentRefused, subjects: Sequence[dict[str, Any]]) -> set[str]:
    """Subjects whose facts cannot be scored: until they are put right they stand aside, and hold up nobody else."""
    parts = [error["pointer"].split("/") for error in refused.errors]
    return {subjects[int(part[2])]["code"] for part in parts if len(part) > 2 and part[1] == "subjects"}


async def compute_standings(session: WriteSession) -> int:
    """One portion of the dirty classes; returns how many."""
    statement = select(DirtyClass).order_by(DirtyClass.year, DirtyClass.class_code).limit(PORTION)
    dirty = (await session.scalars(statement.with_for_update(skip_locked=True))).all()
    changed: dict[int, list[str]] = {}
    by_year: dict[int, dict[str, Scheme]] = {}
    for row in dirty:
        if row.year not in by_year:
            issued = await schemes.issued_schemes(session, row.year)
            by_year[row.year] = {c: s for s in issued if s.subject_kind == "unit" for c in s.class_codes}
        scheme = by_year[row.year].get(row.class_code)
        if scheme is not None and await _compute_class(session, scheme, row.class_code):
            changed.setdefault(row.year, []).append(row.class_code)
        await session.execute(
            delete(DirtyClass).where(DirtyClass.year == row.year, DirtyClass.class_code == row.class_code)
        )
    for year, class_codes in changed.items():
        await publish(session, StandingsChanged(year=year, class_codes=tuple(class_codes)))
    return len(dirty)


async def _compute_class(session: WriteSession, scheme: Scheme, class_code: str) -> bool:
    """Store the class's standings; False when nothing changed."""
    result, prepared, incomplete, standing = await evaluate_standing(session, scheme, class_code, "zh")
    if result is None:
        return False
    now = office_now()
    before = await session.get(ClassStanding, (scheme.year, class_code))
    digest = f"{result['result']} {','.join(incomplete)}"
    if before is not None and before.digest == digest and before.as_of.month == now.month:
        return False
    previous = {
        row.subject_code: row
        for row in await session.scalars(
            select(Standing).where(Standing.year == scheme.year, Standing.class_code == class_code)
        )
    }
    names = {subject["code"]: subject["name"] for subject in prepared.subjects}
    month = now.strftime("%Y-%m")
    rows = []
    for subject in result["subjects"]:
        rows.append(
            {
                "subject_code": subject["code"],
                "total": Decimal(subject["total"]),
                "rank": subject["rank"],
                "of": subject["of"],
                "margin": Decimal(subject["margin"]) if subject["margin"] is not None else None,
                "flags": subject["flags"],
            }
        )
    for code in incomplete:
        empty = {"total": None, "rank": None, "of": len(result["subjects"]), "margin": None, "flags": ["incomplete"]}
        rows.append({"subject_code": code, **empty})
    for row in rows:
        old = previous.get(row["subject_code"])
        row |= {
            "year": scheme.year,
            "class_code": class_code,
            "name": names[row["subject_code"]],
            "month": month,
            "total_before": _total_before(old, month),
            "as_of": now,
        }
    await _store(session, scheme, class_code, rows)
    stored = before or ClassStanding(year=scheme.year, class_code=class_code)
    stored.scheme_id, stored.digest, stored.as_of = scheme.id, digest, now
    stored.covers = describe_cover(scheme.document, standing)
    session.add(stored)
    await session.flush()
    return True


def _total_before(old: Standing | None, month: str) -> Decimal | None:
    if old is None:
        return None
    return old.total_before if old.month == month else old.total


async def _store(session: WriteSession, scheme: Scheme, class_code: str, rows: list[dict[str, Any]]) -> None:
    codes = [row["subject_code"] for row in rows]
    await session.execute(
        delete(Standing).where(
            Standing.year == scheme.year, Standing.class_code == class_code, Standing.subject_code.not_in(codes)
        )
    )
    if rows:
        table = Standing.__table__
        statement = insert(Standing)
        changed = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
        await session.execute(
            statement.on_conflict_do_update(index_elements=["year", "subject_code"], set_=changed), rows
        )
