"""What other services announced, as it is kept here; written by the inbox alone.

The caller's postings and ties are read from it too."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, update

from hengjian.appraisal.models import (
    ClosedValues,
    DeductionFact,
    Indicator,
    PlanTarget,
    Scheme,
    Unit,
    UnitClass,
    ValueFact,
    metadata,
)
from hengjian.appraisal.workflows.schemes import SchemeState
from hengjian.contracts.actors import standing_reader
from hengjian.contracts.events import DeductionEffective, IndicatorChanged, RoundClosed, ValueConfirmed
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.upserts import upsert

find_standing = standing_reader(metadata)


async def store_deduction(session: WriteSession, event: DeductionEffective) -> None:
    """Announced again it keeps when it took effect, and that it was revoked."""
    row = event.model_dump() | {"cadre_codes": list(event.cadre_codes), "is_revoked": False}
    await upsert(session, DeductionFact.__table__, [row], keeping=("is_revoked", "effective_at"))


async def revoke_deduction(session: WriteSession, deduction_id: UUID) -> None:
    statement = update(DeductionFact).where(DeductionFact.deduction_id == deduction_id)
    await session.execute(statement.values(is_revoked=True))


async def store_values(session: WriteSession, event: ValueConfirmed) -> None:
    await upsert(session, ValueFact.__table__, [value.model_dump() | {"year": event.year} for value in event.values])


async def store_indicators(session: WriteSession, event: IndicatorChanged) -> None:
    await upsert(session, Indicator.__table__, [row.model_dump() | {"year": event.year} for row in event.indicators])


async def store_targets(
    session: WriteSession, year: int, unit_code: str, plan_id: UUID, targets: Mapping[str, Decimal | None]
) -> None:
    """Of a unit's plan, by indicator."""
    of_plan = {"year": year, "unit_code": unit_code, "plan_id": plan_id}
    rows = [{**of_plan, "indicator_code": code, "target": target} for code, target in targets.items()]
    await upsert(session, PlanTarget.__table__, rows)


async def move_target(
    session: WriteSession, year: int, unit_code: str, indicator_code: str, value_name: str, target: Decimal | None
) -> None:
    """What a value that is confirmed already is measured against."""
    confirmed = update(ValueFact).where(
        ValueFact.year == year,
        ValueFact.unit_code == unit_code,
        ValueFact.indicator_code == indicator_code,
        ValueFact.value_name == value_name,
    )
    await session.execute(confirmed.values(target=target))


async def close_values(session: WriteSession, event: RoundClosed) -> None:
    rows = [
        {
            "year": event.year,
            "class_code": class_code,
            "indicator_code": code,
            "value_name": event.period,
            "round_id": event.round_id,
        }
        for class_code in event.class_codes
        for code in event.indicator_codes or ("*",)
    ]
    await upsert(session, ClosedValues.__table__, rows)


async def store_classes(session: WriteSession, names: Mapping[str, tuple[str, str | None]]) -> None:
    rows = [{"code": code, "name": name, "name_en": name_en} for code, (name, name_en) in sorted(names.items())]
    await upsert(session, UnitClass.__table__, rows)


async def get_units(session: WriteSession, codes: Collection[str]) -> dict[str, Unit]:
    """As they are before the event changes them."""
    return {unit.code: unit for unit in await session.scalars(select(Unit).where(Unit.code.in_(codes)))}


async def list_issued_by_year(session: WriteSession) -> Sequence[tuple[int, Sequence[str]]]:
    """Year and classes of each scheme of units that counts."""
    statement = select(Scheme.year, Scheme.class_codes).where(
        Scheme.state == SchemeState.ISSUED, Scheme.subject_kind == "unit"
    )
    return [(row.year, row.class_codes) for row in await session.execute(statement)]


async def list_issued_classes(session: WriteSession, year: int) -> set[str]:
    """The classes of units that are scored in a year."""
    issued = await list_issued_by_year(session)
    return {code for issued_year, class_codes in issued if issued_year == year for code in class_codes}
