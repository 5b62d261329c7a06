from sqlalchemy import select

from hengjian.directory.models import Account
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page


async def list_people(
    session: AnySession, page: PageRequest, *, role: str | None, unit_code: str | None, search: str | None
) -> Rows[Account]:
    """Whoever may be given a task: people who can sign in now, of the whole county."""
    statement = select(Account).where(Account.is_active)
    if role is not None:
        statement = statement.where(Account.roles.contains([role]))
    if unit_code is not None:
        statement = statement.where(Account.unit_code == unit_code)
    if search:
        statement = statement.where(Account.display_name.contains(search, autoescape=True))
    if page.updated_since is not None:
        statement = statement.where(Account.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(Account.display_name), SortKey(Account.id)], page)
