from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select, true

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.personnel.models import Outcome
from hengjian.personnel.terms import OutcomeKind, RecordSource


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else false()


async def list_outcomes(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    kind: str | None,
    source: str | None,
    cadre_code: str | None,
) -> FollowedRows[Outcome]:
    statement = select(Outcome)
    for column, value in (
        (Outcome.year, year),
        (Outcome.kind, kind),
        (Outcome.source, source),
        (Outcome.cadre_code, cadre_code),
    ):
        if value is not None:
            statement = statement.where(column == value)
    order = [SortKey(Outcome.year, descending=True), SortKey(Outcome.kind), SortKey(Outcome.id)]
    return await fetch_followed(session, statement, _visible(visible), order, page)


async def find_by_reference(session: AnySession, references: Collection[str]) -> dict[str, Outcome]:
    rows = await session.scalars(select(Outcome).where(Outcome.reference.in_(references)))
    return {outcome.reference: outcome for outcome in rows}


def add_outcome(session: WriteSession, outcome: Outcome) -> None:
    session.add(outcome)


async def is_recorded(
    session: AnySession, cadre_code: str, *, proposal_id: UUID | None, nomination_round_id: UUID | None
) -> bool:
    statement = select(Outcome.id).where(
        Outcome.cadre_code == cadre_code,
        Outcome.proposal_id == proposal_id if proposal_id else Outcome.nomination_round_id == nomination_round_id,
    )
    return await session.scalar(statement.limit(1)) is not None


async def count_outcomes(
    session: AnySession, visible: Visibility, from_year: int, to_year: int
) -> dict[tuple[OutcomeKind, int], dict[RecordSource, int]]:
    statement = (
        select(Outcome.kind, Outcome.year, Outcome.source, func.count())
        .where(_visible(visible), Outcome.year.between(from_year, to_year))
        .group_by(Outcome.kind, Outcome.year, Outcome.source)
    )
    counts: dict[tuple[OutcomeKind, int], dict[RecordSource, int]] = {}
    for kind, year, source, number in await session.execute(statement):
        counts.setdefault((OutcomeKind(kind), year), {})[RecordSource(source)] = number
    return counts


async def save_outcome(session: WriteSession, outcome: Outcome) -> None:
    session.add(outcome)
    await session.flush()
