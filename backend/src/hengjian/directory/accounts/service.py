from collections import defaultdict
from collections.abc import Collection

from hengjian.contracts.roles import ADMINISTRATORS, Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.belongings import note_belongings
from hengjian.directory.accounts.errors import LastAdministrator, PasswordNeeded, PasswordStands
from hengjian.directory.accounts.passwords import find_weakness, hash_password
from hengjian.directory.accounts.policy import find_obstacle_to_reset, find_other_person, find_unfit_roles
from hengjian.directory.accounts.schemas import AccountChange, AccountEntry
from hengjian.directory.county.repository import get_county
from hengjian.directory.credentials.ending import end_sessions
from hengjian.directory.credentials.repository import forget_attempts
from hengjian.directory.grants.announcing import announce_inspectors, inspects
from hengjian.directory.grants.repository import find_accounts_of_people, save_accounts
from hengjian.directory.grants.service import find_obstacle_to_roles, set_roles
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.models import Account, County, Person
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.policy.refusals import refuse_if


async def enter_accounts(
    session: WriteSession, batch: Batch[AccountEntry], by: Signatory, *, demo: bool
) -> BatchOutcome:
    """Create accounts, or update those that exist, by username."""
    known = await repository.find_accounts_for_update(session, [entry.username for entry in batch.items])
    named = {entry.person_code for entry in batch.items} | {account.person_code for account in known.values()}
    cadres = await repository.find_cadre_codes(session, named)
    persons = cadres | await repository.find_person_codes(session, named)
    of_people: dict[str | None, list[Account]] = defaultdict(list)
    for account in await find_accounts_of_people(session, {code for code in named if code is not None}):
        of_people[account.person_code].append(account)
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
        others = [one for one in of_people[person_code] if one is not account] if person_code else []
        refuse_if(find_obstacle_to_roles(entry.roles, account, others))
        if account is None:
            account = await _open_account(entry, county)
            known[entry.username] = account
            repository.add_account(session, account)
        else:
            if entry.password is not None:
                raise PasswordStands
            await _keep_administrators(session, account, entry.roles)
            changed.append(account)
        did_inspect = inspects(account)
        account.display_name = entry.display_name
        account.unit_code, account.person_code = entry.unit_code, person_code
        set_roles(account, entry.roles, by)
        if person_code is not None and person_code not in persons:
            repository.add_person(session, Person(code=person_code, name=entry.display_name))
            persons.add(person_code)
        if account not in of_people[person_code]:
            of_people[person_code].append(account)
        if did_inspect or inspects(account):
            inspecting[entry.username] = account
        return entry.username, "created" if is_new else "updated"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.username)
    if not batch.dry_run:
        await note_belongings(session, named)
        await end_sessions(session, changed)
        await announce_inspectors(session, list(inspecting.values()))
    return outcome


async def change_account(
    session: WriteSession, account: Account, change: AccountChange, by: Signatory, *, demo: bool
) -> None:
    did_inspect = inspects(account)
    if change.roles is not None:
        person_code = account.person_code
        is_cadre = person_code in await repository.find_cadre_codes(session, {person_code})
        refuse_if(find_unfit_roles(change.roles, account.unit_code, person_code, is_cadre=is_cadre, demo=demo))
        people = await find_accounts_of_people(session, {person_code} if person_code else set())
        refuse_if(find_obstacle_to_roles(change.roles, account, [one for one in people if one is not account]))
        await _keep_administrators(session, account, change.roles)
        set_roles(account, change.roles, by)
    if change.is_active is False:
        await _keep_administrators(session, account, ())
    if change.display_name is not None:
        account.display_name = change.display_name
    if change.is_active is not None:
        account.is_active = change.is_active
    await save_accounts(session, [account])
    await note_belongings(session, [account.person_code])
    await end_sessions(session, [account])
    if did_inspect or inspects(account):
        await announce_inspectors(session, [account])


async def reset_password(session: WriteSession, account: Account, password: str) -> None:
    """By the security administrator; whatever the account had open ends."""
    refuse_if(find_obstacle_to_reset(account))
    await set_password(session, account, password, by_owner=False)
    await save_accounts(session, [account])
    await end_sessions(session, [account])


async def set_password(session: WriteSession, account: Account, password: str, *, by_owner: bool) -> None:
    """Another password; one that somebody else has chosen must be changed before anything else is done."""
    await _give_password(account, password, await get_county(session))
    account.must_change_password = not by_owner
    await forget_attempts(session, account.username)


async def _open_account(entry: AccountEntry, county: County | None) -> Account:
    if entry.password is None:
        raise PasswordNeeded
    account = Account(username=entry.username, display_name=entry.display_name, roles=[], is_active=True)
    await _give_password(account, entry.password.get_secret_value(), county)
    account.must_change_password = True
    return account


async def _give_password(account: Account, password: str, county: County | None) -> None:
    about = (account.username, account.display_name, *([county.name, county.name_en] if county else []))
    refuse_if(await find_weakness(password, about))
    account.password_hash = await hash_password(password)


async def _keep_administrators(session: WriteSession, account: Account, roles: Collection[Role]) -> None:
    """Somebody must be able to let others in, and another to confirm it; asked before an account loses such a role."""
    for role in sorted(ADMINISTRATORS.intersection(account.roles) - set(roles)):
        if not account.is_active:
            continue
        await repository.lock_administrators(session)
        if not await repository.has_other_holder(session, account, Role(role)):
            raise LastAdministrator(office=role)
