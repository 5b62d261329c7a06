from collections.abc import Sequence

from hengjian.contracts.events import AccountChanged, InspectorChanged, InspectorSnapshot
from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.errors import PasswordNeeded, WrongPassword
from hengjian.directory.accounts.passwords import hash_password, is_password
from hengjian.directory.accounts.policy import find_unfit_roles
from hengjian.directory.accounts.schemas import AccountChange, AccountEntry, PasswordChange
from hengjian.directory.accounts.traces import Proof, note_proof
from hengjian.directory.models import Account
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import real_now


async def enter_accounts(session: WriteSession, batch: Batch[AccountEntry], *, demo: bool) -> BatchOutcome:
    """Create accounts, or update those that exist, by username."""
    known = await repository.find_accounts(session, [entry.username for entry in batch.items])
    changed: list[Account] = []
    inspecting: dict[str, Account] = {}

    async def apply(entry: AccountEntry) -> Applied:
        refuse_if(find_unfit_roles(entry.roles, entry.unit_code, entry.cadre_code, demo=demo))
        account = known.get(entry.username)
        is_new = account is None
        if account is None:
            if entry.password is None:
                raise PasswordNeeded
            account = Account(username=entry.username, is_active=True)
        if Role.INSPECTOR in entry.roles or (not is_new and inspects(account)):
            inspecting[entry.username] = account
        account.display_name, account.roles = entry.display_name, [str(role) for role in entry.roles]
        account.unit_code, account.cadre_code = entry.unit_code, entry.cadre_code
        if entry.password is not None:
            account.password_hash = await hash_password(entry.password.get_secret_value())
        if is_new:
            known[entry.username] = account
            repository.add_account(session, account)
        else:
            changed.append(account)
        return entry.username, "created" if is_new else "updated"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.username)
    if not batch.dry_run:
        for account in changed:
            await revoke_tokens(session, account)
        await announce_inspectors(session, list(inspecting.values()))
    return outcome


async def change_account(session: WriteSession, account: Account, change: AccountChange, *, demo: bool) -> None:
    did_inspect = inspects(account)
    if change.roles is not None:
        refuse_if(find_unfit_roles(change.roles, account.unit_code, account.cadre_code, demo=demo))
        account.roles = [str(role) for role in change.roles]
    if change.display_name is not None:
        account.display_name = change.display_name
    if change.password is not None:
        account.password_hash = await hash_password(change.password.get_secret_value())
        account.failed_count, account.locked_until = 0, None
    if change.is_active is not None:
        account.is_active = change.is_active
    await repository.save_accounts(session, [account])
    await revoke_tokens(session, account)
    if did_inspect or inspects(account):
        await announce_inspectors(session, [account])


async def change_password(session: WriteSession, account: Account, change: PasswordChange) -> None:
    if not await is_password(account.password_hash, change.present.get_secret_value()):
        await note_proof(session, account.username, Proof.WRONG_PASSWORD)
        raise WrongPassword
    account.password_hash = await hash_password(change.new.get_secret_value())


async def revoke_tokens(session: WriteSession, account: Account) -> None:
    """Access tokens given to this account so far no longer count, here and in every other service."""
    now = real_now()
    await repository.store_revocation(session, account, now)
    await publish(session, AccountChanged(subject=str(account.id), not_before=now))
    session.revoke_tokens()


def inspects(account: Account) -> bool:
    return Role.INSPECTOR in account.roles


async def announce_inspectors(session: WriteSession, accounts: Sequence[Account]) -> None:
    """Say who inspects, or no longer does, to those who must know whom a record may name as the second inspector."""
    await repository.save_accounts(session, accounts)
    inspectors = tuple(
        InspectorSnapshot(
            account_id=str(account.id),
            username=account.username,
            name=account.display_name,
            unit_code=account.unit_code,
            cadre_code=account.cadre_code,
            is_active=account.is_active and inspects(account),
        )
        for account in accounts
    )
    if inspectors:
        await publish(session, InspectorChanged(inspectors=inspectors))
