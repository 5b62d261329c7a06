"""Taking in a file piece by piece (tus 1.0.0: core, creation, termination).

The row says what has arrived; it is locked while a piece is taken in, so pieces of one file come one after another,
whichever process they reach. The file is kept, linked and audited in the transaction that takes the last piece.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import ceil
from uuid import UUID

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import NotFound, Problem, found
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now
from hengjian.supervision.evidence import repository
from hengjian.supervision.evidence.content import TAKEN, TELLING_BYTES, check_type
from hengjian.supervision.evidence.drawing import PICTURES
from hengjian.supervision.evidence.errors import (
    BeyondLength,
    FileTooLarge,
    HashMismatch,
    OffsetWrong,
    RefusedFile,
    TooManyFiles,
    TypeNotTaken,
    UploadIdTaken,
    UploadQuotaSpent,
)
from hengjian.supervision.evidence.holders import find_holder
from hengjian.supervision.evidence.metadata import UploadMetadata
from hengjian.supervision.evidence.stores import Store, blob_key, hash_of, new_part_key
from hengjian.supervision.evidence.studio import Studio
from hengjian.supervision.models import Evidence, EvidenceUpload
from hengjian.supervision.offices import office_of
from hengjian.supervision.queries.saving import save
from hengjian.supervision.rounds.repository import get_round_against_closing

MAX_FILE_MB = 20
MAX_FILES = 30


@dataclass(frozen=True)
class Progress:
    """Bytes kept of a file, and the places in the store that are no longer needed once this is committed."""

    id: UUID
    size: int
    received: int
    left_behind: Sequence[str] = ()


async def begin_upload(
    session: WriteSession, metadata: UploadMetadata, size: int, principal: Principal, mb_a_day: int
) -> Progress:
    """Announce a file; announced again with the same words it stands where it stood."""
    if size > MAX_FILE_MB * 1_000_000:
        raise FileTooLarge(limit=MAX_FILE_MB)
    if metadata.filetype is not None and metadata.filetype not in TAKEN:
        raise TypeNotTaken
    first = await _find_first(session, metadata, size, principal)
    if first is not None:
        return first
    holder = await find_holder(session, metadata, principal)
    purpose = metadata.purpose or holder.purpose_of(principal)
    refuse_if(holder.find_refusal(principal, purpose))
    if await repository.count_files(session, metadata) >= MAX_FILES:
        raise TooManyFiles(limit=MAX_FILES)
    await _check_quota(session, size, principal, mb_a_day)
    upload = EvidenceUpload(
        id=metadata.id,
        deduction_id=metadata.deduction_id,
        round_item_id=metadata.round_item_id,
        sha256=metadata.sha256,
        size=size,
        received=0,
        part_keys=[],
        filename=metadata.filename,
        taken_at=metadata.taken_at,
        purpose=purpose,
        uploaded_by=principal.person_id,
        uploaded_by_name=principal.name,
        touched_at=real_now(),
    )
    if not await repository.begin_upload(session, upload):
        return found(await _find_first(session, metadata, size, principal))
    return Progress(metadata.id, size, 0)


async def _check_quota(session: WriteSession, size: int, principal: Principal, mb_a_day: int) -> None:
    """By the office's day."""
    now = office_now().astimezone(COUNTY_ZONE)
    today = datetime.combine(now, time(), COUNTY_ZONE)
    await repository.lock_sender(session, principal.person_id)
    if await repository.count_bytes(session, principal.person_id, today) + size > mb_a_day * 1_000_000:
        seconds = ceil((today + timedelta(days=1) - now).total_seconds())
        raise UploadQuotaSpent((), {"Retry-After": str(seconds)}, limit=mb_a_day)


async def _find_first(
    session: WriteSession, metadata: UploadMetadata, size: int, principal: Principal
) -> Progress | None:
    known = await repository.get_upload(session, metadata.id) or await repository.get_evidence(session, metadata.id)
    if known is None:
        return None
    announced = (*_said_of(metadata), size, principal.person_id)
    stands = (*_said_of(known), known.size, known.uploaded_by)
    if announced != stands:
        raise UploadIdTaken(id=str(metadata.id))
    return _progress(known)


def _said_of(file: UploadMetadata | EvidenceUpload | Evidence) -> tuple[object, ...]:
    return (file.deduction_id, file.round_item_id, file.sha256, file.filename, file.taken_at)


