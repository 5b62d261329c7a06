"""Everything on record about the subjects of classes, in a handful of queries however many subjects there are.

Of what there is much, columns are read and not objects. Nothing here is for a reader: it is what the engine judges by,
and whoever shows any of it asks first who may see it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ARRAY, String, any_, cast, select

from hengjian.appraisal.models import (
    BonusClaim,
    Cadre,
    ClosedItem,
    ClosedValues,
    DeductionFact,
    ItemFact,
    PlanTarget,
    ResultRow,
    ResultSet,
    Scheme,
    Unit,
    ValueFact,
    Veto,
)
from hengjian.appraisal.records.facts import BonusRecord, DeductionRecord, ItemRecord, Records, UnitResult, ValueRecord
from hengjian.appraisal.records.postings import post_served_longest
from hengjian.appraisal.scheme_documents.binding import ORDINARY
from hengjian.appraisal.workflows.bonuses import BonusState
from hengjian.appraisal.workflows.results import PUBLISHED
from hengjian.appraisal.workflows.vetoes import VetoState
from hengjian.kit.data.database import AnySession


async def _classes_of_units(session: AnySession) -> dict[str, str]:
    columns = select(Unit.code, Unit.class_code).where(Unit.is_active, Unit.class_code.is_not(None))
    return {unit.code: unit.class_code for unit in await session.execute(columns)}


async def _unit_subjects(session: AnySession, class_codes: Collection[str]) -> list[Records]:
    rows = await session.scalars(select(Unit).where(Unit.is_active, Unit.class_code.in_(class_codes)))
    return [Records(u.code, u.class_code or "", u.name, u.code) for u in rows]


@dataclass(frozen=True)
class Served:
    """A cadre where he or she counts in a year."""

    code: str
    name: str
    unit_code: str
    class_code: str
    is_ordinary: bool


async def read_roll(session: AnySession, year: int, codes: Collection[str] | None = None) -> list[Served]:
    """Every cadre of the year, or those of the codes; leading ones stand in ``<post group>-<unit class>``, ordinary
    ones in the class of their unit's code."""
    classes = await _classes_of_units(session)
    statement = select(Cadre.code, Cadre.name, Cadre.postings).where(Cadre.is_active)
    if codes is not None:
        statement = statement.where(Cadre.code.in_(codes))
    roll = []
    for cadre in await session.execute(statement):
        served = post_served_longest(cadre.postings, year)
        if served is None or served[0] not in classes:
            continue
        unit_code, group = served
        is_ordinary = group == "ordinary"
        class_code = unit_code if is_ordinary else f"{group}-{classes[unit_code]}"
        roll.append(Served(cadre.code, cadre.name, unit_code, class_code, is_ordinary))
    return roll


def _cadre_subjects(roll: Iterable[Served], class_codes: Collection[str]) -> list[Records]:
    wanted, takes_ordinary = {*class_codes}, ORDINARY in class_codes
    return [
        Records(cadre.code, cadre.class_code, cadre.name, cadre.unit_code)
        for cadre in roll
        if cadre.class_code in wanted or (cadre.is_ordinary and takes_ordinary)
    ]


async def list_subjects(
    session: AnySession,
    scheme: Scheme,
    class_codes: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    roll: Iterable[Served] | None = None,
) -> list[Records]:
    """The scheme's subjects, of the named classes and codes only where some are named; without what is on record.

    ``roll`` of the scheme's year spares reading it again.
    """
    wanted = class_codes if class_codes is not None else scheme.class_codes
    if scheme.subject_kind == "cadre":
        return _cadre_subjects(await read_roll(session, scheme.year, codes) if roll is None else roll, wanted)
    subjects = await _unit_subjects(session, wanted)
    return [subject for subject in subjects if codes is None or subject.code in codes]


async def gather(
    session: AnySession,
    scheme: Scheme,
    class_codes: Collection[str] | None = None,
    *,
    effective_by: datetime | None = None,
    roll: Iterable[Served] | None = None,
) -> list[Records]:
    """Records of the scheme's subjects; of the named classes only, where classes are named.

    Deductions that took effect after ``effective_by`` do not count.
    """
    subjects = await list_subjects(session, scheme, class_codes, roll=roll)
    by_code = {records.code: records for records in subjects}
    for records in subjects:
        records.coefficient = scheme.coefficients.get(records.code)
    await _add_deductions(session, scheme, by_code, effective_by)
    await _add_items(session, scheme, by_code)
    if scheme.subject_kind == "unit":
        await _add_unit_records(session, scheme.year, by_code)
    else:
        await _add_unit_results(session, scheme.year, subjects)
    return subjects


