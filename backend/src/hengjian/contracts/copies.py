"""Every service's own copy of the county's units, cadres, ties and belongings, kept by the events of ``directory``."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.contracts.events import (
    AccountChanged,
    BelongingChanged,
    CadreChanged,
    CadreSnapshot,
    StandingAsideTermSet,
    TieChanged,
    TieSnapshot,
    UnitChanged,
)
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.upserts import upsert
from hengjian.kit.messaging.inbox import EventHandler
from hengjian.kit.time.clock import office_today

COPIED = ("unit_copy", "cadre_copy", "revocation", "tie_copy", "belonging_copy", "standing_aside_term_copy")


class UnitCopy:
    """Mixin of the table ``unit_copy``; a service declares ``class Unit(UnitCopy, Base)``."""

    __tablename__ = "unit_copy"
    __audited__ = False

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="township, department or vertical")
    class_code: Mapped[str | None] = mapped_column(index=True)
    class_name: Mapped[str | None]
    is_active: Mapped[bool]


class CadreCopy:
    """Mixin of the table ``cadre_copy``; the flat columns describe the posting that is current or was last."""

    __tablename__ = "cadre_copy"
    __audited__ = False

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit_code: Mapped[str | None] = mapped_column(index=True)
    post_code: Mapped[str | None]
    post_name: Mapped[str | None]
    post_group: Mapped[str | None] = mapped_column(comment="chief, deputy or ordinary")
    is_principal: Mapped[bool]
    postings: Mapped[list[dict[str, Any]]] = mapped_column(comment="every posting with from_on and to_on")
    is_active: Mapped[bool]


class TieCopy:
    """Mixin of the table ``tie_copy``: a tie between two persons is a row of each."""

    __tablename__ = "tie_copy"
    __table_args__: Any = ({"comment": "whom and which units somebody is tied to, without why"},)
    __audited__ = False

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_code: Mapped[str] = mapped_column(primary_key=True, index=True)
    other_code: Mapped[str | None] = mapped_column(comment="the person tied to")
    unit_code: Mapped[str | None] = mapped_column(comment="the unit tied to")
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(comment="the last day")


class BelongingCopy:
    """Mixin of the table ``belonging_copy``."""

    __tablename__ = "belonging_copy"
    __table_args__: Any = ({"comment": "for which units somebody with an account acted, and when"},)
    __audited__ = False

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_code: Mapped[str] = mapped_column(index=True)
    unit_code: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(comment="the last day; before the first where it never held")


class StandingAsideTermCopy:
    """Mixin of the table ``standing_aside_term_copy``; empty until the county has set a term."""

    __tablename__ = "standing_aside_term_copy"
    __table_args__: Any = (
        CheckConstraint("id = 1", name="only_one"),
        {"comment": "for how many years one stands aside from a unit where one served"},
    )
    __audited__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    years: Mapped[int]


def copy_handlers(metadata: MetaData) -> dict[str, tuple[EventHandler, ...]]:
    """What each subscriber of ``directory`` adds to its handlers; ``metadata`` has the service's tables."""
    units, cadres, revocations, ties, belongings, terms = (
        metadata.tables[f"{metadata.schema}.{name}"] for name in COPIED
    )
    unit_columns = {column.name for column in units.columns}

    async def copy_units(session: WriteSession, event: UnitChanged) -> None:
        """What the service's table has columns for."""
        await upsert(session, units, [unit.model_dump(include=unit_columns) for unit in event.units])

    async def copy_cadres(session: WriteSession, event: CadreChanged) -> None:
        await upsert(session, cadres, [_flatten(cadre) for cadre in event.cadres])

    async def revoke_tokens(session: WriteSession, event: AccountChanged) -> None:
        await upsert(session, revocations, [{"subject": event.subject, "not_before": event.not_before}])

    async def copy_ties(session: WriteSession, event: TieChanged) -> None:
        await upsert(session, ties, [row for tie in event.ties for row in _both_ways(tie)])

    async def copy_belongings(session: WriteSession, event: BelongingChanged) -> None:
        await upsert(session, belongings, [belonging.model_dump() for belonging in event.belongings])

    async def copy_term(session: WriteSession, event: StandingAsideTermSet) -> None:
        await upsert(session, terms, [{"id": 1, "years": event.years}])

    return {
        AccountChanged.name: (revoke_tokens,),
        BelongingChanged.name: (copy_belongings,),
        CadreChanged.name: (copy_cadres,),
        StandingAsideTermSet.name: (copy_term,),
        TieChanged.name: (copy_ties,),
        UnitChanged.name: (copy_units,),
    }


def _both_ways(tie: TieSnapshot) -> Iterator[dict[str, Any]]:
    row = tie.model_dump()
    yield row
    if tie.other_code is not None:
        yield {**row, "person_code": tie.other_code, "other_code": tie.person_code}


def _flatten(cadre: CadreSnapshot) -> dict[str, Any]:
    """With the posting that is current, or was last, in columns of its own."""
    today = office_today()
    begun = [posting for posting in cadre.postings if posting.from_on <= today] or list(cadre.postings)
    last = max(begun, key=lambda posting: posting.from_on, default=None)
    return {
        "code": cadre.code,
        "name": cadre.name,
        "unit_code": last.unit_code if last else None,
        "post_code": last.post_code if last else None,
        "post_name": last.post_name if last else None,
        "post_group": last.post_group if last else None,
        "is_principal": last.is_principal if last else False,
        "postings": [posting.model_dump(mode="json") for posting in cadre.postings],
        "is_active": cadre.is_active,
    }
