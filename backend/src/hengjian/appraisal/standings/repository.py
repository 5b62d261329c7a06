from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, text, true

from hengjian.appraisal.models import ClassStanding, Indicator, PlanTarget, Scheme, Standing, Unit, UnitClass
from hengjian.appraisal.workflows.schemes import SchemeState
from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.data.upserts import upsert
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed, named_by

CHANGED = "hengjian_standings"
"""The channel on which PostgreSQL tells every process of this service that standings changed."""


@dataclass(frozen=True)
class OwnStanding:
    """A unit's standing, with the revision of its class and the digest of all that this revision says."""

    row: Standing
    revision: int
    digest: str


def _visible(visible: Visibility) -> ColumnElement[bool]:
    """A unit sees the totals of its own class."""
    if visible.whole_county:
        return true()
    return Standing.class_code.in_(select(Unit.class_code).where(is_among(Unit.code, visible.unit_codes)))


async def list_standings(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    class_code: str | None,
    unit_code: str | None,
) -> FollowedRows[Standing]:
    statement = select(Standing)
    if year is not None:
        statement = statement.where(Standing.year == year)
    if class_code is not None:
        statement = statement.where(Standing.class_code == class_code)
    if unit_code is not None:
        statement = statement.where(Standing.subject_code == unit_code)
    return await fetch_followed(
        session,
        statement,
        _visible(visible),
        [SortKey(Standing.year), SortKey(Standing.subject_code)],
        page,
        key=named_by(Standing.year, Standing.subject_code),
    )


@dataclass(frozen=True)
class RankedClass:
    """A class with those of it whom the reader may see ranked, the best first; never nobody."""

    head: ClassStanding
    rows: Sequence[Standing]


async def list_classes(
    session: AnySession, visible: Visibility, year: int, class_code: str | None = None
) -> list[RankedClass]:
    """All classes of the year, or the one that is asked for, by code; without those in which nothing stands."""
    statement = select(ClassStanding, Standing).where(Standing.year == year, _visible(visible))
    of_class = (ClassStanding.year == Standing.year) & (ClassStanding.class_code == Standing.class_code)
    statement = statement.join(ClassStanding, of_class)
    if class_code is not None:
        statement = statement.where(Standing.class_code == class_code)
    order = statement.order_by(Standing.class_code, Standing.rank.nulls_last(), Standing.subject_code)
    ranked: dict[str, list[tuple[ClassStanding, Standing]]] = {}
    for head, row in await session.execute(order):
        ranked.setdefault(head.class_code, []).append((head, row))
    return [RankedClass(pairs[0][0], [row for _, row in pairs]) for pairs in ranked.values()]


async def get_class(session: AnySession, visible: Visibility, year: int, class_code: str) -> RankedClass | None:
    return next(iter(await list_classes(session, visible, year, class_code)), None)


async def list_visible_names(session: AnySession, visible: Visibility, year: int, class_code: str) -> dict[str, str]:
    """Of those in a class whom the caller may see ranked."""
    statement = select(Standing.subject_code, Standing.name)
    statement = statement.where(Standing.year == year, Standing.class_code == class_code, _visible(visible))
    return {row.subject_code: row.name for row in await session.execute(statement)}


async def get_own_standing(session: AnySession, visible: Visibility, year: int, unit_code: str) -> OwnStanding | None:
    """A unit's own detail; others' detail is not shown to it."""
    if not visible.includes(unit_code):
        return None
    of_class = (ClassStanding.year == Standing.year) & (ClassStanding.class_code == Standing.class_code)
    statement = select(Standing, ClassStanding.revision, ClassStanding.digest).join(ClassStanding, of_class)
    found = await session.execute(statement.where(Standing.year == year, Standing.subject_code == unit_code))
    row = found.one_or_none()
    return OwnStanding(*row) if row is not None else None


async def get_head(session: AnySession, year: int, class_code: str) -> ClassStanding | None:
    """For the job that computes it, and for whoever asks by a revision of the class."""
    return await session.get(ClassStanding, (year, class_code))


