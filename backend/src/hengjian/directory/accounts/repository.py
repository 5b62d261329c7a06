from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from hengjian.directory.models import Account, metadata
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.upserts import upsert
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page


async def list_accounts(
    session: AnySession, page: PageRequest, *, role: str | None, unit_code: str | None, search: str | None
) -> Rows[Account]:
    statement = select(Account)
    if role is not None:
        statement = statement.where(Account.roles.contains([role]))
    if unit_code is not None:
        statement = statement.where(Account.unit_code == unit_code)
    if search:
        matches = Account.display_name.contains(search, autoescape=True) | (Account.username == search)
        statement = statement.where(matches)
    if page.updated_since is not None:
        statement = statement.where(Account.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(Account.username)], page)


async def get_account(session: AnySession, username: str) -> Account | None:
    return await session.scalar(select(Account).where(Account.username == username))


async def get_account_for_update(session: WriteSession, username: str) -> Account | None:
    return await session.scalar(select(Account).where(Account.username == username).with_for_update())


async def get_account_by_id(session: WriteSession, account_id: UUID) -> Account | None:
    return await session.scalar(select(Account).where(Account.id == account_id).with_for_update())


async def find_accounts(session: AnySession, usernames: Collection[str]) -> dict[str, Account]:
    rows = await session.scalars(select(Account).where(Account.username.in_(usernames)))
    return {account.username: account for account in rows}


async def has_accounts(session: AnySession) -> bool:
    return await session.scalar(select(Account.id).limit(1)) is not None


def add_account(session: WriteSession, account: Account) -> None:
    session.add(account)


async def store_revocation(session: WriteSession, account: Account, not_before: datetime) -> None:
    """Tokens of the account that were given before this moment no longer count."""
    row = {"subject": str(account.id), "not_before": not_before}
    await upsert(session, metadata.tables["directory.revocation"], [row], by=["subject"])


async def save_accounts(session: WriteSession, accounts: Sequence[Account]) -> None:
    session.add_all(accounts)
    await session.flush()
