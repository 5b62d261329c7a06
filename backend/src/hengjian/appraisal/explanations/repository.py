"""The records behind the facts of one subject, for a reader who may see that subject's detail."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hengjian.appraisal.explanations.sentences import Named
from hengjian.appraisal.models import (
    BallotRound,
    BonusClaim,
    DeductionFact,
    EvaluationRound,
    EvaluationScore,
    Indicator,
    ItemFact,
    PlanTarget,
    Sheet,
    Unit,
    ValueFact,
)
from hengjian.kit.data.database import AnySession


async def get_deductions(session: AnySession, ids: Collection[UUID]) -> dict[UUID, DeductionFact]:
    rows = await session.scalars(select(DeductionFact).where(DeductionFact.deduction_id.in_(ids)))
    return {row.deduction_id: row for row in rows}


async def get_indicators(session: AnySession, year: int, codes: Collection[str]) -> Mapping[str, Named]:
    """Name and owning unit of indicators, by code."""
    statement = select(Indicator, Unit.name).outerjoin(Unit, Unit.code == Indicator.owner_unit_code)
    rows = await session.execute(statement.where(Indicator.year == year, Indicator.code.in_(codes)))
    return {row.code: Named(row.name, row.name_en or row.name, owner) for row, owner in rows}


async def list_targets(session: AnySession, year: int, unit_code: str) -> Sequence[PlanTarget]:
    of_unit = PlanTarget.year == year, PlanTarget.unit_code == unit_code
    return (await session.scalars(select(PlanTarget).where(*of_unit).order_by(PlanTarget.indicator_code))).all()


async def get_values(session: AnySession, ids: Collection[UUID]) -> dict[str, ValueFact]:
    """By indicator."""
    rows = await session.scalars(select(ValueFact).where(ValueFact.record_id.in_(ids)))
    return {row.indicator_code: row for row in rows}


async def get_sheets(session: AnySession, ids: Collection[UUID]) -> Sequence[Sheet]:
    statement = select(Sheet).where(Sheet.id.in_(ids)).options(selectinload(Sheet.scores))
    return (await session.scalars(statement)).all()


async def get_evaluation_round(session: AnySession, round_id: UUID) -> EvaluationRound | None:
    return await session.get(EvaluationRound, round_id)


async def read_evaluations(session: AnySession, round_id: UUID, subject_code: str) -> dict[str, Decimal]:
    """Evaluator to score; for count and mean, single scores are told to nobody."""
    of_subject = EvaluationScore.round_id == round_id, EvaluationScore.subject_code == subject_code
    return {row.evaluator: row.score for row in await session.scalars(select(EvaluationScore).where(*of_subject))}


async def get_ballot_round(session: AnySession, round_id: UUID) -> BallotRound | None:
    return await session.get(BallotRound, round_id)


async def get_claims(session: AnySession, ids: Collection[UUID]) -> dict[UUID, BonusClaim]:
    return {row.id: row for row in await session.scalars(select(BonusClaim).where(BonusClaim.id.in_(ids)))}


async def get_unit_name(session: AnySession, unit_code: str) -> str | None:
    return await session.scalar(select(Unit.name).where(Unit.code == unit_code))


async def get_entry(session: AnySession, ids: Collection[UUID], subject_code: str, item_code: str) -> ItemFact | None:
    """An owner's entry for one subject and item."""
    statement = select(ItemFact).where(
        ItemFact.record_id.in_(ids), ItemFact.subject_code == subject_code, ItemFact.item_code == item_code
    )
    return await session.scalar(statement)