async def get_rows(session: WriteSession, year: int, class_code: str) -> dict[str, Standing]:
    """Of a class by subject, for the job that computes it."""
    of_class = select(Standing).where(Standing.year == year, Standing.class_code == class_code)
    return {row.subject_code: row for row in await session.scalars(of_class)}


async def read_class_name(session: AnySession, class_code: str) -> list[str | None]:
    """In both languages; empty where nobody has named the class."""
    row = await session.get(UnitClass, class_code)
    return [] if row is None else [row.name, row.name_en]


async def read_indicator_names(session: AnySession, year: int, codes: Collection[str] | None) -> list[list[str | None]]:
    """Code, name in both languages and owner of these indicators, of all of the year where ``codes`` is None."""
    statement = select(Indicator.code, Indicator.name, Indicator.name_en, Unit.name.label("owner"))
    statement = statement.outerjoin(Unit, Unit.code == Indicator.owner_unit_code).where(Indicator.year == year)
    if codes is not None:
        statement = statement.where(Indicator.code.in_(codes))
    return [list(row) for row in await session.execute(statement.order_by(Indicator.code))]


async def read_plans(session: AnySession, year: int, class_code: str) -> list[list[str]]:
    """Unit, indicator, plan and target of the plans of a class's units."""
    statement = select(PlanTarget.unit_code, PlanTarget.indicator_code, PlanTarget.plan_id, PlanTarget.target)
    statement = statement.join(Unit, Unit.code == PlanTarget.unit_code)
    statement = statement.where(PlanTarget.year == year, Unit.class_code == class_code)
    rows = await session.execute(statement.order_by(PlanTarget.unit_code, PlanTarget.indicator_code))
    return [[*map(str, row)] for row in rows]


async def store_rows(session: WriteSession, rows: Sequence[Mapping[str, Any]]) -> None:
    await upsert(session, Standing.__table__, rows, by=["year", "subject_code"])


async def drop_leavers(session: WriteSession, year: int, class_code: str, stayers: Sequence[str]) -> None:
    of_class = delete(Standing).where(Standing.year == year, Standing.class_code == class_code)
    await session.execute(of_class.where(Standing.subject_code.not_in(stayers)))


async def save_head(session: WriteSession, head: ClassStanding) -> None:
    session.add(head)
    await session.flush()


async def last_revision(session: AnySession) -> int:
    """Of the whole county, from where a feed begins to tell."""
    return await session.scalar(select(func.max(ClassStanding.revision))) or 0


async def scheme_of_class(session: AnySession, year: int, class_code: str) -> Scheme | None:
    statement = select(Scheme).where(
        Scheme.year == year,
        Scheme.state == SchemeState.ISSUED,
        Scheme.subject_kind == "unit",
        Scheme.class_codes.contains([class_code]),
    )
    return await session.scalar(statement)


async def changed_since(session: AnySession, revision: int) -> Sequence[ClassStanding]:
    """Of the whole county, in order of revision; only for those who then ask who may see what."""
    statement = select(ClassStanding).where(ClassStanding.revision > revision).order_by(ClassStanding.revision)
    return (await session.scalars(statement)).all()


async def list_changes(session: AnySession, visible: Visibility, revision: int) -> Sequence[ClassStanding]:
    statement = select(ClassStanding).where(ClassStanding.revision > revision).order_by(ClassStanding.revision)
    if not visible.whole_county:
        own = select(Unit.class_code).where(is_among(Unit.code, visible.unit_codes))
        statement = statement.where(ClassStanding.class_code.in_(own))
    return (await session.scalars(statement)).all()


async def classes_of_units(session: AnySession, codes: Collection[str]) -> dict[str, str | None]:
    rows = await session.execute(select(Unit.code, Unit.class_code).where(Unit.code.in_(codes)))
    return {row.code: row.class_code for row in rows}


async def next_revision(session: WriteSession) -> int:
    """Revisions are committed in their order: only the job that holds its lock takes them."""
    revision: int = await session.scalar(text("SELECT nextval('appraisal.standing_revision')"))
    return revision


async def announce_change(session: WriteSession) -> None:
    """At the commit of this transaction."""
    await session.execute(select(func.pg_notify(CHANGED, "")))
