from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.constraints import constraint_of
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.supervision.models import Evidence, EvidenceWithdrawal, Round, RoundItem, RoundStep, Unit
from hengjian.supervision.workflows.rounds import RoundState


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else is_among(RoundItem.unit_code, units.unit_codes)


async def list_rounds(
    session: AnySession, page: FollowRequest, *, year: int | None, state: str | None
) -> FollowedRows[Round]:
    """That a round takes place is no secret; its lines are each unit's own."""
    statement = select(Round)
    if year is not None:
        statement = statement.where(Round.year == year)
    if state is not None:
        statement = statement.where(Round.state == state)
    order = [SortKey(Round.year, descending=True), SortKey(Round.period, descending=True), SortKey(Round.id)]
    return await fetch_followed(session, statement, true(), order, page)


async def get_round(session: AnySession, round_id: UUID) -> Round | None:
    return await session.get(Round, round_id)


async def get_round_for_update(session: WriteSession, round_id: UUID) -> Round | None:
    return await session.scalar(select(Round).where(Round.id == round_id).with_for_update())


async def get_round_against_closing(session: WriteSession, round_id: UUID) -> Round | None:
    """Held open until the transaction ends; writers beside each other do not wait."""
    return await session.scalar(select(Round).where(Round.id == round_id).with_for_update(read=True))


async def get_round_before(session: AnySession, year: int, period: str) -> Round | None:
    """The closed round of the quarter before."""
    place = (year - 1, "Q4") if period == "Q1" else (year, f"Q{int(period[1]) - 1}")
    statement = select(Round).where(Round.year == place[0], Round.period == place[1], Round.state == RoundState.CLOSED)
    return await session.scalar(statement)


async def find_class_codes(session: AnySession, codes: Collection[str]) -> set[str]:
    statement = select(Unit.class_code).where(Unit.class_code.in_(codes)).distinct()
    return {code for code in await session.scalars(statement) if code is not None}


async def find_units(session: AnySession, class_codes: Collection[str]) -> dict[str, Unit]:
    statement = select(Unit).where(Unit.class_code.in_(class_codes), Unit.is_active)
    return {unit.code: unit for unit in await session.scalars(statement)}


async def list_items(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    round_id: UUID | None,
    unit_code: str | None,
    light: str | None,
    state: str | None,
    round_state: str | None,
) -> FollowedRows[RoundItem]:
    statement = select(RoundItem)
    wanted = {
        RoundItem.round_id: round_id,
        RoundItem.unit_code: unit_code,
        RoundItem.light: light,
        RoundItem.state: state,
    }
    statement = statement.where(*(column == value for column, value in wanted.items() if value is not None))
    if round_state is not None:
        statement = statement.join(Round, Round.id == RoundItem.round_id).where(Round.state == round_state)
    order = [
        SortKey(RoundItem.round_id, descending=True),
        SortKey(RoundItem.unit_code),
        SortKey(RoundItem.position),
        SortKey(RoundItem.id),
    ]
    return await fetch_followed(session, statement, _visible(visible), order, page)


async def list_all_items(
    session: AnySession, visible: Visibility, round_id: UUID, unit_code: str | None = None
) -> Sequence[RoundItem]:
    """With their history, unit by unit."""
    statement = select(RoundItem).where(RoundItem.round_id == round_id, _visible(visible))
    if unit_code is not None:
        statement = statement.where(RoundItem.unit_code == unit_code)
    statement = statement.order_by(RoundItem.unit_code, RoundItem.position, RoundItem.id)
    return (await session.scalars(statement.options(selectinload(RoundItem.steps)))).all()


async def get_item(session: AnySession, visible: Visibility, item_id: UUID) -> RoundItem | None:
    statement = select(RoundItem).where(RoundItem.id == item_id, _visible(visible))
    return await session.scalar(
        statement.options(selectinload(RoundItem.steps)).execution_options(populate_existing=True)
    )


async def get_item_for_update(session: WriteSession, visible: Visibility, item_id: UUID) -> RoundItem | None:
    statement = select(RoundItem).where(RoundItem.id == item_id, _visible(visible))
    return await session.scalar(statement.with_for_update())


async def find_items_for_update(
    session: WriteSession, round_id: UUID, item_ids: Collection[UUID]
) -> dict[UUID, RoundItem]:
    """Locked in the order of their ids, so that two batches cannot wait for each other."""
    statement = select(RoundItem).where(RoundItem.round_id == round_id, RoundItem.id.in_(item_ids))
    statement = statement.order_by(RoundItem.id).with_for_update()
    return {item.id: item for item in await session.scalars(statement)}


async def find_items_by_code(
    session: WriteSession, round_id: UUID, unit_codes: Collection[str]
) -> dict[tuple[str, str], RoundItem]:
    statement = select(RoundItem).where(RoundItem.round_id == round_id, RoundItem.unit_code.in_(unit_codes))
    rows = await session.scalars(statement.order_by(RoundItem.id).with_for_update())
    return {(item.unit_code, item.code): item for item in rows}


async def count_lights(session: AnySession, visible: Visibility, round_id: UUID) -> Sequence[Any]:
    """Lines by light and state."""
    statement = select(RoundItem.light, RoundItem.state, func.count().label("counted"))
    statement = statement.where(RoundItem.round_id == round_id, _visible(visible))
    return (await session.execute(statement.group_by(RoundItem.light, RoundItem.state))).all()


async def find_running_terms(session: AnySession, round_id: UUID, today: date) -> Any:
    """How many red lines may still be made good, and until when at the latest."""
    statement = select(func.count().label("counted"), func.max(RoundItem.due_on).label("until")).where(
        RoundItem.round_id == round_id, RoundItem.light == "red", RoundItem.due_on >= today
    )
    return (await session.execute(statement)).one()


async def add_round(session: WriteSession, opened: Round) -> bool:
    """False where the quarter has one already."""
    session.add(opened)
    try:
        await session.flush()
    except IntegrityError as error:
        if constraint_of(error) == "uq_round_year_period":
            return False
        raise
    return True


def add_items(session: WriteSession, items: Iterable[RoundItem]) -> None:
    session.add_all(items)


async def load_steps(session: WriteSession, item: RoundItem) -> None:
    await session.refresh(item, ["steps"])


def add_step(session: WriteSession, step: RoundStep) -> None:
    session.add(step)


async def count_files(session: AnySession, item_ids: Collection[UUID]) -> dict[UUID | None, int]:
    """Those that were not withdrawn, by line."""
    statement = select(Evidence.round_item_id, func.count()).outerjoin(EvidenceWithdrawal)
    statement = statement.where(Evidence.round_item_id.in_(item_ids), EvidenceWithdrawal.evidence_id.is_(None))
    return {row[0]: row[1] for row in await session.execute(statement.group_by(Evidence.round_item_id))}
