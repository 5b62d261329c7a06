from fastapi import Request, Response

from hengjian.directory.accounts.errors import SamePassword, WeakPassword, WrongPassword
from hengjian.directory.permissions import Anyone, BeforeChange, SignedIn
from hengjian.directory.sessions import repository, service
from hengjian.directory.sessions.errors import AccountLocked, InvalidCredentials, SessionOver
from hengjian.directory.sessions.opening import SESSION_LASTS, Origin, hash_secret
from hengjian.directory.sessions.opening import SignedIn as Opened
from hengjian.directory.sessions.schemas import OwnSessions, PasswordChange, SessionView, SignIn
from hengjian.directory.sessions.signing_in import sign_in as open_by_password
from hengjian.directory.token_key import signing_key
from hengjian.kit.access.address import source_address
from hengjian.kit.access.auth import ACCESS_TOKEN_SECONDS, TOKEN_COOKIE
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Acting, Reading, Running
from hengjian.kit.edge.service import Service
from hengjian.kit.problems.problems import NotFound, NotSignedIn, found, problems

router = service_router("/api/v1/directory", tag="session")

SESSION_COOKIE, CSRF_COOKIE = "hj_session", "hj_csrf"


def _set_cookies(response: Response, opened: Opened, running: Service) -> None:
    lasting, secure = int(SESSION_LASTS.total_seconds()), running.settings.is_secured
    response.set_cookie(
        SESSION_COOKIE,
        opened.session_secret,
        max_age=lasting,
        path="/api/v1/directory",
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    response.set_cookie(
        TOKEN_COOKIE,
        opened.access_token,
        max_age=max(lasting, ACCESS_TOKEN_SECONDS),
        path="/",
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    response.set_cookie(CSRF_COOKIE, opened.csrf, max_age=lasting, path="/", samesite="strict", secure=secure)


def _origin(request: Request, running: Service) -> Origin:
    address = source_address(request, behind_proxy=running.settings.behind_proxy)
    return Origin(address, request.headers.get("user-agent", ""))


def _present_secret(request: Request) -> str:
    return request.cookies.get(SESSION_COOKIE, "")


@router.post(
    "/session",
    operation_id="sign_in",
    summary="Sign in with username and password; the answer sets the session's cookies",
    status_code=201,
    responses=problems(InvalidCredentials, AccountLocked),
)
async def sign_in(
    running: Running, actor: Acting, request: Request, response: Response, entry: SignIn, _: Anyone
) -> SessionView:
    opened = await open_by_password(
        running.database,
        actor,
        signing_key(running),
        entry.username,
        entry.password.get_secret_value(),
        _origin(request, running),
    )
    _set_cookies(response, opened, running)
    return await service.describe(running.database, opened.account, opened.opened, running.settings)


@router.get("/session", operation_id="get_session", summary="Who is signed in", responses=problems(NotFound))
async def get_session(running: Running, request: Request, principal: BeforeChange) -> SessionView:
    async with running.database.read_session() as session:
        account = found(await repository.get_account(session, service.own_account_id(principal)))
        present = await repository.get_session(session, hash_secret(_present_secret(request)))
    return await service.describe(running.database, account, present, running.settings)


@router.post(
    "/session:renew",
    operation_id="renew_session",
    summary="Another access token for a session that still lasts",
    status_code=204,
    responses=problems(NotSignedIn, SessionOver),
)
async def renew_session(running: Running, actor: Acting, request: Request, response: Response, _: Anyone) -> None:
    secret = _present_secret(request)
    if not secret:
        raise NotSignedIn
    async with running.database.transaction(actor) as session:
        renewed = await service.renew(session, signing_key(running), secret, running.settings.idle)
    _set_cookies(response, renewed, running)


@router.delete(
    "/session",
    operation_id="sign_out",
    summary="Sign out; the access token stops counting everywhere, and the browser forgets what it kept of the pages",
    status_code=204,
    responses=problems(SessionOver),
)
async def sign_out(running: Running, actor: Acting, request: Request, response: Response, _: BeforeChange) -> None:
    async with running.database.transaction(actor) as session:
        await service.sign_out(session, _present_secret(request))
    await running.load_shared_state()
    response.delete_cookie(SESSION_COOKIE, path="/api/v1/directory")
    response.delete_cookie(TOKEN_COOKIE, path="/")
    response.delete_cookie(CSRF_COOKIE, path="/")
    # Not "storage": what an inspector has not sent yet waits there for the same person.
    response.headers["Clear-Site-Data"] = '"cache"'


@router.get(
    "/sessions",
    operation_id="list_own_sessions",
    summary="Browsers in which the caller is signed in, the latest first",
    responses=problems(NotFound),
)
async def list_own_sessions(session: Reading, running: Running, request: Request, principal: SignedIn) -> OwnSessions:
    rows = await service.list_own_sessions(session, principal, _present_secret(request), running.settings.idle)
    return OwnSessions(items=list(rows))


@router.post(
    "/sessions:end-others",
    operation_id="end_other_sessions",
    summary="Sign out everywhere but here; the answer sets this session's new cookies",
    status_code=204,
    responses=problems(NotFound),
)
async def end_other_sessions(
    running: Running, actor: Acting, request: Request, response: Response, principal: SignedIn
) -> None:
    async with running.database.transaction(actor) as session:
        opened = await service.end_other_sessions(session, signing_key(running), principal, _origin(request, running))
    await running.load_shared_state()
    _set_cookies(response, opened, running)


@router.post(
    "/session:change-password",
    operation_id="change_password",
    summary="Change one's own password; all sessions end, and the answer sets the cookies of another",
    status_code=204,
    responses=problems(NotFound, WrongPassword, SamePassword, WeakPassword, AccountLocked),
)
async def change_password(
    running: Running,
    actor: Acting,
    request: Request,
    response: Response,
    change: PasswordChange,
    principal: BeforeChange,
) -> None:
    opened = await service.change_password(
        running.database,
        actor,
        signing_key(running),
        principal,
        change.present.get_secret_value(),
        change.new.get_secret_value(),
        _origin(request, running),
    )
    await running.load_shared_state()
    _set_cookies(response, opened, running)
