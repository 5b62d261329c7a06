from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from hengjian.contracts.roles import ADMINISTRATORS, Role
from hengjian.directory.models import Account
from hengjian.kit.data.database import AnySession, WriteSession
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
    return await fetch_page(session, statement, [SortKey(Account.username)], page, related=[(Account.grants,)])


async def get_account(session: AnySession, username: str) -> Account | None:
    return await session.scalar(select(Account).where(Account.username == username))


async def get_account_with_grants(session: AnySession, username: str) -> Account | None:
    statement = select(Account).where(Account.username == username).options(selectinload(Account.grants))
    return await session.scalar(statement)


async def get_account_for_update(session: WriteSession, username: str) -> Account | None:
    return await session.scalar(select(Account).where(Account.username == username).with_for_update())


async def get_account_with_grants_for_update(session: WriteSession, username: str) -> Account | None:
    statement = select(Account).where(Account.username == username).with_for_update()
    return await session.scalar(statement.options(selectinload(Account.grants)))


async def get_account_by_id(session: WriteSession, account_id: UUID) -> Account | None:
    return await session.scalar(select(Account).where(Account.id == account_id).with_for_update())


async def find_accounts_for_update(session: WriteSession, usernames: Collection[str]) -> dict[str, Account]:
    statement = select(Account).where(Account.username.in_(usernames)).order_by(Account.id).with_for_update()
    found = await session.scalars(statement.options(selectinload(Account.grants)))
    return {account.username: account for account in found}


async def lock_administrators(session: WriteSession) -> None:
    """Until the transaction ends nobody else decides who is an administrator."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("directory.administrators"))))


async def has_administrator(session: WriteSession) -> bool:
    """Is there anybody who can let others in?"""
    able = select(Account.id).where(Account.is_active, Account.roles.overlap([str(role) for role in ADMINISTRATORS]))
    return await session.scalar(able.limit(1)) is not None


async def has_other_holder(session: WriteSession, account: Account, role: Role) -> bool:
    """Does anybody else hold the role, as this transaction has left the accounts?"""
    other = select(Account.id).where(Account.id != account.id, Account.is_active, Account.roles.contains([str(role)]))
    await session.flush()
    return await session.scalar(other.limit(1)) is not None


async def has_accounts(session: AnySession) -> bool:
    return await session.scalar(select(Account.id).limit(1)) is not None


def add_account(session: WriteSession, account: Account) -> None:
    session.add(account)
