from collections.abc import Collection, Sequence

from sqlalchemy import insert, select

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.personnel.models import FinalLine, FinalResult, LinkageRules, UnitTier
from hengjian.personnel.terms import RulesState


async def get_newest_for_update(session: WriteSession, year: int, class_code: str) -> FinalResult | None:
    statement = select(FinalResult).where(FinalResult.year == year, FinalResult.class_code == class_code)
    return await session.scalar(statement.order_by(FinalResult.result_version.desc()).limit(1).with_for_update())


async def store_lines(session: WriteSession, lines: Sequence[dict[str, object]]) -> None:
    if lines:
        await session.execute(insert(FinalLine), lines)


async def next_pending_for_update(session: WriteSession) -> FinalResult | None:
    """A current result without proposals whose year has issued rules."""
    issued = select(LinkageRules.year).where(LinkageRules.state == RulesState.ISSUED)
    statement = select(FinalResult).where(
        FinalResult.proposed_at.is_(None), FinalResult.is_current, FinalResult.year.in_(issued)
    )
    return await session.scalar(statement.order_by(FinalResult.id).limit(1).with_for_update(skip_locked=True))


async def lines_of(session: AnySession, final_result_ids: Collection[object]) -> Sequence[FinalLine]:
    statement = select(FinalLine).where(FinalLine.final_result_id.in_(final_result_ids))
    return (await session.scalars(statement.order_by(FinalLine.final_result_id, FinalLine.rank, FinalLine.code))).all()


async def current_results(session: AnySession, year: int, class_codes: Collection[str]) -> dict[str, FinalResult]:
    statement = select(FinalResult).where(
        FinalResult.year == year, FinalResult.class_code.in_(class_codes), FinalResult.is_current
    )
    return {result.class_code: result for result in await session.scalars(statement)}


async def find_tiers(session: AnySession, year: int, unit_codes: Collection[str]) -> dict[str, UnitTier]:
    rows = await session.scalars(select(UnitTier).where(UnitTier.year == year, UnitTier.unit_code.in_(unit_codes)))
    return {row.unit_code: row for row in rows}


async def tiers_until(session: AnySession, year: int, unit_codes: Collection[str]) -> dict[str, dict[int, str]]:
    """Tier by unit and year, up to ``year``."""
    statement = select(UnitTier.unit_code, UnitTier.year, UnitTier.tier)
    tiers: dict[str, dict[int, str]] = {code: {} for code in unit_codes}
    for row in await session.execute(statement.where(UnitTier.year <= year, UnitTier.unit_code.in_(unit_codes))):
        tiers[row.unit_code][row.year] = row.tier
    return tiers


async def save_result(session: WriteSession, result: FinalResult) -> None:
    session.add(result)
    await session.flush()


async def save_tiers(session: WriteSession, tiers: Collection[UnitTier]) -> None:
    session.add_all(tiers)
    await session.flush()
