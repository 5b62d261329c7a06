from typing import Annotated

from fastapi import Query

from hengjian.contracts.roles import Role
from hengjian.directory.grants import repository, service
from hengjian.directory.grants.errors import GrantNotWaiting, RolesDoNotMix, TeamsWithinAYear
from hengjian.directory.grants.schemas import GrantDecision, GrantView, view_grant
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.permissions import GrantConfirmer, GrantReader
from hengjian.directory.workflows import GrantState
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.problems.problems import NotFound, problems

router = service_router("/api/v1/directory", tag="accounts")


@router.get(
    "/grants",
    operation_id="list_grants",
    summary="Roles given to accounts, and those that wait to be confirmed",
    response_model=Page[GrantView],
)
async def list_grants(
    session: Reading,
    page: Paging,
    principal: GrantReader,
    state: GrantState | None = None,
    role: Role | None = None,
    username: Annotated[str | None, Query(min_length=2, max_length=60)] = None,
) -> Rows[GrantView]:
    rows = await repository.list_grants(session, page, state=state, role=role, username=username)
    return Rows([view_grant(grant, principal) for grant in rows.items], rows.next)


@router.post(
    "/grants:decide",
    operation_id="decide_grants",
    summary="Confirm or refuse roles that the other administrator proposed",
    responses=problems(NotFound, GrantNotWaiting, RolesDoNotMix, TeamsWithinAYear),
)
async def decide_grants(session: Writing, batch: Batch[GrantDecision], principal: GrantConfirmer) -> BatchOutcome:
    return await service.decide_grants(session, batch, Signatory.of_principal(principal))
