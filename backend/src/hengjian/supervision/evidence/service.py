"""Files of a deduction as a reader may see them, and withdrawing one."""

import asyncio
from uuid import UUID

from hengjian.kit.auth import Principal
from hengjian.kit.clock import office_now
from hengjian.kit.database import AnySession, WriteSession
from hengjian.kit.problems import found
from hengjian.supervision.deductions.policy import sight_of
from hengjian.supervision.deductions.repository import get_deduction, get_deduction_for_update
from hengjian.supervision.evidence import policy, repository
from hengjian.supervision.evidence.content import PICTURES, draw_thumbnail
from hengjian.supervision.evidence.errors import AlreadyWithdrawn, FileMissing, NoThumbnail
from hengjian.supervision.evidence.schemas import (
    EvidenceList,
    EvidenceView,
    EvidenceWithdrawalEntry,
    EvidenceWithdrawalView,
)
from hengjian.supervision.evidence.stores import Store, blob_key, thumbnail_key
from hengjian.supervision.models import Deduction, Evidence, EvidenceWithdrawal, Rectification
from hengjian.supervision.people import may_see_names
from hengjian.supervision.pictures.withdrawing import withdraw_pictures_of
from hengjian.supervision.rectifications.repository import get_of_deduction


async def list_evidence(session: AnySession, deduction_id: UUID, principal: Principal) -> EvidenceList:
    deduction = found(await get_deduction(session, sight_of(principal), deduction_id))
    rows = await repository.list_evidence(session, deduction_id)
    standing = await get_of_deduction(session, deduction_id)
    refusal = policy.find_refusal(principal, deduction)
    return EvidenceList(
        items=[_show(row, deduction, standing, principal) for row in rows],
        may_add=refusal is None,
        refusal=refusal.reason if refusal else None,
    )


def _show(row: Evidence, deduction: Deduction, standing: Rectification | None, principal: Principal) -> EvidenceView:
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
            "may_withdraw": withdrawn is None
            and policy.find_withdrawal_refusal(principal, deduction, row, standing) is None,
        }
    )


async def find_evidence(session: AnySession, evidence_id: UUID, principal: Principal) -> tuple[Evidence, Deduction]:
    """Whoever sees the deduction sees its files."""
    evidence = found(await repository.get_evidence(session, evidence_id))
    deduction = found(await get_deduction(session, sight_of(principal), evidence.deduction_id))
    return evidence, deduction


async def read_content(store: Store, evidence: Evidence) -> bytes:
    content = await store.get(blob_key(evidence.sha256))
    if content is None:
        raise FileMissing
    return content


async def read_thumbnail(store: Store, evidence: Evidence) -> bytes:
    """Drawn when it is first asked for."""
    if evidence.media_type not in PICTURES:
        raise NoThumbnail
    key = thumbnail_key(evidence.sha256)
    kept = await store.get(key)
    if kept is not None:
        return kept
    content = await read_content(store, evidence)
    drawn = await asyncio.to_thread(draw_thumbnail, content, evidence.media_type)
    if drawn is None:
        raise NoThumbnail
    await store.put(key, drawn)
    return drawn


async def withdraw_evidence(
    session: WriteSession, evidence_id: UUID, entry: EvidenceWithdrawalEntry, principal: Principal
) -> EvidenceView:
    """The file stays, with the reason beside it: what somebody was shown once can be shown again."""
    await repository.lock_evidence(session, evidence_id)
    evidence, deduction = await find_evidence(session, evidence_id, principal)
    await get_deduction_for_update(session, sight_of(principal), deduction.id)
    standing = await get_of_deduction(session, deduction.id)
    policy.check_may_withdraw(principal, deduction, evidence, standing)
    if evidence.withdrawal is not None:
        raise AlreadyWithdrawn
    evidence.withdrawal = EvidenceWithdrawal(
        reason=entry.reason,
        withdrawn_at=office_now(),
        withdrawn_by=principal.subject,
        withdrawn_by_name=principal.name,
    )
    await session.flush()
    await withdraw_pictures_of(session, evidence_id, deduction, principal)
    return _show(evidence, deduction, standing, principal)
