from collections.abc import Collection

from sqlalchemy import ARRAY, String, any_, cast, func, select

from hengjian.appraisal.models import ItemFact, Scheme
from hengjian.kit.data.database import AnySession, WriteSession


async def list_entries(
    session: AnySession, scheme: Scheme, item_codes: Collection[str], subject_codes: Collection[str]
) -> dict[str, dict[str, ItemFact]]:
    """What stands for these subjects, who are those that the caller enters: by item, then by subject."""
    statement = select(ItemFact).where(
        ItemFact.year == scheme.year,
        ItemFact.scheme_code == scheme.code,
        ItemFact.item_code.in_(item_codes),
        ItemFact.subject_code == any_(cast([*subject_codes], ARRAY(String))),
    )
    found: dict[str, dict[str, ItemFact]] = {code: {} for code in item_codes}
    for fact in await session.scalars(statement):
        found[fact.item_code][fact.subject_code] = fact
    return found


async def lock_entering(session: WriteSession, year: int, scheme_code: str, item_code: str) -> None:
    """Entries of an item come one after the other, so that two who saw the same version cannot both follow it."""
    name = func.hashtext(f"appraisal.manual/{scheme_code}/{item_code}")
    await session.execute(select(func.pg_advisory_xact_lock(name, year)))
