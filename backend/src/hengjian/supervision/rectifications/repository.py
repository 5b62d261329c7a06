from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select, true
from sqlalchemy.orm import selectinload

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey, Way
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.supervision.models import Deduction, DeductionRule, Rectification, RectificationStep
from hengjian.supervision.workflows.deductions import DeductionState
from hengjian.supervision.workflows.rectifications import RUNNING, UNSETTLED, RectificationState

_DUE_FIRST = (SortKey(Rectification.due_on), SortKey(Rectification.id))
_RUNNING = Rectification.state.in_([literal_column(f"'{state}'") for state in sorted(RUNNING)])


@dataclass(frozen=True)
class RectificationFilter:
    year: int | None = None
    unit_code: str | None = None
    deduction_id: UUID | None = None
    states: Sequence[str] | None = None
    number: str | None = None
    asks_extension: bool | None = None


def _visible(reader: Principal) -> ColumnElement[bool]:
    """Offices and inspectors, who may be sent to look again, see all; a unit sees its own."""
    if reader.visibility.whole_county:
        return true()
    return is_among(Rectification.unit_code, reader.visibility.unit_codes)


async def list_rectifications(
    session: AnySession, reader: Principal, page: FollowRequest, wanted: RectificationFilter
) -> FollowedRows[Rectification]:
    equal = {
        Rectification.year: wanted.year,
        Rectification.unit_code: wanted.unit_code,
        Rectification.deduction_id: wanted.deduction_id,
    }
    conditions = [column == value for column, value in equal.items() if value is not None]
    if wanted.number:
        conditions.append(Rectification.number.startswith(wanted.number.upper(), autoescape=True))
    if wanted.asks_extension is not None:
        asks = Rectification.wanted_due_on.is_not(None)
        conditions.append(asks if wanted.asks_extension else ~asks)
    ways = [
        Way(Rectification.state == literal_column(f"'{RectificationState(state)}'")) for state in wanted.states or ()
    ]
    statement = select(Rectification).where(*conditions)
    return await fetch_followed(session, statement, _visible(reader), _DUE_FIRST, page, ways=ways)


async def get_rectification(session: AnySession, reader: Principal, rectification_id: UUID) -> Rectification | None:
    statement = select(Rectification).where(Rectification.id == rectification_id, _visible(reader))
    statement = statement.options(selectinload(Rectification.steps)).execution_options(populate_existing=True)
    return await session.scalar(statement)


async def get_rectification_for_update(
    session: WriteSession, reader: Principal, rectification_id: UUID
) -> Rectification | None:
    statement = select(Rectification).where(Rectification.id == rectification_id, _visible(reader))
    return await session.scalar(statement.with_for_update())


async def get_of_deduction(session: AnySession, deduction_id: UUID) -> Rectification | None:
    """Of a deduction that the caller has been found to see; a withdrawn one counts no longer."""
    statement = select(Rectification).where(
        Rectification.deduction_id == deduction_id, Rectification.state != RectificationState.WITHDRAWN.value
    )
    return await session.scalar(statement)


async def list_further(session: AnySession, rectification: Rectification) -> Sequence[Deduction]:
    statement = select(Deduction).where(Deduction.rectification_id == rectification.id, Deduction.corrects_id.is_(None))
    return (await session.scalars(statement.order_by(Deduction.occurred_at, Deduction.id))).all()


async def get_rule_behind(session: AnySession, rectification: Rectification) -> DeductionRule:
    statement = select(DeductionRule).join(Deduction, Deduction.rule_id == DeductionRule.id)
    return (await session.scalars(statement.where(Deduction.id == rectification.deduction_id))).one()


async def get_overdue_for_update(session: WriteSession, today: date, limit: int) -> Sequence[Rectification]:
    """Those whose term is over, unless the deduction behind has been revoked.

    A request for a later day holds the term until it is answered: nobody loses points by an office's silence.
    """
    statement = (
        select(Rectification)
        .join(Deduction, Deduction.id == Rectification.deduction_id)
        .where(
            _RUNNING,
            Rectification.due_on < today,
            Rectification.wanted_due_on.is_(None),
            Deduction.state != DeductionState.REVOKED.value,
        )
        .order_by(Rectification.due_on, Rectification.id)
        .limit(limit)
    )
    return (await session.scalars(statement.with_for_update(skip_locked=True, of=Rectification))).all()


async def get_groundless_for_update(session: WriteSession, limit: int) -> Sequence[Rectification]:
    """Unsettled ones whose deduction has been revoked."""
    statement = (
        select(Rectification)
        .join(Deduction, Deduction.id == Rectification.deduction_id)
        .where(Rectification.state.in_(sorted(UNSETTLED)), Deduction.state == DeductionState.REVOKED.value)
        .order_by(Rectification.id)
        .limit(limit)
    )
    return (await session.scalars(statement.with_for_update(skip_locked=True, of=Rectification))).all()


async def get_deduction_behind(session: WriteSession, rectification: Rectification) -> Deduction:
    return await session.get_one(Deduction, rectification.deduction_id)


async def load_steps(session: WriteSession, rectification: Rectification) -> None:
    await session.refresh(rectification, ["steps"])


def add_rectification(session: WriteSession, rectification: Rectification) -> None:
    session.add(rectification)


def add_step(session: WriteSession, step: RectificationStep) -> None:
    session.add(step)
