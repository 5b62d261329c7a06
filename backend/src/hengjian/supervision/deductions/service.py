"""The stations of a deduction, from the supervision office's decision to the bulletin."""

from datetime import datetime

from hengjian.contracts.events import DeductionEffective, DeductionRevoked
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.calendar import add_working_days, end_of_day
from hengjian.kit.time.clock import office_now, office_today
from hengjian.supervision import numbers
from hengjian.supervision.bulletin.privacy import check_names_nobody
from hengjian.supervision.bulletin.service import post_entry, post_reversal, withhold_text
from hengjian.supervision.deductions import policy, repository
from hengjian.supervision.deductions.errors import AlreadyPublished, MergeTargetUnfit
from hengjian.supervision.deductions.repeats import apply_repeat
from hengjian.supervision.deductions.schemas import (
    DeductionMerger,
    DeductionReturn,
    DeductionRevocation,
    ObjectionEntry,
    PublicTextEntry,
)
from hengjian.supervision.deductions.states import TRANSITIONS, DeductionState, DeductionVerb
from hengjian.supervision.models import Deduction, DeductionStep, Objection, Reversal
from hengjian.supervision.people import SYSTEM, office_of
from hengjian.supervision.recusals.standing_aside import stands_aside

OBJECTION_WORKING_DAYS = 3


def take_step(
    session: WriteSession,
    deduction: Deduction,
    state: DeductionState,
    *,
    at: datetime,
    principal: Principal | None = None,
    verb: DeductionVerb | None = None,
    reason: str | None = None,
) -> None:
    """Move the deduction to another state and keep who did it; without a principal the clock did."""
    deduction.state = state.value
    session.add(
        DeductionStep(
            deduction_id=deduction.id,
            state=state.value,
            at=at,
            office=office_of(principal, TRANSITIONS[verb].permission) if principal and verb else SYSTEM,
            by=principal.subject if principal else SYSTEM,
            by_name=principal.name if principal else SYSTEM,
            reason=reason,
        )
    )


async def check_impartial_step(
    session: AnySession, principal: Principal, deduction: Deduction, verb: DeductionVerb
) -> None:
    """Whether the caller may take a step that only somebody without ties to the unit may take."""
    policy.check(principal, deduction, verb, await stands_aside(session, principal, deduction.unit_code))


async def confirm_deduction(session: WriteSession, deduction: Deduction, principal: Principal) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.CONFIRM)
    now = office_now()
    await apply_repeat(session, deduction, now)
    deduction.confirmed_by = principal.subject
    take_step(session, deduction, DeductionState.CONFIRMED, at=now, principal=principal, verb=DeductionVerb.CONFIRM)


async def return_deduction(
    session: WriteSession, deduction: Deduction, decision: DeductionReturn, principal: Principal
) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.RETURN)
    take_step(
        session,
        deduction,
        DeductionState.RETURNED,
        at=office_now(),
        principal=principal,
        verb=DeductionVerb.RETURN,
        reason=decision.reason,
    )


async def merge_deduction(
    session: WriteSession, deduction: Deduction, target: Deduction | None, merger: DeductionMerger, principal: Principal
) -> None:
    """Fold a second record of the same matter into the first; only the first goes on."""
    await check_impartial_step(session, principal, deduction, DeductionVerb.MERGE)
    gone = {DeductionState.RETURNED, DeductionState.MERGED, DeductionState.REVOKED}
    if target is None or target is deduction or target.unit_code != deduction.unit_code or target.state in gone:
        raise MergeTargetUnfit
    deduction.merged_into_id = target.id
    take_step(
        session,
        deduction,
        DeductionState.MERGED,
        at=office_now(),
        principal=principal,
        verb=DeductionVerb.MERGE,
        reason=merger.reason,
    )


async def notify_deduction(
    session: WriteSession, deduction: Deduction, principal: Principal, notice_number: str | None = None
) -> None:
    """Serve notice on the unit. It may object until the end of the third working day after today."""
    policy.check(principal, deduction, DeductionVerb.NOTIFY)
    now = office_now()
    deduction.notice_number = notice_number or await numbers.take_number(session, numbers.NOTICE, now.year)
    deduction.object_until = end_of_day(add_working_days(office_today(), OBJECTION_WORKING_DAYS))
    take_step(session, deduction, DeductionState.NOTIFIED, at=now, principal=principal, verb=DeductionVerb.NOTIFY)


