import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request

from hengjian.appraisal.engine import DocumentRefusedError
from hengjian.appraisal.errors import AlreadyThere, WrongState
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.permissions import SchemeApprover, SchemeIssuer, SchemeReader, SchemeReviewer, SchemeWriter
from hengjian.appraisal.schemes import repository, service
from hengjian.appraisal.schemes.errors import (
    ClassCovered,
    ClassHasScheme,
    DocumentRefusedProblem,
    NotOneTree,
    SameYear,
    SchemeNotSound,
    YearIsOver,
)
from hengjian.appraisal.schemes.schemas import (
    SchemeAmendment,
    SchemeApproval,
    SchemeChange,
    SchemeChanges,
    SchemeContent,
    SchemeCopy,
    SchemeEntry,
    SchemeSummary,
    SchemeView,
    SubjectKind,
)
from hengjian.appraisal.schemes.views import view_scheme, view_summaries
from hengjian.contracts.codes import Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import (
    FieldError,
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)

router = service_router("/api/v1/appraisal", tag="schemes")

_one_at_a_time = asyncio.Semaphore(1)
"""Nearly everybody may send a document, and within the limits it may take a minute: the threads are for others too."""

_DOCUMENT = {
    "scheme": {"root": {"code": "daily", "points": "30", "rule": {"type": "deductions"}}},
    "subjects": [{"code": "T01", "class": "township-1", "facts": {"daily": {"events": [{"points": "0.5"}]}}}],
}


async def _view(session: AnySession, scheme: Scheme, principal: Principal) -> SchemeView:
    return await view_scheme(session, scheme, principal)


@router.get(
    "/schemes", operation_id="list_schemes", summary="Schemes of the years", response_model=FollowedPage[SchemeSummary]
)
async def list_schemes(
    session: Reading,
    page: Following,
    _: SchemeReader,
    year: Year | None = None,
    state: Annotated[list[str] | None, Query(description="One or more states")] = None,
    subject_kind: SubjectKind | None = None,
) -> FollowedRows[SchemeSummary]:
    rows = await repository.list_schemes(session, page, year=year, states=state, subject_kind=subject_kind)
    return rows.with_items(await view_summaries(session, rows.items))


@router.post(
    "/schemes",
    operation_id="draft_scheme",
    summary="Begin a scheme as a draft",
    status_code=201,
    responses=problems(AlreadyThere),
)
async def draft_scheme(session: Writing, entry: SchemeEntry, principal: SchemeWriter) -> SchemeView:
    return await _view(session, await service.draft_scheme(session, entry, principal), principal)


@router.get(
    "/schemes/{scheme_id}",
    operation_id="get_scheme",
    summary="A scheme with its binding and what may be done with it now",
    responses=problems(NotFound),
)
async def get_scheme(session: Reading, scheme_id: UUID, principal: SchemeReader) -> SchemeView:
    return await _view(session, found(await repository.get_scheme(session, scheme_id)), principal)


@router.put(
    "/schemes/{scheme_id}",
    operation_id="change_scheme",
    summary="Replace the content of a draft",
    responses=problems(NotFound, WrongState, RefusedByPolicy, StaleVersion, PreconditionRequired),
)
async def change_scheme(
    session: Writing,
    scheme_id: UUID,
    content: SchemeContent,
    principal: SchemeWriter,
    version: IfMatch,
) -> SchemeView:
    scheme = found(await repository.get_scheme_for_update(session, scheme_id))
    check_version(scheme, version)
    await service.change_scheme(session, scheme, content, principal)
    return await _view(session, scheme, principal)


@router.post(
    "/schemes/{scheme_id}:review",
    operation_id="review_scheme",
    summary="Review a draft: rules, sums and binding; not by its author",
    responses=problems(NotFound, WrongState, RefusedByPolicy, SchemeNotSound),
)
async def review_scheme(
    session: Writing, scheme_id: UUID, principal: SchemeReviewer, version: IfMatchGiven
) -> SchemeView:
    scheme = found(await repository.get_scheme_for_update(session, scheme_id))
    check_version(scheme, version)
    await service.review_scheme(session, scheme, principal)
    return await _view(session, scheme, principal)


