"""Uploads that can be broken off and taken up again: tus 1.0.0, core with creation, with or without the first bytes,
and termination."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from starlette.background import BackgroundTask

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.service import service_of
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, problems
from hengjian.supervision.evidence import errors, uploading
from hengjian.supervision.evidence.files import store_of
from hengjian.supervision.evidence.metadata import read_metadata
from hengjian.supervision.evidence.uploading import MAX_FILE_MB, Progress
from hengjian.supervision.permissions import EvidenceUploader

router = service_router("/api/v1/supervision", tag="evidence")

VERSION = "1.0.0"
MAX_CHUNK_BYTES = 1_048_576
CHUNK_TYPE = "application/offset+octet-stream"
_ADDRESS = "/api/v1/supervision/uploads"


async def _speak_version(
    tus_resumable: Annotated[str | None, Header(description="`1.0.0`", examples=[VERSION])] = None,
) -> None:
    if tus_resumable != VERSION:
        raise errors.ProtocolVersionNeeded((), {"Tus-Version": VERSION})


Offset = Annotated[int, Header(ge=0, le=MAX_FILE_MB * 1_000_000, description="Bytes that have arrived before these")]
Length = Annotated[int | None, Header(description="Bytes of the whole file", examples=[300000])]
Metadata = Annotated[
    str,
    Header(
        max_length=4000,
        description=(
            "`id`, `deduction_id` or `round_item_id`, `sha256`, `filename`, `taken_at`, `filetype` (its media type), "
            "each with its value in Base64"
        ),
    ),
]
_speaks = [Depends(_speak_version)]
_CHUNK = {CHUNK_TYPE: {"schema": {"type": "string", "format": "binary"}}}
_REFUSED_CHUNKS = (
    errors.ChunkTooLarge,
    errors.BeyondLength,
    errors.HashMismatch,
    errors.TypeNotTaken,
    errors.PictureUnreadable,
    errors.PictureTooLarge,
    errors.StoreNotConfigured,
    errors.StoreUnavailable,
)


def _answer(status: int, progress: Progress, **headers: str) -> Response:
    stands = {"Tus-Resumable": VERSION, "Upload-Offset": str(progress.received)}
    return Response(status_code=status, headers=stands | headers)


@router.options(
    "/uploads",
    operation_id="describe_uploads",
    summary="What the server takes: version, extensions, largest file",
    status_code=204,
)
async def describe_uploads(_: EvidenceUploader) -> Response:
    headers = {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,creation-with-upload,termination",
        "Tus-Max-Size": str(MAX_FILE_MB * 1_000_000),
    }
    return Response(status_code=204, headers=headers)


@router.post(
    "/uploads",
    operation_id="begin_upload",
    summary="Announce a file that proves a deduction, an objection, or what was found or answered in a round; "
    "its first bytes may come with it",
    status_code=201,
    response_class=Response,
    dependencies=_speaks,
    openapi_extra={"requestBody": {"required": False, "content": _CHUNK}},
    responses=problems(
        NotFound,
        RefusedByPolicy,
        errors.ProtocolVersionNeeded,
        errors.MetadataUnfit,
        errors.LengthNeeded,
        errors.FileTooLarge,
        errors.UploadIdTaken,
        errors.TooManyFiles,
        errors.UploadQuotaSpent,
        errors.ChunkTypeWrong,
        *_REFUSED_CHUNKS,
    ),
)
async def begin_upload(
    session: Writing,
    request: Request,
    principal: EvidenceUploader,
    upload_metadata: Metadata,
    upload_length: Length = None,
) -> Response:
    if upload_length is None or upload_length < 1:
        raise errors.LengthNeeded
    first_bytes = await request.body()
    if first_bytes:
        _check_chunk(request, first_bytes)
    mb_a_day = service_of(request).settings.uploads_mb_a_day
    metadata = read_metadata(upload_metadata)
    progress = await uploading.begin_upload(session, metadata, upload_length, principal, mb_a_day)
    address = f"{_ADDRESS}/{progress.id}"
    if not first_bytes or progress.received:
        # Where the file was announced before, the sender goes on from what has arrived.
        return _answer(201, progress, Location=address)
    return await _take(session, request, 201, progress.id, 0, first_bytes, principal, Location=address)


def _check_chunk(request: Request, chunk: bytes) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip() != CHUNK_TYPE:
        raise errors.ChunkTypeWrong
    if len(chunk) > MAX_CHUNK_BYTES:
        raise errors.ChunkTooLarge(limit=MAX_CHUNK_BYTES)


async def _take(
    session: WriteSession,
    request: Request,
    status: int,
    upload_id: UUID,
    offset: int,
    chunk: bytes,
    principal: Principal,
    **headers: str,
) -> Response:
    store, studio = store_of(request), request.app.state.studio
    async with request.app.state.chunks_at_once:
        progress = await uploading.take_chunk(session, store, studio, upload_id, offset, chunk, principal)
    answer = _answer(status, progress, **headers)
    # After the answer, and so after the commit: until then the parts may still be needed.
    answer.background = BackgroundTask(uploading.remove_parts, store, progress.left_behind)
    return answer


@router.head(
    "/uploads/{upload_id}",
    operation_id="show_upload",
    summary="How much of a file has arrived",
    response_class=Response,
    dependencies=_speaks,
    responses=problems(NotFound, errors.ProtocolVersionNeeded),
)
async def show_upload(session: Reading, upload_id: UUID, principal: EvidenceUploader) -> Response:
    progress = await uploading.show_progress(session, upload_id, principal)
    return _answer(200, progress, **{"Upload-Length": str(progress.size), "Cache-Control": "no-store"})


@router.patch(
    "/uploads/{upload_id}",
    operation_id="take_chunk",
    summary="Send the next bytes of a file; with the last ones it is checked and kept",
    status_code=204,
    response_class=Response,
    dependencies=_speaks,
    openapi_extra={"requestBody": {"required": True, "content": _CHUNK}},
    responses=problems(
        NotFound,
        RefusedByPolicy,
        errors.ProtocolVersionNeeded,
        errors.ChunkTypeWrong,
        errors.OffsetWrong,
        *_REFUSED_CHUNKS,
    ),
)
async def take_chunk(
    session: Writing, request: Request, upload_id: UUID, principal: EvidenceUploader, upload_offset: Offset
) -> Response:
    chunk = await request.body()
    _check_chunk(request, chunk)
    return await _take(session, request, 204, upload_id, upload_offset, chunk, principal)


@router.delete(
    "/uploads/{upload_id}",
    operation_id="give_up_upload",
    summary="Stop sending a file; a finished one is withdrawn instead",
    status_code=204,
    response_class=Response,
    dependencies=_speaks,
    responses=problems(NotFound, errors.ProtocolVersionNeeded),
)
async def give_up_upload(session: Writing, request: Request, upload_id: UUID, principal: EvidenceUploader) -> Response:
    parts = await uploading.give_up_upload(session, upload_id, principal)
    task = BackgroundTask(uploading.remove_parts, store_of(request), parts)
    return Response(status_code=204, headers={"Tus-Resumable": VERSION}, background=task)
