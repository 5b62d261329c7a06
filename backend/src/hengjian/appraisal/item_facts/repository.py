from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hengjian.appraisal.models import ClosedItem, ItemFact, Scheme
from hengjian.audit.recording import record_write
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.upserts import upsert

_KEY = ("year", "scheme_code", "item_code", "subject_code")


async def store_facts(
    session: WriteSession, scheme: Scheme, item_code: str, facts: Mapping[str, Mapping[str, Any]]
) -> None:
    """The facts of subjects, by code, under one audit row."""
    of_item = {"year": scheme.year, "scheme_code": scheme.code, "item_code": item_code}
    rows = [{**of_item, "subject_code": code, **fact} for code, fact in sorted(facts.items())]
    if not rows:
        return
    await upsert(session, ItemFact.__table__, rows, by=_KEY)
    summary = {"scheme": scheme.code, "item": item_code, "facts": {row["subject_code"]: row["fact"] for row in rows}}
    await record_write(session, "item_fact", f"{scheme.year}/{scheme.code}/{item_code}", after=summary)


async def read_facts(session: AnySession, record_id: UUID) -> dict[str, Mapping[str, Any]]:
    """What a closed round has left of each subject, by code; of a round that the caller has been shown already."""
    statement = select(ItemFact.subject_code, ItemFact.fact).where(ItemFact.record_id == record_id)
    return {row.subject_code: row.fact for row in await session.execute(statement)}


async def close_item(session: WriteSession, scheme: Scheme, item_code: str, class_codes: Sequence[str]) -> None:
    of_item = {"year": scheme.year, "scheme_code": scheme.code, "item_code": item_code}
    await upsert(session, ClosedItem.__table__, [{**of_item, "class_code": code} for code in class_codes])
