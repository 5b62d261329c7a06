"""What every service knows of whoever is about to act: unit and postings, from its copies of ``directory``."""

from datetime import date
from typing import Any

from sqlalchemy import MetaData, Text, bindparam, select

from hengjian.contracts.impartiality import Actor, Posting
from hengjian.contracts.standing import FindActor
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import Statement


def actor_reader(metadata: MetaData) -> FindActor:
    """The function that a service reads the caller's postings with; ``metadata`` has the service's tables."""
    cadre = metadata.tables[f"{metadata.schema}.cadre_copy"].c
    postings = Statement(select(cadre.postings).where(cadre.code == bindparam("person_code", type_=Text())))

    async def find_actor(session: AnySession, principal: Principal) -> Actor:
        served = await session.fetch(postings, {"person_code": principal.person_id})
        return Actor(
            person_id=principal.person_id,
            unit_id=principal.unit_code,
            postings=tuple(_posting(posting) for row in served for posting in row.postings),
        )

    return find_actor


def _posting(stored: dict[str, Any]) -> Posting:
    until = date.fromisoformat(stored["to_on"]) if stored["to_on"] else None
    return Posting(stored["unit_code"], date.fromisoformat(stored["from_on"]), until)
