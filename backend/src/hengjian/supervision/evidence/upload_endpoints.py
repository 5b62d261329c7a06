"""Uploads that can be broken off and taken up again: tus 1.0.0, core with creation and termination."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from starlette.background import BackgroundTask

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.problems import NotFound, RefusedByPolicy, problems
from hengjian.kit.edge.routing import Reading, Writing
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
        description="`id`, `deduction_id` or `round_item_id`, `sha256`, `filename`, `taken_at`, each with its value in Base64",
    ),
]
_speaks = [Depends(_speak_version)]


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
        "Tus-Extension": "creation,termination",
        "Tus-Max-Size": str(MAX_FILE_MB * 1_000_000),
    }
    return Response(status_code=204, headers=headers)


@router.post(
    "/uploads",
    operation_id="begin_upload",
    summary="Announce a file that proves a deduction, an objection, or what was found or answered in a round",
    status_code=201,
    response_class=Response,
    dependencies=_speaks,
    responses=problems(
        NotFound,
        RefusedByPolicy,
        errors.ProtocolVersionNeeded,
        errors.MetadataUnfit,
        errors.LengthNeeded,
        errors.FileTooLarge,
        errors.UploadIdTaken,
        errors.TooManyFiles,
    ),
)
async def begin_upload(
    session: Writing, principal: EvidenceUploader, upload_metadata: Metadata, upload_length: Length = None
) -> Response:
    if upload_length is None or upload_length < 1:
        raise errors.LengthNeeded
    progress = await uploading.begin_upload(session, read_metadata(upload_metadata), upload_length, principal)
    return _answer(201, progress, Location=f"{_ADDRESS}/{progress.id}")


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
    openapi_extra={
        "requestBody": {"required": True, "content": {CHUNK_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
    },
    responses=problems(
        NotFound,
        RefusedByPolicy,
        errors.ProtocolVersionNeeded,
        errors.ChunkTypeWrong,
        errors.ChunkTooLarge,
        errors.OffsetWrong,
        errors.BeyondLength,
        errors.HashMismatch,
        errors.TypeNotTaken,
        errors.PictureUnreadable,
        errors.PictureTooLarge,
        errors.StoreNotConfigured,
        errors.StoreUnavailable,
    ),
)
async def take_chunk(
    session: Writing, request: Request, upload_id: UUID, principal: EvidenceUploader, upload_offset: Offset
) -> Response:
    if request.headers.get("content-type", "").partition(";")[0].strip() != CHUNK_TYPE:
        raise errors.ChunkTypeWrong
    chunk = await request.body()
    if len(chunk) > MAX_CHUNK_BYTES:
        raise errors.ChunkTooLarge(limit=MAX_CHUNK_BYTES)
    store = store_of(request)
    async with request.app.state.chunks_at_once:
        progress = await uploading.take_chunk(session, store, upload_id, upload_offset, chunk, principal)
    answer = _answer(204, progress)
    # After the answer, and so after the commit: until then the parts may still be needed.
    answer.background = BackgroundTask(uploading.remove_parts, store, progress.left_behind)
    return answer


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
