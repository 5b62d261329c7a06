"""What every service knows of whoever is about to act: unit, postings and ties, from its copies of ``directory``."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from sqlalchemy import MetaData, Text, bindparam, or_, select

from hengjian.contracts.impartiality import USUAL_YEARS, Actor, Posting, Tie
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import Statement

FindActor = Callable[[AnySession, Principal], Awaitable[Actor]]
FindTerm = Callable[[AnySession], Awaitable[int]]


def actor_reader(metadata: MetaData) -> FindActor:
    """The function that a service reads the caller's postings and ties with; ``metadata`` has the service's tables."""
    cadre = metadata.tables[f"{metadata.schema}.cadre_copy"].c
    tie = metadata.tables[f"{metadata.schema}.tie_copy"].c
    postings = Statement(select(cadre.postings).where(cadre.code == bindparam("person_code", type_=Text())))
    belonging = metadata.tables[f"{metadata.schema}.belonging_copy"].c
    belongings = Statement(
        select(belonging.unit_code, belonging.from_on, belonging.to_on)
        .where(
            belonging.person_code == bindparam("person_code", type_=Text()),
            or_(belonging.to_on.is_(None), belonging.to_on >= belonging.from_on),
        )
        .order_by(belonging.from_on, belonging.id)
    )
    ties = Statement(
        select(tie.from_on, tie.to_on, tie.other_code, tie.unit_code)
        .where(tie.person_code == bindparam("person_code", type_=Text()))
        .order_by(tie.from_on, tie.id)
    )

    async def find_actor(session: AnySession, principal: Principal) -> Actor:
        about = {"person_code": principal.person_id}
        served, tied = await session.fetch(postings, about), await session.fetch(ties, about)
        belonged = [Posting(row.unit_code, row.from_on, row.to_on) for row in await session.fetch(belongings, about)]
        return Actor(
            person_id=principal.person_id,
            unit_id=principal.unit_code,
            postings=(*(_posting(posting) for row in served for posting in row.postings), *belonged),
            ties=tuple(Tie(row.from_on, row.to_on, row.other_code, row.unit_code) for row in tied),
        )

    return find_actor


def term_reader(metadata: MetaData) -> FindTerm:
    """The function that a service reads with for how many years one stands aside from a former unit."""
    years = metadata.tables[f"{metadata.schema}.standing_aside_term_copy"].c.years
    term = Statement(select(years))

    async def find_term(session: AnySession) -> int:
        return next((int(row.years) for row in await session.fetch(term)), USUAL_YEARS)

    return find_term


def _posting(stored: dict[str, Any]) -> Posting:
    until = date.fromisoformat(stored["to_on"]) if stored["to_on"] else None
    return Posting(stored["unit_code"], date.fromisoformat(stored["from_on"]), until)
