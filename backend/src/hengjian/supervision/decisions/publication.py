"""What the public reads about a deduction: reviewed words, and the entry in the bulletin."""

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import office_now
from hengjian.supervision.bulletin.service import post_entry, withhold_text
from hengjian.supervision.decisions.errors import AlreadyPublished
from hengjian.supervision.decisions.schemas import PublicTextEntry
from hengjian.supervision.decisions.steps import check_impartial_step
from hengjian.supervision.models import Deduction
from hengjian.supervision.privacy import check_names_nobody
from hengjian.supervision.queries.saving import save
from hengjian.supervision.workflows.deductions import DeductionVerb


async def publish_deduction(session: WriteSession, deduction: Deduction, principal: Principal) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.PUBLISH)
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


async def review_public_text(
    session: WriteSession, deduction: Deduction, entry: PublicTextEntry, principal: Principal
) -> None:
    """Say what the public may read. Once published, the text may only be withheld."""
    await check_impartial_step(session, principal, deduction, DeductionVerb.REVIEW_PUBLIC_TEXT)
    if deduction.is_published and (entry.public_text is not None or entry.public_place is not None):
        raise AlreadyPublished
    await _check_public_words(session, deduction, entry.public_text, entry.public_place)
    deduction.public_text, deduction.public_place = entry.public_text, entry.public_place
    deduction.public_text_reviewed_at = office_now()
    deduction.public_text_reviewed_by = principal.person_id
    if deduction.is_published:
        await withhold_text(session, deduction)
    await save(session)
