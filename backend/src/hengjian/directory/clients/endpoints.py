import base64
import binascii
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import JSONResponse

from hengjian.contracts.codes import Code
from hengjian.directory.clients import repository, service
from hengjian.directory.clients.errors import ClientExists, ScopeNotAllowed
from hengjian.directory.clients.schemas import (
    ClientChange,
    ClientEntry,
    ClientView,
    NewClient,
    SecretRotation,
    TokenAnswer,
    TokenRefusal,
)
from hengjian.directory.models import ApiClient
from hengjian.directory.permissions import Anyone, ClientManager
from hengjian.directory.token_key import signing_key
from hengjian.kit.access.address import source_address
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Acting, Reading, Running, Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    StaleVersion,
    TooManyRequests,
    found,
    problems,
)

router = service_router("/api/v1/directory", tag="clients")


@router.get(
    "/clients",
    operation_id="list_clients",
    summary="Other systems that use the API",
    response_model=Page[ClientView],
)
async def list_clients(session: Reading, page: Paging, _: ClientManager) -> Rows[ApiClient]:
    return await repository.list_clients(session, page)


@router.post(
    "/clients",
    operation_id="register_client",
    summary="Register another system; its secret is shown once and kept nowhere",
    status_code=201,
    responses=problems(ClientExists, ScopeNotAllowed),
)
async def register_client(running: Running, actor: Acting, entry: ClientEntry, _: ClientManager) -> NewClient:
    async with running.database.transaction(actor) as session:
        client, secret = await service.register_client(session, entry)
    view = ClientView.model_validate(client)
    return NewClient(**view.model_dump(), client_secret=secret)


@router.get(
    "/clients/{client_id}",
    operation_id="get_client",
    summary="One client",
    response_model=ClientView,
    responses=problems(NotFound),
)
async def get_client(session: Reading, client_id: Code, _: ClientManager) -> ApiClient:
    return found(await repository.get_client(session, client_id))


@router.patch(
    "/clients/{client_id}",
    operation_id="change_client",
    summary="Change a client's scopes, or shut it out",
    response_model=ClientView,
    responses=problems(NotFound, StaleVersion, PreconditionRequired, ScopeNotAllowed),
)
async def change_client(
    session: Writing,
    client_id: Code,
    change: ClientChange,
    version: IfMatch,
    _: ClientManager,
) -> ApiClient:
    client = found(await repository.get_client(session, client_id))
    check_version(client, version)
    await service.change_client(session, client, change)
    return client


@router.post(
    "/clients/{client_id}:rotate-secret",
    operation_id="rotate_client_secret",
    summary="Another secret for a client, shown once; the one before it counts for an overlap",
    responses=problems(NotFound),
)
async def rotate_client_secret(
    running: Running, actor: Acting, client_id: Code, rotation: SecretRotation, version: IfMatchGiven, _: ClientManager
) -> NewClient:
    async with running.database.transaction(actor) as session:
        client = found(await repository.get_client_for_update(session, client_id))
        check_version(client, version)
        secret = await service.rotate_secret(
            session, client, days=rotation.secret_days, overlap_hours=rotation.overlap_hours
        )
    await running.load_shared_state()
    return NewClient(**ClientView.model_validate(client).model_dump(), client_secret=secret)


def _refuse(status: int, error: str, description: str) -> JSONResponse:
    headers = {"WWW-Authenticate": "Basic"} if status == 401 else {}
    return JSONResponse({"error": error, "error_description": description}, status, headers)


def _basic_credentials(request: Request) -> tuple[str, str] | None:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return client_id, secret


@router.post(
    "/oauth/token",
    operation_id="issue_client_token",
    summary="OAuth2 client credentials: a short token for another system",
    response_model=TokenAnswer,
    responses={400: {"model": TokenRefusal}, 401: {"model": TokenRefusal}, **problems(TooManyRequests)},
)
async def issue_client_token(
    running: Running,
    actor: Acting,
    request: Request,
    _: Anyone,
    grant_type: Annotated[str, Form(max_length=40)],
    scope: Annotated[str, Form(max_length=4000)] = "",
    client_id: Annotated[str, Form(max_length=40)] = "",
    client_secret: Annotated[str, Form(max_length=200)] = "",
) -> TokenAnswer | JSONResponse:
    if grant_type != "client_credentials":
        return _refuse(400, "unsupported_grant_type", "only client_credentials is offered")
    name, secret = _basic_credentials(request) or (client_id, client_secret)
    address = source_address(request, behind_proxy=running.settings.behind_proxy)
    proven = await service.authenticate_client(running.database, actor, name[:40], secret, address)
    if proven is None:
        return _refuse(401, "invalid_client", "unknown client or wrong secret")
    client, until = proven
    await running.allowances.take(service.subject_of(client))
    scopes = scope.split() or client.scopes
    if not set(scopes) <= set(client.scopes):
        return _refuse(400, "invalid_scope", "a scope asked for was not granted to this client")
    token, seconds = service.issue_token(signing_key(running), client, scopes, until)
    return TokenAnswer(
        access_token=token,
        token_type="Bearer",  # noqa: S106 - the name of the scheme
        expires_in=seconds,
        scope=" ".join(scopes),
    )
