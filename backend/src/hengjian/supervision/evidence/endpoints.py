from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Query, Request, Response

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, problems
from hengjian.supervision.evidence import errors, service
from hengjian.supervision.evidence.beside import Beside
from hengjian.supervision.evidence.files import IfNoneMatch, send_file, store_of
from hengjian.supervision.evidence.schemas import EvidenceList, EvidenceView, EvidenceWithdrawalEntry
from hengjian.supervision.permissions import DeductionReader, EvidenceUploader, RoundReader

router = service_router("/api/v1/supervision", tag="evidence")

Range = Annotated[str | None, Header(description="One range of bytes, as film players ask for")]
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": _BYTES, "description": "The file"},
    304: {"description": "Same"},
}
_NOT_READ = (errors.FileMissing, errors.FileChanged, errors.StoreNotConfigured, errors.StoreUnavailable)


@router.get(
    "/deductions/{deduction_id}/evidence",
    operation_id="list_evidence",
    summary="Files kept with a deduction, in the order in which they came",
    responses=problems(NotFound),
)
async def list_evidence(session: Reading, deduction_id: UUID, principal: DeductionReader) -> EvidenceList:
    return await service.list_evidence(session, Beside(deduction_id=deduction_id), principal)


@router.get(
    "/round-items/{item_id}/evidence",
    operation_id="list_round_evidence",
    summary="Files kept with a line of a quarterly round: what was found, and what the unit says to it",
    responses=problems(NotFound),
)
async def list_round_evidence(session: Reading, item_id: UUID, principal: RoundReader) -> EvidenceList:
    return await service.list_evidence(session, Beside(round_item_id=item_id), principal)


@router.get(
    "/evidence/{evidence_id}/content",
    operation_id="read_evidence",
    summary="A file as it was handed in, or its rendition",
    description="Whoever may not know where and by whom it was taken gets the rendition: an upright JPEG or the same "
    "film, without what camera and phone wrote into it. With `clean` so does everybody.",
    response_class=Response,
    responses={**_FILE, **problems(NotFound, *_NOT_READ, errors.PictureUnreadable, errors.PictureTooLarge)},
)
async def read_evidence(
    session: Reading,
    request: Request,
    evidence_id: UUID,
    principal: DeductionReader,
    clean: Annotated[bool, Query(description="The rendition, also for who may have the original")] = False,
    if_none_match: IfNoneMatch = None,
    range: Range = None,
) -> Response:
    evidence = await service.find_evidence(session, evidence_id, principal)
    if service.has_rendition(evidence) and (clean or not service.may_read_original(evidence, principal)):
        return await send_file(
            lambda: service.read_rendition(store_of(request), request.app.state.studio, evidence),
            etag=f'"{evidence.sha256}-rendition"',
            media_type=service.rendition_type(evidence),
            filename=service.rendition_name(evidence),
            if_none_match=if_none_match,
            wanted=range,
        )
    return await send_file(
        lambda: service.read_content(store_of(request), evidence),
        etag=f'"{evidence.sha256}"',
        media_type=evidence.media_type,
        filename=evidence.filename,
        if_none_match=if_none_match,
        wanted=range,
    )


@router.get(
    "/evidence/{evidence_id}/thumbnail",
    operation_id="read_evidence_thumbnail",
    summary="A small picture of a photo, without anything of camera or place",
    response_class=Response,
    responses={
        **_FILE,
        **problems(NotFound, errors.NoThumbnail, *_NOT_READ),
    },
)
async def read_evidence_thumbnail(
    session: Reading,
    request: Request,
    evidence_id: UUID,
    principal: DeductionReader,
    if_none_match: IfNoneMatch = None,
) -> Response:
    evidence = await service.find_evidence(session, evidence_id, principal)
    return await send_file(
        lambda: service.read_thumbnail(store_of(request), request.app.state.studio, evidence),
        etag=f'"{evidence.sha256}-thumbnail"',
        media_type="image/jpeg",
        filename="thumbnail.jpg",
        if_none_match=if_none_match,
    )


@router.post(
    "/evidence/{evidence_id}:withdraw",
    operation_id="withdraw_evidence",
    summary="No longer rely on a file; it stays, with the reason beside it",
    responses=problems(NotFound, errors.AlreadyWithdrawn, RefusedByPolicy),
)
async def withdraw_evidence(
    session: Writing,
    request: Request,
    evidence_id: UUID,
    entry: EvidenceWithdrawalEntry,
    principal: EvidenceUploader,
    version: IfMatchGiven,
) -> EvidenceView:
    hearers = request.app.state.withdrawal_hearers
    return await service.withdraw_evidence(session, evidence_id, entry, principal, hearers, version)
