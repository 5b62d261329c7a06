"""The first account of an installation, made on the command line."""

from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.passwords import find_weakness, hash_password
from hengjian.directory.models import Account
from hengjian.kit.data.database import WriteSession
from hengjian.kit.policy.refusals import refuse_if


class AccountExistsError(Exception):
    """There is an account of that name already."""


async def create_administrator(session: WriteSession, username: str, password: str, display_name: str) -> None:
    refuse_if(await find_weakness(password, (username, display_name)))
    if await repository.get_account(session, username) is not None:
        raise AccountExistsError(username)
    account = Account(
        username=username,
        display_name=display_name,
        password_hash=await hash_password(password),
        roles=[Role.ADMINISTRATOR.value],
        is_active=True,
        must_change_password=False,
    )
    repository.add_account(session, account)