async def raise_objection(
    session: WriteSession, deduction: Deduction, entry: ObjectionEntry, principal: Principal
) -> None:
    policy.check(principal, deduction, DeductionVerb.OBJECT)
    now = office_now()
    session.add(
        Objection(
            deduction_id=deduction.id,
            grounds=entry.grounds,
            raised_at=now,
            raised_by=principal.subject,
            raised_by_name=principal.name,
        )
    )
    take_step(session, deduction, DeductionState.OBJECTED, at=now, principal=principal, verb=DeductionVerb.OBJECT)


async def announce_effective(session: WriteSession, deduction: Deduction) -> None:
    assert deduction.effective_at is not None, "set together with the state"
    await publish(
        session,
        DeductionEffective(
            deduction_id=deduction.id,
            number=deduction.number,
            year=deduction.year,
            unit_code=deduction.unit_code,
            cadre_codes=tuple(deduction.cadre_codes),
            rule_code=deduction.rule_code,
            points=deduction.points_each,
            count=deduction.count,
            factor=deduction.factor,
            occurred_on=deduction.occurred_on,
            effective_at=deduction.effective_at,
        ),
    )


async def close_objection_terms(session: WriteSession, limit: int = 200) -> int:
    """Let deductions take effect whose term for objections is over; returns how many."""
    run_out = await repository.get_run_out_for_update(session, office_now(), limit)
    for deduction in run_out:
        assert deduction.object_until is not None, "selected by it"
        deduction.effective_at = deduction.object_until
        take_step(session, deduction, DeductionState.EFFECTIVE, at=deduction.object_until)
        await announce_effective(session, deduction)
    return len(run_out)


async def publish_deduction(session: WriteSession, deduction: Deduction, principal: Principal) -> None:
    policy.check(principal, deduction, DeductionVerb.PUBLISH)
    if deduction.is_published:
        raise AlreadyPublished
    if deduction.public_text_reviewed_at is not None:
        # A cadre may have come into the county since the words were reviewed.
        await _check_public_words(session, deduction, deduction.public_text, deduction.public_place)
    deduction.published_at = office_now()
    await post_entry(session, deduction)


async def _check_public_words(session: WriteSession, deduction: Deduction, *texts: str | None) -> None:
    for text in texts:
        if text is not None:
            await check_names_nobody(session, text, deduction)


async def revoke_deduction(
    session: WriteSession,
    deduction: Deduction,
    revocation: DeductionRevocation,
    principal: Principal,
    verb: DeductionVerb = DeductionVerb.REVOKE,
) -> None:
    """Take back an effective deduction by an entry of its own; what was published stays, struck through."""
    await check_impartial_step(session, principal, deduction, verb)
    await check_names_nobody(session, revocation.reason, deduction)
    now = office_now()
    reversal = Reversal(
        number=await numbers.take_number(session, numbers.REVERSAL, now.year),
        deduction_id=deduction.id,
        reason=revocation.reason,
        reversed_at=now,
        reversed_by=principal.subject,
        reversed_by_name=principal.name,
    )
    session.add(reversal)
    take_step(
        session,
        deduction,
        DeductionState.REVOKED,
        at=now,
        principal=principal,
        verb=verb,
        reason=revocation.reason,
    )
    await session.flush()
    if deduction.is_published:
        await post_reversal(session, deduction, reversal)
    await publish(
        session,
        DeductionRevoked(
            deduction_id=deduction.id,
            reversal_id=reversal.id,
            year=deduction.year,
            unit_code=deduction.unit_code,
            reason=revocation.reason,
        ),
    )


async def review_public_text(
    session: WriteSession, deduction: Deduction, entry: PublicTextEntry, principal: Principal
) -> None:
    """Say what the public may read. Once published, the text may only be withheld."""
    policy.check(principal, deduction, DeductionVerb.REVIEW_PUBLIC_TEXT)
    if deduction.is_published and (entry.public_text is not None or entry.public_place is not None):
        raise AlreadyPublished
    await _check_public_words(session, deduction, entry.public_text, entry.public_place)
    deduction.public_text, deduction.public_place = entry.public_text, entry.public_place
    deduction.public_text_reviewed_at = office_now()
    deduction.public_text_reviewed_by = principal.subject
    if deduction.is_published:
        await withhold_text(session, deduction)
    await session.flush()
