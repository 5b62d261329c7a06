"""What goes into the public bulletin, and how it is taken back there."""

from typing import Any

from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision.bulletin import repository
from hengjian.supervision.models import BulletinEntry, Deduction, PublicPicture, Reversal
from hengjian.supervision.queries.saving import save
from hengjian.supervision.workflows.bulletin import EntryState


async def post_entry(session: WriteSession, deduction: Deduction) -> None:
    """Copy what the public may know; from here on the bulletin reads nothing else."""
    is_reviewed = deduction.public_text_reviewed_at is not None
    repository.add_entry(
        session,
        BulletinEntry(
            number=deduction.number,
            deduction_id=deduction.id,
            unit_code=deduction.unit_code,
            unit_name=deduction.unit_name,
            rule_title=deduction.rule_title,
            rule_title_en=deduction.rule_title_en,
            points=deduction.points,
            occurred_on=deduction.occurred_on,
            state=EntryState.EFFECTIVE.value,
            public_text=deduction.public_text if is_reviewed else None,
            place=(deduction.public_place if is_reviewed else None) or deduction.unit_name,
            picture_log=await _log_pictures(session, deduction),
            published_at=deduction.published_at,
            revoked_reason=None,
            reverses=None,
            reversed_by=None,
        ),
    )


async def _log_pictures(session: WriteSession, deduction: Deduction) -> list[dict[str, Any]]:
    return [_log_picture(picture) for picture in await repository.list_approved_pictures(session, deduction.id)]


def _log_picture(picture: PublicPicture) -> dict[str, Any]:
    """Of a withdrawn picture only that it was there, and why it went."""
    withdrawn = picture.withdrawal
    return {
        "sha256": picture.sha256,
        "width": picture.width,
        "height": picture.height,
        "alt_text": None if withdrawn else picture.alt_text,
        "alt_text_en": None if withdrawn else picture.alt_text_en,
        "withdrawn_on": withdrawn.withdrawn_at.astimezone(COUNTY_ZONE).date().isoformat() if withdrawn else None,
        "withdrawn_reason": withdrawn.reason if withdrawn else None,
    }


async def show_pictures(session: WriteSession, deduction: Deduction) -> None:
    """Bring a published entry up to what was approved and withdrawn; the deduction is locked."""
    if deduction.is_published:
        entry = await repository.get_entry_for_update(session, deduction)
        entry.picture_log = await _log_pictures(session, deduction)
        await save(session)


async def withhold_text(session: WriteSession, deduction: Deduction) -> None:
    """Take the text and the village of a published entry away. The entry itself stays and says so."""
    entry = await repository.get_entry_for_update(session, deduction)
    entry.text_is_withheld = entry.text_is_withheld or entry.public_text is not None
    entry.public_text, entry.place = None, entry.unit_name


async def post_reversal(session: WriteSession, deduction: Deduction, reversal: Reversal) -> None:
    """Strike the entry through, with the reason, and list the reversal as an entry of its own."""
    entry = await repository.get_entry_for_update(session, deduction)
    entry.state, entry.revoked_reason, entry.reversed_by = EntryState.REVOKED.value, reversal.reason, reversal.number
    repository.add_entry(
        session,
        BulletinEntry(
            number=reversal.number,
            deduction_id=deduction.id,
            unit_code=entry.unit_code,
            unit_name=entry.unit_name,
            rule_title=entry.rule_title,
            rule_title_en=entry.rule_title_en,
            points=-entry.points,
            occurred_on=reversal.reversed_at.astimezone(COUNTY_ZONE).date(),
            state=EntryState.EFFECTIVE.value,
            place=entry.place,
            published_at=reversal.reversed_at,
            revoked_reason=reversal.reason,
            reverses=entry.number,
            reversed_by=None,
        ),
    )
