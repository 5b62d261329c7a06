from sqlalchemy import select, true

from hengjian.directory.models import Account
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed


async def list_people(
    session: AnySession, page: FollowRequest, *, role: str | None, unit_code: str | None, search: str | None
) -> FollowedRows[Account]:
    """Whoever may be given a task: people who can sign in now, of the whole county."""
    statement = select(Account).where(Account.is_active)
    if role is not None:
        statement = statement.where(Account.roles.contains([role]))
    if unit_code is not None:
        statement = statement.where(Account.unit_code == unit_code)
    if search:
        statement = statement.where(Account.display_name.contains(search, autoescape=True))
    return await fetch_followed(session, statement, true(), [SortKey(Account.display_name), SortKey(Account.id)], page)
