"""What the person at the machine may do to accounts: make the first administrator, and let somebody in again."""

from pydantic import ValidationError

from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.passwords import find_weakness, hash_password
from hengjian.directory.accounts.schemas import AccountEntry
from hengjian.directory.accounts.service import set_password
from hengjian.directory.credentials.ending import end_sessions
from hengjian.directory.models import Account
from hengjian.directory.recoveries.acts import RecoveryAct
from hengjian.kit.data.database import WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.messages import describe_input_fault

_FIELDS = {"username": "用户名", "display_name": "姓名", "password": "密码"}


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


async def create_administrator(
    session: WriteSession, username: str, password: str, display_name: str, *, recover: bool
) -> None:
    """In a recovery somebody else may have typed the password, so it is changed at the first sign-in."""
    await _refuse_unless_recovering(session, recover=recover)
    entry = _read_entry(username, password, display_name)
    refuse_if(await find_weakness(password, (entry.username, entry.display_name)))
    if await repository.get_account(session, entry.username) is not None:
        raise AccountExistsError(entry.username)
    account = Account(
        username=entry.username,
        display_name=entry.display_name,
        password_hash=await hash_password(password),
        roles=[Role.ADMINISTRATOR.value],
        is_active=True,
        must_change_password=recover,
    )
    repository.add_account(session, account)
    if recover:
        repository.add_recovery(session, account, RecoveryAct.ADMINISTRATOR_CREATED)


async def reset_password(session: WriteSession, username: str, password: str, *, recover: bool) -> None:
    """Another password, to be changed at the first sign-in; whatever the account had open ends."""
    await _refuse_unless_recovering(session, recover=recover)
    account = await repository.get_account_for_update(session, username)
    if account is None or not account.is_active:
        raise NoSuchAccountError(username)
    _read_entry(account.username, password, account.display_name)
    await set_password(session, account, password, by_owner=False)
    await repository.save_accounts(session, [account])
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
