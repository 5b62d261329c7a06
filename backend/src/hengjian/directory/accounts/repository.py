from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select, true
from sqlalchemy.orm import selectinload

from hengjian.contracts.roles import ADMINISTRATORS, Role
from hengjian.directory.models import Account, Belonging, Cadre, Person, Recovery
from hengjian.directory.recoveries.acts import RecoveryAct
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed


async def list_accounts(
    session: AnySession, page: FollowRequest, *, role: str | None, unit_code: str | None, search: str | None
) -> FollowedRows[Account]:
    statement = select(Account)
    if role is not None:
        statement = statement.where(Account.roles.contains([role]))
    if unit_code is not None:
        statement = statement.where(Account.unit_code == unit_code)
    if search:
        matches = Account.display_name.contains(search, autoescape=True) | (Account.username == search)
        statement = statement.where(matches)
    order = [SortKey(Account.username)]
    return await fetch_followed(session, statement, true(), order, page, related=[(Account.grants,)])


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


async def find_cadre_codes(session: AnySession, codes: Collection[str | None]) -> set[str]:
    return set(await session.scalars(select(Cadre.code).where(Cadre.code.in_(codes))))


async def find_person_codes(session: AnySession, codes: Collection[str | None]) -> set[str]:
    """Of people who are no cadres."""
    return set(await session.scalars(select(Person.code).where(Person.code.in_(codes))))


def add_person(session: WriteSession, person: Person) -> None:
    session.add(person)


async def find_units_acted_for(session: WriteSession, person_codes: Collection[str]) -> set[tuple[str, str]]:
    """Person and unit of their accounts in use, as this transaction has left them."""
    statement = select(Account.person_code, Account.unit_code).where(
        Account.person_code.in_(person_codes), Account.unit_code.is_not(None), Account.is_active
    )
    await session.flush()
    return {(row.person_code, row.unit_code) for row in await session.execute(statement)}


async def list_belongings_for_update(session: WriteSession, person_codes: Collection[str]) -> Sequence[Belonging]:
    """Those that last."""
    statement = select(Belonging).where(Belonging.person_code.in_(person_codes), Belonging.to_on.is_(None))
    return (await session.scalars(statement.order_by(Belonging.id).with_for_update())).all()


async def save_belongings(session: WriteSession, belongings: Sequence[Belonging]) -> None:
    session.add_all(belongings)
    await session.flush()


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


def add_recovery(session: WriteSession, account: Account, act: RecoveryAct) -> None:
    session.add(Recovery(act=act.value, username=account.username, display_name=account.display_name))
