from typing import Annotated

from fastapi import Path, Query, status

from hengjian.contracts.codes import Code
from hengjian.contracts.roles import Role
from hengjian.directory.accounts import repository, service
from hengjian.directory.accounts.errors import (
    CadreNeeded,
    LastAdministrator,
    PasswordNeeded,
    PasswordStands,
    PersonNeeded,
    PersonStands,
    RoleNotHere,
    UnitNeeded,
    WeakPassword,
)
from hengjian.directory.accounts.schemas import AccountChange, AccountEntry, AccountView, PasswordReset
from hengjian.directory.credentials.ending import end_sessions
from hengjian.directory.grants.errors import RolesDoNotMix, TeamsWithinAYear
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.models import Account
from hengjian.directory.permissions import AccountManager, AccountReader, PasswordResetter, SessionEnder
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Running, Writing
from hengjian.kit.edge.versions import IfMatch, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)

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
        TeamsWithinAYear,
        UnitNeeded,
        CadreNeeded,
        PersonNeeded,
        PersonStands,
        PasswordNeeded,
        PasswordStands,
        RoleNotHere,
        WeakPassword,
        LastAdministrator,
    ),
)
async def enter_accounts(
    session: Writing, running: Running, batch: Batch[AccountEntry], principal: AccountManager
) -> BatchOutcome:
    by = Signatory.of_principal(principal)
    return await service.enter_accounts(session, batch, by, demo=running.settings.demo)


@router.get(
    "/accounts/{username}",
    operation_id="get_account",
    summary="One account",
    response_model=AccountView,
    responses=problems(NotFound),
)
async def get_account(session: Reading, username: AccountName, _: AccountReader) -> Account:
    return found(await repository.get_account_with_grants(session, username))


@router.patch(
    "/accounts/{username}",
    operation_id="change_account",
    summary="Change name, roles or state; signs the person out",
    response_model=AccountView,
    responses=problems(
        NotFound,
        StaleVersion,
        PreconditionRequired,
        RolesDoNotMix,
        TeamsWithinAYear,
        UnitNeeded,
        CadreNeeded,
        PersonNeeded,
        RoleNotHere,
        LastAdministrator,
    ),
)
async def change_account(
    session: Writing,
    running: Running,
    username: AccountName,
    change: AccountChange,
    version: IfMatch,
    principal: AccountManager,
) -> Account:
    account = found(await repository.get_account_with_grants_for_update(session, username))
    check_version(account, version)
    by = Signatory.of_principal(principal)
    await service.change_account(session, account, change, by, demo=running.settings.demo)
    return account


@router.post(
    "/accounts/{username}:reset-password",
    operation_id="reset_password",
    summary="Give an account another password, to be changed at the next sign-in; signs the person out",
    response_model=AccountView,
    responses=problems(NotFound, StaleVersion, PreconditionRequired, RefusedByPolicy, WeakPassword),
)
async def reset_password(
    session: Writing,
    username: AccountName,
    reset: PasswordReset,
    version: IfMatch,
    _: PasswordResetter,
) -> Account:
    account = found(await repository.get_account_with_grants_for_update(session, username))
    check_version(account, version)
    await service.reset_password(session, account, reset.password.get_secret_value())
    return account


@router.post(
    "/accounts/{username}:end-sessions",
    operation_id="end_sessions_of_account",
    summary="Sign somebody out everywhere",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(NotFound),
)
async def end_sessions_of_account(session: Writing, username: AccountName, _: SessionEnder) -> None:
    account = found(await repository.get_account_for_update(session, username))
    await end_sessions(session, [account])
