from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import selectinload

from hengjian.appraisal.models import ResultRow, ResultSet, Review, Scheme, Unit
from hengjian.appraisal.results.policy import OpenReviews
from hengjian.appraisal.workflows.results import PUBLISHED, ResultState
from hengjian.appraisal.workflows.reviews import ReviewState
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed

_SEES_CADRES = frozenset({Role.APPRAISAL_OFFICE, Role.AUDITOR, Role.COMMITTEE, Role.ORGANISATION_DEPARTMENT})


def _visible(principal: Principal) -> ColumnElement[bool]:
    """Units: the totals of their class once published; cadres: by office, unit head, or the person's own line."""
    published = is_among(ResultSet.state, PUBLISHED)
    if principal.visibility.whole_county:
        if principal.kind == "service" or _SEES_CADRES & principal.roles:
            return true()
        return and_(published, ResultSet.subject_kind == "unit")
    own_classes = select(Unit.class_code).where(is_among(Unit.code, principal.visibility.unit_codes))
    allowed = [and_(ResultSet.subject_kind == "unit", ResultSet.class_code.in_(own_classes))]
    if Role.UNIT_HEAD in principal.roles:
        ordinary = is_among(ResultSet.class_code, principal.visibility.unit_codes)
        allowed.append(and_(ResultSet.subject_kind == "cadre", ordinary))
    if principal.person_code is not None:
        own = select(ResultRow.result_id).where(ResultRow.subject_code == principal.person_code)
        allowed.append(and_(ResultSet.subject_kind == "cadre", ResultSet.id.in_(own)))
    return and_(published, or_(*allowed)) if allowed else false()


async def list_results(
    session: AnySession,
    principal: Principal,
    page: FollowRequest,
    *,
    year: int | None,
    class_code: str | None,
    scheme_code: str | None,
    subject_kind: str | None,
    state: str | None,
) -> FollowedRows[ResultSet]:
    statement = select(ResultSet)
    filters = {"year": year, "class_code": class_code, "scheme_code": scheme_code, "subject_kind": subject_kind}
    for name, value in (filters | {"state": state}).items():
        if value is not None:
            statement = statement.where(getattr(ResultSet, name) == value)
    order = [SortKey(ResultSet.year, descending=True), SortKey(ResultSet.class_code), SortKey(ResultSet.id)]
    return await fetch_followed(session, statement, _visible(principal), order, page)


async def get_result(session: AnySession, principal: Principal, result_id: UUID) -> ResultSet | None:
    statement = select(ResultSet).where(ResultSet.id == result_id, _visible(principal))
    return await session.scalar(statement.options(selectinload(ResultSet.lines)))


async def get_results_for_update(
    session: WriteSession, principal: Principal, ids: Sequence[UUID]
) -> dict[UUID, ResultSet]:
    statement = select(ResultSet).where(ResultSet.id.in_(ids), _visible(principal))
    statement = statement.options(selectinload(ResultSet.lines)).order_by(ResultSet.id)
    return {row.id: row for row in await session.scalars(statement.with_for_update(of=ResultSet))}


async def get_scheme_of_result(session: AnySession, result: ResultSet) -> Scheme | None:
    """Schemes are public inside the county."""
    return await session.get(Scheme, result.scheme_id)


async def find_results(session: WriteSession, year: int, scheme_code: str) -> dict[str, ResultSet]:
    """All there are under a scheme, by class, for the office that computes them."""
    statement = select(ResultSet).where(ResultSet.year == year, ResultSet.scheme_code == scheme_code)
    rows = await session.scalars(statement.options(selectinload(ResultSet.lines)).with_for_update(of=ResultSet))
    return {row.class_code: row for row in rows}


async def list_results_of_scheme(
    session: AnySession, principal: Principal, year: int, scheme_code: str
) -> dict[str, ResultSet]:
    """Those that the reader may see, by class."""
    statement = select(ResultSet).where(ResultSet.year == year, ResultSet.scheme_code == scheme_code)
    return {row.class_code: row for row in await session.scalars(statement.where(_visible(principal)))}


async def list_unit_states(session: AnySession, year: int) -> set[str]:
    """The states in which the year's results of units are; nothing else of them."""
    statement = select(ResultSet.state).where(ResultSet.year == year, ResultSet.subject_kind == "unit")
    return set(await session.scalars(statement))


async def stand_results(session: AnySession, year: int, scheme_code: str) -> bool:
    """Whether the committee has approved any result under the scheme that is not in publicity."""
    statement = select(ResultSet.id).where(
        ResultSet.year == year,
        ResultSet.scheme_code == scheme_code,
        ResultSet.state.in_((ResultState.APPROVED, ResultState.FINAL)),
    )
    return await session.scalar(statement.limit(1)) is not None


async def hold_results_of_unit(session: WriteSession, year: int, unit_code: str) -> Sequence[tuple[UUID, str]]:
    """Id and state of the unit's results, held until this transaction ends."""
    statement = select(ResultSet.id, ResultSet.state).join(ResultRow, ResultRow.result_id == ResultSet.id)
    statement = statement.where(
        ResultSet.year == year, ResultSet.subject_kind == "unit", ResultRow.subject_code == unit_code
    )
    rows = await session.execute(statement.with_for_update(read=True, of=ResultSet))
    return [(row.id, row.state) for row in rows]


async def count_open_reviews(session: AnySession, result_id: UUID) -> OpenReviews:
    """Reviews that nobody has decided, and those whose change no version has taken up yet."""
    requested = Review.state == ReviewState.REQUESTED
    not_carried_out = and_(Review.state == ReviewState.CHANGED, Review.carried_out_in.is_(None))
    statement = select(func.count().filter(requested), func.count().filter(not_carried_out))
    undecided, to_carry_out = (await session.execute(statement.where(Review.result_id == result_id))).one()
    return OpenReviews(undecided, to_carry_out)


async def list_changing_reviews_for_update(session: WriteSession, result_id: UUID) -> Sequence[Review]:
    statement = select(Review).where(
        Review.result_id == result_id, Review.state == ReviewState.CHANGED, Review.carried_out_in.is_(None)
    )
    return (await session.scalars(statement.with_for_update())).all()


async def save_results(session: WriteSession, rows: Collection[ResultSet]) -> None:
    session.add_all(rows)
    await session.flush()


async def note_carried_out(session: WriteSession, reviews: Collection[Review], edition: int) -> None:
    """These reviews were taken up in this version of their result."""
    for review in reviews:
        review.carried_out_in = edition
    await session.flush()
