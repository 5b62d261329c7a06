from uuid import UUID

from fastapi import Request, Response

from hengjian.directory.permissions import SignedIn, SigningIn
from hengjian.directory.sessions import repository, service
from hengjian.directory.sessions.errors import AccountLocked, InvalidCredentials, SessionOver
from hengjian.directory.sessions.schemas import SessionView, SignIn
from hengjian.directory.token_key import signing_key
from hengjian.kit.access.auth import ACCESS_TOKEN_SECONDS, TOKEN_COOKIE
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Acting, Running
from hengjian.kit.problems.problems import NotFound, NotSignedIn, Problem, found, problems

router = service_router("/api/v1/directory", tag="session")

SESSION_COOKIE, CSRF_COOKIE = "hj_session", "hj_csrf"


def _set_cookies(response: Response, signed_in: service.SignedIn, *, secure: bool) -> None:
    lasting = int(service.SESSION_LASTS.total_seconds())
    response.set_cookie(
        SESSION_COOKIE,
        signed_in.session_secret,
        max_age=lasting,
        path="/api/v1/directory",
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    response.set_cookie(
        TOKEN_COOKIE,
        signed_in.access_token,
        max_age=max(lasting, ACCESS_TOKEN_SECONDS),
        path="/",
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    response.set_cookie(CSRF_COOKIE, signed_in.csrf, max_age=lasting, path="/", samesite="strict", secure=secure)


@router.post(
    "/session",
    operation_id="sign_in",
    summary="Sign in with username and password; the answer sets the session's cookies",
    status_code=201,
    responses=problems(InvalidCredentials, AccountLocked),
)
async def sign_in(running: Running, actor: Acting, response: Response, entry: SignIn, _: SigningIn) -> SessionView:
    async with running.database.transaction(actor) as session:
        outcome = await service.sign_in(
            session, signing_key(running), entry.username, entry.password.get_secret_value()
        )
    if isinstance(outcome, Problem):
        raise outcome
    _set_cookies(response, outcome, secure=running.settings.secure_cookies)
    return await service.describe(running.database, outcome.account, demo=running.settings.demo)


@router.get("/session", operation_id="get_session", summary="Who is signed in", responses=problems(NotFound))
async def get_session(running: Running, principal: SignedIn) -> SessionView:
    if principal.kind != "person":
        raise NotFound
    async with running.database.read_session() as session:
        account = found(await repository.get_account(session, UUID(principal.subject)))
    return await service.describe(running.database, account, demo=running.settings.demo)


@router.post(
    "/session:renew",
    operation_id="renew_session",
    summary="Another access token for a session that still lasts",
    status_code=204,
    responses=problems(NotSignedIn, SessionOver),
)
async def renew_session(running: Running, request: Request, response: Response, _: SigningIn) -> None:
    secret = request.cookies.get(SESSION_COOKIE)
    if not secret:
        raise NotSignedIn
    async with running.database.read_session() as session:
        renewed = await service.renew(session, signing_key(running), secret)
    _set_cookies(response, renewed, secure=running.settings.secure_cookies)


@router.delete(
    "/session",
    operation_id="sign_out",
    summary="Sign out; the access token stops counting everywhere",
    status_code=204,
    responses=problems(SessionOver),
)
async def sign_out(running: Running, actor: Acting, request: Request, response: Response, _: SignedIn) -> None:
    async with running.database.transaction(actor) as session:
        await service.sign_out(session, request.cookies.get(SESSION_COOKIE, ""))
    await running.load_shared_state()
    response.delete_cookie(SESSION_COOKIE, path="/api/v1/directory")
    response.delete_cookie(TOKEN_COOKIE, path="/")
    response.delete_cookie(CSRF_COOKIE, path="/")
