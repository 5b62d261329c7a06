"""Files of a deduction or a line of a round as a reader may see them, and withdrawing one."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import PurePath
from uuid import UUID

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.versions import check_version
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import found
from hengjian.kit.time.clock import office_now
from hengjian.supervision.evidence import repository
from hengjian.supervision.evidence.beside import Beside
from hengjian.supervision.evidence.drawing import FILM, PICTURES
from hengjian.supervision.evidence.errors import AlreadyWithdrawn, NoThumbnail, RefusedFile
from hengjian.supervision.evidence.holders import HeldByDeduction, Holder, find_holder
from hengjian.supervision.evidence.schemas import (
    EvidenceList,
    EvidenceView,
    EvidenceWithdrawalEntry,
    EvidenceWithdrawalView,
)
from hengjian.supervision.evidence.stores import Store, blob_key, read_unchanged, rendition_key, thumbnail_key
from hengjian.supervision.evidence.studio import Studio
from hengjian.supervision.models import Deduction, Evidence, EvidenceWithdrawal
from hengjian.supervision.queries.deductions import get_deduction_for_update
from hengjian.supervision.queries.saving import save
from hengjian.supervision.rounds.repository import get_round_against_closing
from hengjian.supervision.sight import may_see_names

WithdrawalHearer = Callable[[WriteSession, UUID, Deduction, Principal], Awaitable[None]]
"""Who made something of a file hears, in the same transaction, that it is no longer relied on; named in ``app.py``."""


async def list_evidence(session: AnySession, beside: Beside, principal: Principal) -> EvidenceList:
    holder = await find_holder(session, beside, principal)
    rows = await repository.list_evidence(session, beside)
    refusal = holder.find_refusal(principal)
    return EvidenceList(
        items=[_show(row, holder, principal) for row in rows],
        may_add=refusal is None,
        refusal=refusal.answer if refusal else None,
    )


def _show(row: Evidence, holder: Holder, principal: Principal) -> EvidenceView:
    named = may_see_names(principal)
    withdrawn = row.withdrawal
    return EvidenceView.model_validate(
        {
            "id": row.id,
            "sha256": row.sha256,
            "size": row.size,
            "type": row.media_type,
            "filename": row.filename,
            "taken_at": row.taken_at,
            "uploaded_at": row.uploaded_at,
            "office": row.uploaded_office,
            "by": row.uploaded_by_name if named else None,
            "purpose": row.purpose,
            "has_thumbnail": row.media_type in PICTURES,
            "withdrawal": EvidenceWithdrawalView(
                reason=withdrawn.reason,
                withdrawn_at=withdrawn.withdrawn_at,
                by=withdrawn.withdrawn_by_name if named else None,
            )
            if withdrawn
            else None,
            "version": row.version,
            "may_withdraw": withdrawn is None and holder.find_refusal(principal, row.purpose) is None,
        }
    )


async def find_evidence(session: AnySession, evidence_id: UUID, principal: Principal) -> Evidence:
    evidence = found(await repository.get_evidence(session, evidence_id))
    await find_holder(session, evidence, principal)
    return evidence


async def read_content(store: Store, evidence: Evidence) -> bytes:
    return await read_unchanged(store, blob_key(evidence.sha256), evidence.sha256)


def may_read_original(evidence: Evidence, principal: Principal) -> bool:
    """A photo says where and by which phone it was taken: no more is shown of that than of the record's position."""
    return may_see_names(principal) or evidence.uploaded_by == principal.person_id


def has_rendition(evidence: Evidence) -> bool:
    return evidence.media_type in PICTURES or evidence.media_type == FILM


def rendition_type(evidence: Evidence) -> str:
    return "image/jpeg" if evidence.media_type in PICTURES else evidence.media_type


def rendition_name(evidence: Evidence) -> str:
    return f"{PurePath(evidence.filename).stem}.jpg" if evidence.media_type in PICTURES else evidence.filename


async def read_rendition(store: Store, studio: Studio, evidence: Evidence) -> bytes:
    """The file without what camera and phone wrote of themselves and of the place; drawn when it is first asked for."""

    async def draw() -> bytes:
        return await studio.draw_rendition(await read_content(store, evidence), evidence.media_type)

    return await studio.keep_drawn(store, rendition_key(evidence.sha256), draw)


async def read_thumbnail(store: Store, studio: Studio, evidence: Evidence) -> bytes:
    """Drawn when it is first asked for."""
    if evidence.media_type not in PICTURES:
        raise NoThumbnail

    async def draw() -> bytes:
        content = await read_content(store, evidence)
        try:
            return await studio.draw_thumbnail(content, evidence.media_type)
        except RefusedFile as error:
            raise NoThumbnail from error

    return await studio.keep_drawn(store, thumbnail_key(evidence.sha256), draw)


async def withdraw_evidence(
    session: WriteSession,
    evidence_id: UUID,
    entry: EvidenceWithdrawalEntry,
    principal: Principal,
    hearers: Sequence[WithdrawalHearer],
    version: int | None,
) -> EvidenceView:
    """The file stays, with the reason beside it: what somebody was shown once can be shown again.

    Who may add a file may withdraw it: the side that handed it in, for as long as it may add one.
    """
    await repository.lock_evidence(session, evidence_id)
    evidence = found(await repository.get_evidence(session, evidence_id))
    holder = await find_holder(session, evidence, principal, get_deduction_for_update, get_round_against_closing)
    refuse_if(holder.find_refusal(principal, evidence.purpose))
    check_version(evidence, version)
    if evidence.withdrawal is not None:
        raise AlreadyWithdrawn
    evidence.withdrawal = EvidenceWithdrawal(
        reason=entry.reason,
        withdrawn_at=office_now(),
        withdrawn_by=principal.person_id,
        withdrawn_by_name=principal.name,
    )
    await save(session)
    if isinstance(holder, HeldByDeduction):
        for hear in hearers:
            await hear(session, evidence_id, holder.deduction, principal)
    return _show(evidence, holder, principal)
