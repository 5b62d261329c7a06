from collections.abc import Collection

from sqlalchemy import func, select

from hengjian.appraisal.models import ItemFact, Scheme
from hengjian.kit.database import AnySession, WriteSession


async def list_entries(
    session: AnySession, scheme: Scheme, item_code: str, subject_codes: Collection[str]
) -> dict[str, ItemFact]:
    """What stands for these subjects, who are those that the caller enters, by their code."""
    statement = select(ItemFact).where(
        ItemFact.year == scheme.year, ItemFact.scheme_code == scheme.code, ItemFact.item_code == item_code
    )
    return {fact.subject_code: fact for fact in await session.scalars(statement) if fact.subject_code in subject_codes}


async def lock_entering(session: WriteSession, year: int, scheme_code: str, item_code: str) -> None:
    """Entries of an item come one after the other, so that two who saw the same version cannot both follow it."""
    name = func.hashtext(f"appraisal.manual/{scheme_code}/{item_code}")
    await session.execute(select(func.pg_advisory_xact_lock(name, year)))
