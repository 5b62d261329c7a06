"""The first account of an installation, made on the command line."""

from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository
from hengjian.directory.accounts.passwords import hash_password
from hengjian.directory.models import Account
from hengjian.kit.data.database import WriteSession


class AccountExistsError(Exception):
    """There is an account of that name already."""


async def create_administrator(session: WriteSession, username: str, password: str, display_name: str) -> None:
    if await repository.get_account(session, username) is not None:
        raise AccountExistsError(username)
    account = Account(
        username=username,
        display_name=display_name,
        password_hash=await hash_password(password),
        roles=[Role.ADMINISTRATOR.value],
        is_active=True,
    )
    repository.add_account(session, account)
