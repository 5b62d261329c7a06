"""What the person at the machine may do to accounts: make the first administrators, and let somebody in again."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from hengjian.contracts.roles import ADMINISTRATORS, Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.passwords import hash_password
from hengjian.directory.accounts.schemas import AccountEntry
from hengjian.directory.accounts.service import set_password
from hengjian.directory.credentials.ending import end_sessions
from hengjian.directory.grants.repository import save_accounts
from hengjian.directory.grants.service import give_role_at_the_machine
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.models import Account, Person
from hengjian.directory.recoveries.acts import RecoveryAct
from hengjian.kit.data.database import WriteSession
from hengjian.kit.problems.messages import describe_input_fault

_PASSWORD_BYTES = 12
_FIELDS = {"username": "用户名", "display_name": "姓名", "password": "密码"}


class BothNeededError(Exception):
    """One administrator alone could propose nothing that anybody confirms."""


class TwoPeopleNeededError(Exception):
    """One name stands twice."""


class AccountExistsError(Exception):
    """There is an account of that name already."""


class NoSuchAccountError(Exception):
    """There is no account of that name that may sign in."""


class AdministratorStandsError(Exception):
    """Somebody can let others in already, so whoever is at the machine says that this is a recovery."""


class UnfitAccountError(Exception):
    """Name or password are none that the page would take; ``zh`` and ``en`` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class NewAdministrator:
    role: Role
    username: str
    display_name: str


async def create_administrators(
    session: WriteSession, wanted: Sequence[NewAdministrator], by: Signatory, *, recover: bool
) -> dict[str, str]:
    """An account each, and by username the password that its owner replaces at the first sign-in.

    Where none stands it is both, for two people; in a recovery whoever is missing.
    """
    await _refuse_unless_recovering(session, recover=recover)
    if not recover and {one.role for one in wanted} != ADMINISTRATORS:
        raise BothNeededError
    if len({one.username for one in wanted}) < len(wanted) or len({one.display_name for one in wanted}) < len(wanted):
        raise TwoPeopleNeededError
    return {one.username: await _create_administrator(session, one, by, recover=recover) for one in wanted}


async def _create_administrator(
    session: WriteSession, wanted: NewAdministrator, by: Signatory, *, recover: bool
) -> str:
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    entry = _read_entry(wanted.username, password, wanted.display_name)
    if await repository.get_account(session, entry.username) is not None:
        raise AccountExistsError(entry.username)
    if not await repository.find_person_codes(session, {entry.username}):
        repository.add_person(session, Person(code=entry.username, name=entry.display_name))
    account = Account(
        username=entry.username,
        display_name=entry.display_name,
        person_code=entry.username,
        password_hash=await hash_password(password),
        roles=[],
        is_active=True,
        must_change_password=True,
    )
    give_role_at_the_machine(account, wanted.role, by)
    repository.add_account(session, account)
    if recover:
        repository.add_recovery(session, account, RecoveryAct.ADMINISTRATOR_CREATED)
    return password


async def reset_password(session: WriteSession, username: str, password: str, *, recover: bool) -> None:
    """Another password, to be changed at the first sign-in; whatever the account had open ends."""
    await _refuse_unless_recovering(session, recover=recover)
    account = await repository.get_account_for_update(session, username)
    if account is None or not account.is_active:
        raise NoSuchAccountError(username)
    _read_entry(account.username, password, account.display_name)
    await set_password(session, account, password, by_owner=False)
    await save_accounts(session, [account])
    await end_sessions(session, [account])
    if recover:
        repository.add_recovery(session, account, RecoveryAct.PASSWORD_RESET)


async def _refuse_unless_recovering(session: WriteSession, *, recover: bool) -> None:
    await repository.lock_administrators(session)
    if not recover and await repository.has_administrator(session):
        raise AdministratorStandsError


def _read_entry(username: str, password: str, display_name: str) -> AccountEntry:
    """By the rules of the page."""
    row = {"username": username, "display_name": display_name, "password": password, "roles": [Role.ADMINISTRATOR]}
    try:
        return AccountEntry.model_validate(row)
    except ValidationError as error:
        fault = error.errors()[0]
        zh, en = describe_input_fault(fault)
        raise UnfitAccountError(f"{_FIELDS[str(fault['loc'][0])]}：{zh}", f"{fault['loc'][0]}: {en}") from error
