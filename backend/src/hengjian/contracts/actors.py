"""What every service knows of whoever is about to act, from its copies of ``directory``: unit, postings and ties."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, MetaData, Table, Text, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from hengjian.contracts.impartiality import USUAL_YEARS, Actor, Posting, Tie
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import Statement

FindStanding = Callable[[AnySession, Principal], Awaitable[Standing]]

_KEPT = "standings"
_PERSON = bindparam("person_code", type_=Text())


def standing_reader(metadata: MetaData) -> FindStanding:
    """The function that a service reads how the caller stands with; ``metadata`` has the service's tables.

    One statement, once for a session, however many acts it judges.
    """
    cadre, tie, belonging, term = (
        metadata.tables[f"{metadata.schema}.{name}"]
        for name in ("cadre_copy", "tie_copy", "belonging_copy", "standing_aside_term_copy")
    )
    has_held = or_(belonging.c.to_on.is_(None), belonging.c.to_on >= belonging.c.from_on)
    facts = Statement(
        select(
            select(cadre.c.postings).where(cadre.c.code == _PERSON).scalar_subquery().label("postings"),
            _gather(tie, tie.c.person_code == _PERSON).label("ties"),
            _gather(belonging, belonging.c.person_code == _PERSON, has_held).label("belongings"),
            select(term.c.years).scalar_subquery().label("years"),
        )
    )

    async def find_standing(session: AnySession, principal: Principal) -> Standing:
        kept: dict[str, Standing] = session.info.setdefault(_KEPT, {})
        if principal.subject not in kept:
            kept[principal.subject] = await read_standing(session, principal)
        return kept[principal.subject]

    async def read_standing(session: AnySession, principal: Principal) -> Standing:
        [known] = await session.fetch(facts, {"person_code": principal.person_id})
        actor = Actor(
            person_id=principal.person_id,
            unit_id=principal.unit_code,
            postings=tuple(_posting(one) for one in [*(known.postings or ()), *(known.belongings or ())]),
            ties=tuple(_tie(one) for one in known.ties or ()),
        )
        return Standing(actor, known.years or USUAL_YEARS)

    return find_standing


def _gather(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    """The rows as one JSON list, the oldest first."""
    named = [part for column in table.c for part in (column.name, column)]
    in_order = aggregate_order_by(func.jsonb_build_object(*named), table.c.from_on, table.c.id)
    return select(func.jsonb_agg(in_order, type_=JSONB)).where(*conditions).scalar_subquery()


def _days(stored: dict[str, Any]) -> tuple[date, date | None]:
    return date.fromisoformat(stored["from_on"]), date.fromisoformat(stored["to_on"]) if stored["to_on"] else None


def _posting(stored: dict[str, Any]) -> Posting:
    return Posting(stored["unit_code"], *_days(stored))


def _tie(stored: dict[str, Any]) -> Tie:
    return Tie(*_days(stored), person_id=stored["other_code"], unit_id=stored["unit_code"])
