"""Telling other services who inspects."""

from collections.abc import Sequence

from hengjian.contracts.events import InspectorChanged, InspectorSnapshot
from hengjian.contracts.roles import Role
from hengjian.directory.grants.repository import save_accounts
from hengjian.directory.models import Account
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.events import publish


def inspects(account: Account) -> bool:
    return Role.INSPECTOR in account.roles


async def announce_inspectors(session: WriteSession, accounts: Sequence[Account]) -> None:
    """Say who inspects, or no longer does, to those who must know whom a record may name as the second inspector."""
    await save_accounts(session, accounts)
    inspectors = tuple(
        InspectorSnapshot(
            account_id=str(account.id),
            username=account.username,
            name=account.display_name,
            unit_code=account.unit_code,
            person_code=account.person_code,
            is_active=account.is_active and inspects(account),
        )
        for account in accounts
    )
    if inspectors:
        await publish(session, InspectorChanged(inspectors=inspectors))