async def _add_deductions(
    session: AnySession, scheme: Scheme, by_code: dict[str, Records], effective_by: datetime | None
) -> None:
    statement = select(*DeductionFact.__table__.columns, DeductionFact.count.label("times"))
    statement = statement.where(DeductionFact.year == scheme.year, DeductionFact.is_revoked.is_(False))
    if effective_by is not None:
        statement = statement.where(DeductionFact.effective_at <= effective_by)
    if scheme.subject_kind == "unit":
        statement = statement.where(DeductionFact.unit_code.in_(by_code))
    for row in await session.execute(statement):
        record = DeductionRecord(
            str(row.deduction_id), row.number, row.rule_code, row.points, row.times, row.factor, row.occurred_on
        )
        for code in [row.unit_code] if scheme.subject_kind == "unit" else row.cadre_codes:
            if code in by_code:
                by_code[code].deductions.append(record)


async def _add_items(session: AnySession, scheme: Scheme, by_code: dict[str, Records]) -> None:
    columns = ItemFact.subject_code, ItemFact.item_code, ItemFact.record_id, ItemFact.fact
    statement = select(*columns).where(ItemFact.year == scheme.year, ItemFact.scheme_code == scheme.code)
    # One parameter, however many subjects there are.
    named = any_(cast([*by_code], ARRAY(String)))
    for row in await session.execute(statement.where(ItemFact.subject_code == named)):
        by_code[row.subject_code].items[row.item_code] = ItemRecord(str(row.record_id), row.fact)


async def _add_unit_records(session: AnySession, year: int, by_code: dict[str, Records]) -> None:
    values = select(
        ValueFact.unit_code,
        ValueFact.indicator_code,
        ValueFact.value_name,
        ValueFact.record_id,
        ValueFact.actual,
        ValueFact.target,
    ).where(ValueFact.year == year, ValueFact.unit_code.in_(by_code))
    for value in await session.execute(values):
        record = ValueRecord(str(value.record_id), value.actual, value.target)
        by_code[value.unit_code].values[value.indicator_code, value.value_name] = record
    targets = select(PlanTarget.unit_code, PlanTarget.indicator_code, PlanTarget.target).where(
        PlanTarget.year == year, PlanTarget.unit_code.in_(by_code), PlanTarget.target.is_not(None)
    )
    for row in await session.execute(targets):
        by_code[row.unit_code].targets[row.indicator_code] = row.target
    for claim in await session.scalars(
        select(BonusClaim).where(
            BonusClaim.year == year, BonusClaim.state == BonusState.VERIFIED, BonusClaim.unit_code.in_(by_code)
        )
    ):
        bonus = BonusRecord(str(claim.id), claim.kind, claim.matter, claim.points)
        by_code[claim.unit_code].bonuses.append(bonus)
    vetoes: dict[str, list[str]] = {}
    for veto in await session.scalars(
        select(Veto).where(Veto.year == year, Veto.state == VetoState.DECIDED, Veto.unit_code.in_(by_code))
    ):
        vetoes.setdefault(veto.unit_code, []).append(veto.veto_code)
    for code, codes in vetoes.items():
        by_code[code].vetoes = codes


async def _add_unit_results(session: AnySession, year: int, subjects: Iterable[Records]) -> None:
    statement = (
        select(ResultRow, ResultSet.id)
        .join(ResultSet, ResultSet.id == ResultRow.result_id)
        .where(ResultSet.year == year, ResultSet.subject_kind == "unit", ResultSet.state.in_(PUBLISHED))
    )
    totals: dict[str, tuple[str, Decimal]] = {}
    best: dict[str, Decimal] = {}
    for row, result_id in await session.execute(statement):
        totals[row.subject_code] = str(result_id), row.total
        best[str(result_id)] = max(row.total, best.get(str(result_id), row.total))
    for records in subjects:
        if records.unit_code in totals:
            result_id_text, total = totals[records.unit_code]
            records.unit_result = UnitResult(result_id_text, total, best[result_id_text])


async def list_closed_items(session: AnySession, year: int, scheme_code: str) -> list[tuple[str, str]]:
    """Class and item, for those whose rounds are closed; for whoever computes the class."""
    statement = select(ClosedItem.class_code, ClosedItem.item_code)
    rows = await session.execute(statement.where(ClosedItem.year == year, ClosedItem.scheme_code == scheme_code))
    return [(row.class_code, row.item_code) for row in rows]


async def list_closed_values(session: AnySession, year: int) -> list[tuple[str, str, str]]:
    """Class, indicator (* for all) and which value, for those whose rounds are closed."""
    statement = select(ClosedValues.class_code, ClosedValues.indicator_code, ClosedValues.value_name)
    rows = await session.execute(statement.where(ClosedValues.year == year))
    return [(row.class_code, row.indicator_code, row.value_name) for row in rows]