def _progress(known: EvidenceUpload | Evidence) -> Progress:
    received = known.received if isinstance(known, EvidenceUpload) else known.size
    return Progress(known.id, known.size, received)


async def show_progress(session: AnySession, upload_id: UUID, principal: Principal) -> Progress:
    """How much has arrived, for the person who sends it."""
    known = await repository.get_upload(session, upload_id) or await repository.get_evidence(session, upload_id)
    if known is None or known.uploaded_by != principal.person_id:
        raise NotFound
    return _progress(known)


async def take_chunk(
    session: WriteSession,
    store: Store,
    studio: Studio,
    upload_id: UUID,
    offset: int,
    chunk: bytes,
    principal: Principal,
) -> Progress:
    upload = await repository.get_upload_for_update(session, upload_id)
    if upload is None:
        finished = await show_progress(session, upload_id, principal)
        raise _wrong_offset(finished.received)
    if upload.uploaded_by != principal.person_id:
        raise NotFound
    if offset != upload.received:
        raise _wrong_offset(upload.received)
    if offset + len(chunk) > upload.size:
        raise BeyondLength(size=upload.size)
    if offset + len(chunk) == upload.size:
        return await _finish_upload(session, store, studio, upload, chunk, principal)
    if chunk:
        await _check_first_bytes(session, upload, chunk)
        key = new_part_key(upload.id)
        await store.put(key, chunk)
        upload.part_keys = [*upload.part_keys, key]
        upload.received += len(chunk)
        upload.touched_at = real_now()
    return _progress(upload)


def _wrong_offset(offset: int) -> Problem:
    headers = {"Upload-Offset": str(offset), "Tus-Resumable": "1.0.0"}
    return OffsetWrong((), headers, offset=offset)


async def _check_first_bytes(session: WriteSession, upload: EvidenceUpload, chunk: bytes) -> None:
    """What is of no use is refused before the rest of it is sent."""
    if upload.received or len(chunk) < TELLING_BYTES:
        return
    try:
        check_type(chunk)
    except RefusedFile:
        await repository.drop_upload(session, upload)
        await save(session)
        raise


async def _finish_upload(
    session: WriteSession, store: Store, studio: Studio, upload: EvidenceUpload, last: bytes, principal: Principal
) -> Progress:
    holder = await find_holder(session, upload, principal, read_round=get_round_against_closing)
    refuse_if(holder.find_refusal(principal, upload.purpose))
    # A part that is gone leaves a gap, and the hash will say so.
    parts = [await store.get(key) or b"" for key in upload.part_keys]
    content = b"".join([*parts, last])
    await repository.drop_upload(session, upload)
    try:
        media_type = await _examine(studio, content, upload.sha256)
    except RefusedFile:
        await save(session)
        await remove_parts(store, upload.part_keys)
        raise
    await repository.lock_content(session, upload.sha256)
    await store.put(blob_key(upload.sha256), content)
    evidence = Evidence(
        id=upload.id,
        deduction_id=upload.deduction_id,
        round_item_id=upload.round_item_id,
        sha256=upload.sha256,
        size=upload.size,
        media_type=media_type,
        filename=upload.filename,
        taken_at=upload.taken_at,
        purpose=upload.purpose,
        uploaded_at=office_now(),
        uploaded_office=office_of(principal, Permission.SUPERVISION_EVIDENCE_UPLOAD),
        uploaded_by=upload.uploaded_by,
        uploaded_by_name=upload.uploaded_by_name,
    )
    repository.add_evidence(session, evidence)
    return Progress(upload.id, upload.size, upload.size, upload.part_keys)


async def _examine(studio: Studio, content: bytes, sha256: str) -> str:
    """The media type of a complete file, after its hash, its type and every pixel have been found right."""
    if await asyncio.to_thread(hash_of, content) != sha256:
        raise HashMismatch
    media_type = check_type(content)
    if media_type in PICTURES:
        await studio.check(content, media_type)
    return media_type


async def give_up_upload(session: WriteSession, upload_id: UUID, principal: Principal) -> Sequence[str]:
    """What the sender no longer wants to send; a finished file is withdrawn instead. Returns the parts to remove."""
    upload = await repository.get_upload_for_update(session, upload_id)
    if upload is None or upload.uploaded_by != principal.person_id:
        raise NotFound
    await repository.drop_upload(session, upload)
    return upload.part_keys


async def remove_parts(store: Store, keys: Sequence[str]) -> None:
    for key in keys:
        await store.remove(key)
