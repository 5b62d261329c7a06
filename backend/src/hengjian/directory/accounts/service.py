from collections.abc import Sequence

from hengjian.contracts.events import InspectorChanged, InspectorSnapshot
from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.belongings import note_belongings
from hengjian.directory.accounts.errors import LastAdministrator, PasswordNeeded
from hengjian.directory.accounts.passwords import find_weakness, hash_password
from hengjian.directory.accounts.policy import find_other_person, find_unfit_roles
from hengjian.directory.accounts.schemas import AccountChange, AccountEntry
from hengjian.directory.county.repository import get_county
from hengjian.directory.credentials.ending import end_sessions
from hengjian.directory.credentials.repository import forget_attempts
from hengjian.directory.models import Account, County, Person
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if


async def enter_accounts(session: WriteSession, batch: Batch[AccountEntry], *, demo: bool) -> BatchOutcome:
    """Create accounts, or update those that exist, by username."""
    known = await repository.find_accounts_for_update(session, [entry.username for entry in batch.items])
    named = {entry.person_code for entry in batch.items} | {account.person_code for account in known.values()}
    cadres = await repository.find_cadre_codes(session, named)
    persons = cadres | await repository.find_person_codes(session, named)
    county = await get_county(session)
    changed: list[Account] = []
    inspecting: dict[str, Account] = {}

    async def apply(entry: AccountEntry) -> Applied:
        account = known.get(entry.username)
        is_new = account is None
        present = account.person_code if account else None
        refuse_if(find_other_person(present, entry.person_code))
        person_code = entry.person_code or present
        is_cadre = person_code in cadres
        refuse_if(find_unfit_roles(entry.roles, entry.unit_code, person_code, is_cadre=is_cadre, demo=demo))
        if account is not None and Role.ADMINISTRATOR not in entry.roles:
            await _keep_an_administrator(session, account)
        if account is None:
            if entry.password is None:
                raise PasswordNeeded
            account = Account(username=entry.username, is_active=True)
        if Role.INSPECTOR in entry.roles or (not is_new and inspects(account)):
            inspecting[entry.username] = account
        account.display_name, account.roles = entry.display_name, [str(role) for role in entry.roles]
        account.unit_code, account.person_code = entry.unit_code, person_code
        if person_code is not None and person_code not in persons:
            repository.add_person(session, Person(code=person_code, name=entry.display_name))
            persons.add(person_code)
        if entry.password is not None:
            await _give_password(session, account, entry.password.get_secret_value(), county)
        if is_new:
            known[entry.username] = account
            repository.add_account(session, account)
        else:
            changed.append(account)
        return entry.username, "created" if is_new else "updated"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.username)
    if not batch.dry_run:
        await note_belongings(session, named)
        await end_sessions(session, changed)
        await announce_inspectors(session, list(inspecting.values()))
    return outcome


async def change_account(session: WriteSession, account: Account, change: AccountChange, *, demo: bool) -> None:
    did_inspect = inspects(account)
    if change.is_active is False or (change.roles is not None and Role.ADMINISTRATOR not in change.roles):
        await _keep_an_administrator(session, account)
    if change.roles is not None:
        is_cadre = account.person_code in await repository.find_cadre_codes(session, {account.person_code})
        refuse_if(find_unfit_roles(change.roles, account.unit_code, account.person_code, is_cadre=is_cadre, demo=demo))
        account.roles = [str(role) for role in change.roles]
    if change.display_name is not None:
        account.display_name = change.display_name
    if change.password is not None:
        await set_password(session, account, change.password.get_secret_value(), by_owner=False)
    if change.is_active is not None:
        account.is_active = change.is_active
    await repository.save_accounts(session, [account])
    await note_belongings(session, [account.person_code])
    await end_sessions(session, [account])
    if did_inspect or inspects(account):
        await announce_inspectors(session, [account])


async def set_password(session: WriteSession, account: Account, password: str, *, by_owner: bool) -> None:
    """Another password; one that somebody else has chosen must be changed before anything else is done."""
    await _give_password(session, account, password, await get_county(session))
    account.must_change_password = not by_owner


async def _give_password(session: WriteSession, account: Account, password: str, county: County | None) -> None:
    about = (account.username, account.display_name, *([county.name, county.name_en] if county else []))
    refuse_if(await find_weakness(password, about))
    account.password_hash = await hash_password(password)
    account.must_change_password = True
    await forget_attempts(session, account.username)


async def _keep_an_administrator(session: WriteSession, account: Account) -> None:
    """Somebody must be able to let others in; asked before an account stops being an administrator's."""
    if account.is_active and Role.ADMINISTRATOR in account.roles:
        await repository.lock_administrators(session)
        if not await repository.has_other_administrator(session, account):
            raise LastAdministrator


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
            person_code=account.person_code,
            is_active=account.is_active and inspects(account),
        )
        for account in accounts
    )
    if inspectors:
        await publish(session, InspectorChanged(inspectors=inspectors))
