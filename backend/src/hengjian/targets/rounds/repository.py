from uuid import UUID

from sqlalchemy import func, select, true

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import Assessment, OwnerValue, Round, Unit
from hengjian.targets.models.visibility import of_visible_units


async def list_rounds(
    session: AnySession, page: FollowRequest, *, year: int | None, kind: str | None, state: str | None
) -> FollowedRows[Round]:
    """That a round runs is no secret; what it found is shown by unit."""
    statement = select(Round)
    for name, value in {"year": year, "kind": kind, "state": state}.items():
        if value is not None:
            statement = statement.where(getattr(Round, name) == value)
    return await fetch_followed(
        session, statement, true(), [SortKey(Round.year, descending=True), SortKey(Round.id)], page
    )


async def get_round(session: AnySession, round_id: UUID) -> Round | None:
    return await session.get(Round, round_id)


async def get_round_for_update(session: WriteSession, round_id: UUID) -> Round | None:
    return await session.scalar(select(Round).where(Round.id == round_id).with_for_update())


async def list_assessments(session: AnySession, visible: Visibility, round_id: UUID) -> list[Assessment]:
    statement = select(Assessment).where(
        Assessment.round_id == round_id, of_visible_units(Assessment.unit_code, visible)
    )
    return list(await session.scalars(statement.order_by(Assessment.class_code, Assessment.unit_code)))


async def count_values(session: AnySession, round_: Round, state: str) -> int:
    """Values of the round's classes and indicators that are in this state."""
    statement = (
        select(func.count())
        .select_from(OwnerValue)
        .join(Unit, Unit.code == OwnerValue.unit_code)
        .where(
            OwnerValue.year == round_.year,
            OwnerValue.value_name == round_.period,
            OwnerValue.indicator_code.in_(round_.indicator_codes),
            OwnerValue.state == state,
            Unit.class_code.in_(round_.class_codes),
        )
    )
    return await session.scalar(statement) or 0


def add_assessment(session: WriteSession, assessment: Assessment) -> None:
    session.add(assessment)


async def save_round(session: WriteSession, round_: Round) -> None:
    session.add(round_)
    await session.flush()
