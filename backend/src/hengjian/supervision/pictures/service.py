"""From a photo of the record to a picture that the public sees: prepared, reviewed by somebody else, perhaps
withdrawn."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.versions import check_version
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import found
from hengjian.kit.time.clock import office_now
from hengjian.supervision.bulletin.service import show_pictures
from hengjian.supervision.content_digest import digest_of
from hengjian.supervision.evidence.drawing import PICTURES
from hengjian.supervision.evidence.errors import FileMissing
from hengjian.supervision.evidence.policy import RECORD
from hengjian.supervision.evidence.repository import get_evidence, lock_content
from hengjian.supervision.evidence.service import read_rendition
from hengjian.supervision.evidence.stores import Store, hash_of, picture_key, read_unchanged
from hengjian.supervision.evidence.studio import Studio
from hengjian.supervision.models import Deduction, Evidence, PictureReview, PublicPicture
from hengjian.supervision.pictures import policy, repository
from hengjian.supervision.pictures.content import Area, redraw
from hengjian.supervision.pictures.errors import (
    HidingContradicted,
    HidingNotSettled,
    NotAPhotoOfTheRecord,
    PictureIdTaken,
    PictureNotShown,
    TooManyPictures,
)
from hengjian.supervision.pictures.schemas import PictureRejection, PictureWithdrawalEntry, PublicPictureEntry
from hengjian.supervision.pictures.withdrawing import enter_withdrawal
from hengjian.supervision.privacy import check_names_nobody
from hengjian.supervision.queries.deductions import get_deduction, get_deduction_for_update
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.queries.saving import save
from hengjian.supervision.sight import sight_of

MAX_PICTURES = 6


async def prepare_picture(
    session: WriteSession,
    open_store: Callable[[], Store],
    evidence_id: UUID,
    entry: PublicPictureEntry,
    principal: Principal,
    turn: asyncio.Semaphore,
    studio: Studio,
) -> PublicPicture:
    """Keep a redacted picture for review. Until somebody else approves it, the public sees nothing of it."""
    digest = digest_of(entry, f"{principal.subject} {evidence_id}")
    evidence = found(await get_evidence(session, evidence_id))
    deduction_id = found(evidence.deduction_id)
    deduction = found(await get_deduction_for_update(session, sight_of(principal), deduction_id))
    known = await repository.get_picture(session, entry.id)
    if known is not None:
        if known.content_digest != digest:
            raise PictureIdTaken(id=str(entry.id))
        return known
    refuse_if(policy.find_preparing_obstacle(principal, deduction, await find_standing(session, principal)))
    check_is_photo_of_record(evidence)
    if entry.covered and entry.says_nothing_to_hide:
        raise HidingContradicted
    if not entry.covered and not entry.says_nothing_to_hide:
        raise HidingNotSettled
    if await repository.count_open(session, deduction.id) >= MAX_PICTURES:
        raise TooManyPictures(limit=MAX_PICTURES)
    await _check_words(session, entry, deduction)
    store = open_store()
    covered = [Area(area.x, area.y, area.width, area.height) for area in entry.covered]
    async with turn:
        original = await read_rendition(store, studio, evidence)
        drawn = await asyncio.to_thread(redraw, entry.picture, original, covered)
        sha256 = hash_of(drawn.content)
        await lock_content(session, sha256)
        await store.put(picture_key(sha256), drawn.content)
        await store.put(picture_key(sha256, small=True), drawn.small)
    picture = PublicPicture(
        id=entry.id,
        deduction_id=deduction.id,
        evidence_id=evidence.id,
        sha256=sha256,
        width=drawn.width,
        height=drawn.height,
        covered=[area.model_dump() for area in entry.covered],
        says_nothing_to_hide=entry.says_nothing_to_hide,
        alt_text=entry.alt_text,
        alt_text_en=entry.alt_text_en,
        content_digest=digest,
        prepared_at=office_now(),
        prepared_by=principal.person_id,
        prepared_by_name=principal.name,
        review=None,
        withdrawal=None,
    )
    repository.add_picture(session, picture)
    await save(session)
    return picture


async def _check_words(session: AnySession, said: PublicPictureEntry | PublicPicture, deduction: Deduction) -> None:
    for words in filter(None, (said.alt_text, said.alt_text_en)):
        await check_names_nobody(session, words, deduction)


def check_is_photo_of_record(evidence: Evidence) -> None:
    if evidence.purpose != RECORD or evidence.media_type not in PICTURES or evidence.withdrawal is not None:
        raise NotAPhotoOfTheRecord


async def find_picture(
    session: AnySession,
    picture_id: UUID,
    principal: Principal,
    get: Callable[..., Awaitable[Deduction | None]] = get_deduction,
) -> tuple[PublicPicture, Deduction]:
    """Whoever sees the deduction sees what is made ready of it. Read again once the deduction is locked."""
    known = found(await repository.get_picture(session, picture_id))
    deduction = found(await get(session, sight_of(principal), known.deduction_id))
    return found(await repository.get_picture(session, picture_id)), deduction


async def approve_picture(
    session: WriteSession, picture_id: UUID, principal: Principal, version: int | None
) -> PublicPicture:
    picture, deduction = await find_picture(session, picture_id, principal, get_deduction_for_update)
    check_version(picture, version)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_review_obstacle(principal, deduction, picture, standing))
    check_is_photo_of_record(found(await get_evidence(session, picture.evidence_id)))
    await _check_words(session, picture, deduction)
    return await _review(session, picture, deduction, principal, "approved", None)


async def reject_picture(
    session: WriteSession, picture_id: UUID, rejection: PictureRejection, principal: Principal, version: int | None
) -> PublicPicture:
    picture, deduction = await find_picture(session, picture_id, principal, get_deduction_for_update)
    check_version(picture, version)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_review_obstacle(principal, deduction, picture, standing))
    return await _review(session, picture, deduction, principal, "rejected", rejection.reason)


async def _review(
    session: WriteSession,
    picture: PublicPicture,
    deduction: Deduction,
    principal: Principal,
    outcome: str,
    reason: str | None,
) -> PublicPicture:
    picture.review = PictureReview(
        outcome=outcome,
        reason=reason,
        reviewed_at=office_now(),
        reviewed_by=principal.person_id,
        reviewed_by_name=principal.name,
    )
    await save(session)
    await show_pictures(session, deduction)
    return picture


async def withdraw_picture(
    session: WriteSession, picture_id: UUID, entry: PictureWithdrawalEntry, principal: Principal, version: int | None
) -> PublicPicture:
    """The public gets it no longer; that it was there, and why it went, stays listed."""
    picture, deduction = await find_picture(session, picture_id, principal, get_deduction_for_update)
    check_version(picture, version)
    if picture.state != "approved":
        raise PictureNotShown
    refuse_if(policy.find_withdrawing_bar(deduction, await find_standing(session, principal)))
    await check_names_nobody(session, entry.reason, deduction)
    enter_withdrawal(picture, entry.reason, principal)
    await save(session)
    await show_pictures(session, deduction)
    return picture


async def read_picture(store: Store, sha256: str, *, small: bool = False) -> bytes:
    """The small one has no hash of its own on record."""
    if not small:
        return await read_unchanged(store, picture_key(sha256), sha256)
    content = await store.get(picture_key(sha256, small=True))
    if content is None:
        raise FileMissing
    return content
