from typing import Annotated

from fastapi import Path, Query

from hengjian.contracts.codes import Code
from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository, service
from hengjian.directory.accounts.errors import (
    CadreNeeded,
    LastAdministrator,
    PasswordNeeded,
    PersonNeeded,
    PersonStands,
    RoleNotHere,
    RolesDoNotMix,
    UnitNeeded,
    WeakPassword,
)
from hengjian.directory.accounts.schemas import AccountChange, AccountEntry, AccountView
from hengjian.directory.models import Account
from hengjian.directory.permissions import AccountManager, AccountReader
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Running, Writing
from hengjian.kit.edge.versions import IfMatch, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, PreconditionRequired, StaleVersion, found, problems

router = service_router("/api/v1/directory", tag="accounts")

AccountName = Annotated[str, Path(min_length=2, max_length=60)]


@router.get(
    "/accounts",
    operation_id="list_accounts",
    summary="People who may sign in",
    response_model=FollowedPage[AccountView],
)
async def list_accounts(
    session: Reading,
    page: Following,
    _: AccountReader,
    role: Role | None = None,
    unit_code: Code | None = None,
    search: Annotated[str | None, Query(max_length=80, description="Part of the name, or the username")] = None,
) -> FollowedRows[Account]:
    return await repository.list_accounts(session, page, role=role, unit_code=unit_code, search=search)


@router.post(
    "/accounts:batch",
    operation_id="enter_accounts",
    summary="Create or update accounts by username",
    responses=problems(
        RolesDoNotMix,
        UnitNeeded,
        CadreNeeded,
        PersonNeeded,
        PersonStands,
        PasswordNeeded,
        RoleNotHere,
        WeakPassword,
        LastAdministrator,
    ),
)
async def enter_accounts(
    session: Writing, running: Running, batch: Batch[AccountEntry], _: AccountManager
) -> BatchOutcome:
    return await service.enter_accounts(session, batch, demo=running.settings.demo)


@router.get(
    "/accounts/{username}",
    operation_id="get_account",
    summary="One account",
    response_model=AccountView,
    responses=problems(NotFound),
)
async def get_account(session: Reading, username: AccountName, _: AccountReader) -> Account:
    return found(await repository.get_account(session, username))


@router.patch(
    "/accounts/{username}",
    operation_id="change_account",
    summary="Change roles, password or state; signs the person out",
    response_model=AccountView,
    responses=problems(
        NotFound,
        StaleVersion,
        PreconditionRequired,
        RolesDoNotMix,
        UnitNeeded,
        CadreNeeded,
        PersonNeeded,
        RoleNotHere,
        WeakPassword,
        LastAdministrator,
    ),
)
async def change_account(
    session: Writing,
    running: Running,
    username: AccountName,
    change: AccountChange,
    version: IfMatch,
    _: AccountManager,
) -> Account:
    account = found(await repository.get_account_for_update(session, username))
    check_version(account, version)
    await service.change_account(session, account, change, demo=running.settings.demo)
    return account