@router.post(
    "/schemes/{scheme_id}:approve",
    operation_id="approve_scheme",
    summary="The committee approves a reviewed scheme",
    responses=problems(NotFound, WrongState, RefusedByPolicy),
)
async def approve_scheme(
    session: Writing,
    scheme_id: UUID,
    approval: SchemeApproval,
    principal: SchemeApprover,
    version: IfMatchGiven,
) -> SchemeView:
    scheme = found(await repository.get_scheme_for_update(session, scheme_id))
    check_version(scheme, version)
    await service.approve_scheme(session, scheme, approval, principal)
    return await _view(session, scheme, principal)


@router.post(
    "/schemes/{scheme_id}:issue",
    operation_id="issue_scheme",
    summary="Issue an approved scheme; from now on it cannot change",
    responses=problems(NotFound, WrongState, RefusedByPolicy, ClassCovered),
)
async def issue_scheme(session: Writing, scheme_id: UUID, principal: SchemeIssuer, version: IfMatchGiven) -> SchemeView:
    scheme = found(await repository.get_scheme_for_update(session, scheme_id))
    check_version(scheme, version)
    await service.issue_scheme(session, scheme, principal)
    return await _view(session, scheme, principal)


@router.post(
    "/schemes/{scheme_id}:amend",
    operation_id="amend_scheme",
    summary="Begin another edition of an issued scheme, with a reason",
    status_code=201,
    responses=problems(NotFound, WrongState, RefusedByPolicy, AlreadyThere),
)
async def amend_scheme(
    session: Writing,
    scheme_id: UUID,
    amendment: SchemeAmendment,
    principal: SchemeWriter,
    version: IfMatchGiven,
) -> SchemeView:
    scheme = found(await repository.get_scheme_for_update(session, scheme_id))
    check_version(scheme, version)
    draft = await service.amend_scheme(session, scheme, amendment, principal)
    return await _view(session, draft, principal)


@router.post(
    "/schemes/{scheme_id}:copy",
    operation_id="copy_scheme",
    summary="Begin another year's scheme as a copy of this one",
    status_code=201,
    responses=problems(NotFound, ClassHasScheme, YearIsOver, SameYear, AlreadyThere),
)
async def copy_scheme(session: Writing, scheme_id: UUID, copy: SchemeCopy, principal: SchemeWriter) -> SchemeView:
    scheme = found(await repository.get_scheme(session, scheme_id))
    return await _view(session, await service.copy_scheme(session, scheme, copy.year, principal), principal)


@router.get(
    "/schemes/{scheme_id}/changes",
    operation_id="list_scheme_changes",
    summary="What differs from the scheme that this one amends, was copied from, or another one",
    responses=problems(NotFound, NotOneTree),
)
async def list_scheme_changes(
    session: Reading,
    scheme_id: UUID,
    _: SchemeReader,
    against: Annotated[UUID | None, Query(description="The other scheme")] = None,
) -> SchemeChanges:
    scheme = found(await repository.get_scheme(session, scheme_id))
    other_id = against or scheme.amends_id or scheme.copied_from_id
    if other_id is None:
        return SchemeChanges(against=None, changes=[])
    other = found(await repository.get_scheme(session, other_id))
    changes = await asyncio.to_thread(service.list_changes, other, scheme)
    [summary] = await view_summaries(session, [other])
    return SchemeChanges(against=summary, changes=[SchemeChange.model_validate(change) for change in changes])


@router.post(
    "/evaluations",
    operation_id="evaluate_document",
    summary="Score a document of the scheme language; nothing is stored",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}, "example": _DOCUMENT}},
        }
    },
    responses=problems(DocumentRefusedProblem),
)
async def evaluate_document(request: Request, _: SchemeReader) -> dict[str, Any]:
    """The text is read as the contract reads it: a repeated key, say, is a fault, and no parser drops one unseen."""
    text = await request.body()
    try:
        async with _one_at_a_time:
            return await asyncio.to_thread(service.evaluate_document, text, current_language.get())
    except DocumentRefusedError as refused:
        faults = [FieldError(e["pointer"], e["code"], e["message"], e["message"]) for e in refused.errors]
        raise DocumentRefusedProblem(faults) from refused
