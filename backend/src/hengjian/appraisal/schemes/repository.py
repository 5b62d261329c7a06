from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from hengjian.appraisal.models import Scheme, Unit
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page


async def list_schemes(
    session: AnySession, page: PageRequest, *, year: int | None, state: str | None, subject_kind: str | None
) -> Rows[Scheme]:
    """Schemes are public inside the county: whoever may read one may read all."""
    statement = select(Scheme)
    if year is not None:
        statement = statement.where(Scheme.year == year)
    if state is not None:
        statement = statement.where(Scheme.state == state)
    if subject_kind is not None:
        statement = statement.where(Scheme.subject_kind == subject_kind)
    if page.updated_since is not None:
        statement = statement.where(Scheme.updated_at >= page.updated_since)
    order = [SortKey(Scheme.year, descending=True), SortKey(Scheme.code), SortKey(Scheme.id)]
    return await fetch_page(session, statement, order, page)


async def get_scheme(session: AnySession, scheme_id: UUID) -> Scheme | None:
    return await session.get(Scheme, scheme_id)


async def get_scheme_for_update(session: WriteSession, scheme_id: UUID) -> Scheme | None:
    return await session.scalar(select(Scheme).where(Scheme.id == scheme_id).with_for_update())


async def lock_issuing(session: WriteSession, year: int) -> None:
    """Schemes of a year are issued one after the other, so that no two can cover one class unseen."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("appraisal.scheme"), year)))


async def list_unit_codes(session: AnySession) -> set[str]:
    return set(await session.scalars(select(Unit.code)))


async def latest_edition(session: AnySession, year: int, code: str) -> int:
    found = await session.scalar(select(func.max(Scheme.edition)).where(Scheme.year == year, Scheme.code == code))
    return found or 0


async def issued_schemes(session: AnySession, year: int) -> Sequence[Scheme]:
    statement = select(Scheme).where(Scheme.year == year, Scheme.state == "issued").order_by(Scheme.code)
    return (await session.scalars(statement)).all()


async def issued_scheme(session: AnySession, year: int, code: str) -> Scheme | None:
    return await session.scalar(
        select(Scheme).where(Scheme.year == year, Scheme.code == code, Scheme.state == "issued")
    )


async def list_standing_schemes(session: AnySession, year: int, subject_kind: str) -> Sequence[Scheme]:
    """Schemes of the year in any state but the one in which a later edition has taken their place."""
    statement = select(Scheme).where(
        Scheme.year == year, Scheme.subject_kind == subject_kind, Scheme.state != "amended"
    )
    return (await session.scalars(statement.order_by(Scheme.code, Scheme.edition))).all()
