from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select, true
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere
from hengjian.appraisal.models import Cadre, Indicator, Scheme, Unit
from hengjian.appraisal.scheme_documents.binding import ORDINARY
from hengjian.appraisal.schemes.name_checks import Named
from hengjian.appraisal.workflows.schemes import SchemeState
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed

_LEADING = ("chief", "deputy")


async def list_schemes(
    session: AnySession,
    page: FollowRequest,
    *,
    year: int | None,
    states: Sequence[str] | None,
    subject_kind: str | None,
) -> FollowedRows[Scheme]:
    """Schemes are public inside the county: whoever may read one may read all."""
    statement = select(Scheme)
    if year is not None:
        statement = statement.where(Scheme.year == year)
    if states:
        statement = statement.where(is_among(Scheme.state, states))
    if subject_kind is not None:
        statement = statement.where(Scheme.subject_kind == subject_kind)
    order = [SortKey(Scheme.year, descending=True), SortKey(Scheme.code), SortKey(Scheme.id)]
    return await fetch_followed(session, statement, true(), order, page)


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
    statement = select(Scheme).where(Scheme.year == year, Scheme.state == SchemeState.ISSUED).order_by(Scheme.code)
    return (await session.scalars(statement)).all()


async def issued_scheme(session: AnySession, year: int, code: str) -> Scheme | None:
    return await session.scalar(
        select(Scheme).where(Scheme.year == year, Scheme.code == code, Scheme.state == SchemeState.ISSUED)
    )


async def list_standing_schemes(session: AnySession, year: int, subject_kind: str) -> Sequence[Scheme]:
    """Schemes of the year in any state but the one in which a later edition has taken their place."""
    statement = select(Scheme).where(
        Scheme.year == year, Scheme.subject_kind == subject_kind, Scheme.state != SchemeState.AMENDED
    )
    return (await session.scalars(statement.order_by(Scheme.code, Scheme.edition))).all()


async def look_up_names(session: AnySession, scheme: Scheme) -> Named:
    """What the county knows, as far as the scheme asks; names are public inside the county."""
    units = (await session.scalars(select(Unit).where(Unit.is_active))).all()
    codes = {unit.code for unit in units}
    unit_classes = {unit.class_code for unit in units if unit.class_code is not None}
    known = select(Indicator.code, Indicator.owner_unit_code).where(Indicator.year == scheme.year)
    subjects: Collection[str] = codes
    classes: Collection[str] = unit_classes
    if scheme.subject_kind == "cadre":
        asked = select(Cadre.code).where(Cadre.is_active, Cadre.code.in_(scheme.coefficients))
        subjects = set(await session.scalars(asked))
        classes = {f"{group}-{code}" for group in _LEADING for code in unit_classes} | codes | {ORDINARY}
    return Named(
        unit_codes=codes,
        unit_names={unit.name for unit in units},
        subject_codes=subjects,
        class_codes=classes,
        indicators={row.code: row.owner_unit_code for row in await session.execute(known)},
    )


async def add_scheme(session: WriteSession, scheme: Scheme) -> None:
    """One of a year, code and edition. Raises :class:`AlreadyThere`."""
    session.add(scheme)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error


async def save_scheme(session: WriteSession, scheme: Scheme) -> None:
    session.add(scheme)
    await session.flush()
