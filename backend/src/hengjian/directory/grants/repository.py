from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import selectinload

from hengjian.directory.models import Account, RoleGrant
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page

_LOCK_PEOPLE = text(
    """SELECT pg_advisory_xact_lock(hashtext('directory.person:' || code))
       FROM (SELECT code FROM unnest(CAST(:people AS text[])) AS code ORDER BY code) AS sorted"""
)
"""In one order, so that two batches never wait for each other."""


async def list_grants(
    session: AnySession, page: PageRequest, *, state: str | None, role: str | None, username: str | None
) -> Rows[RoleGrant]:
    """The latest proposals first."""
    statement = select(RoleGrant)
    if state is not None:
        statement = statement.where(RoleGrant.state == state)
    if role is not None:
        statement = statement.where(RoleGrant.role == role)
    if username is not None:
        owner = select(Account.id).where(Account.username == username).scalar_subquery()
        statement = statement.where(RoleGrant.account_id == owner)
    order = [SortKey(RoleGrant.proposed_at, descending=True), SortKey(RoleGrant.id, descending=True)]
    return await fetch_page(session, statement, order, page, related=[(RoleGrant.account,)])


async def find_accounts_with_grants_for_update(session: WriteSession, grant_ids: Collection[UUID]) -> Sequence[Account]:
    """The accounts to which these grants belong, each with all its grants."""
    owners = select(RoleGrant.account_id).where(RoleGrant.id.in_(grant_ids))
    statement = select(Account).where(Account.id.in_(owners)).order_by(Account.id).with_for_update()
    return (await session.scalars(statement.options(selectinload(Account.grants)))).all()


async def find_accounts_of_people(session: WriteSession, people: Collection[str]) -> Sequence[Account]:
    """All accounts of these people with their grants, which nobody else changes until the transaction ends."""
    await session.execute(_LOCK_PEOPLE, {"people": sorted(people)})
    statement = select(Account).where(Account.person_code.in_(people)).order_by(Account.id)
    return (await session.scalars(statement.options(selectinload(Account.grants)))).all()


async def save_accounts(session: WriteSession, accounts: Sequence[Account]) -> None:
    session.add_all(accounts)
    await session.flush()
