"""What goes into the public bulletin, and how it is taken back there."""

from sqlalchemy import select

from hengjian.kit.clock import COUNTY_ZONE
from hengjian.kit.database import WriteSession
from hengjian.supervision.models import BulletinEntry, Deduction, Reversal


def post_entry(session: WriteSession, deduction: Deduction) -> None:
    """Copy what the public may know; from here on the bulletin reads nothing else."""
    session.add(
        BulletinEntry(
            number=deduction.number,
            deduction_id=deduction.id,
            unit_code=deduction.unit_code,
            unit_name=deduction.unit_name,
            rule_title=deduction.rule_title,
            rule_title_en=deduction.rule_title_en,
            points=deduction.points,
            occurred_on=deduction.occurred_on,
            state="effective",
            public_text=deduction.public_text if deduction.public_text_reviewed_at else None,
            published_at=deduction.published_at,
            revoked_reason=None,
            reverses=None,
            reversed_by=None,
        )
    )


async def withhold_text(session: WriteSession, deduction: Deduction) -> None:
    """Take the text of a published entry away. The entry itself stays and says so."""
    statement = select(BulletinEntry).where(BulletinEntry.number == deduction.number).with_for_update()
    entry = (await session.scalars(statement)).one()
    entry.public_text, entry.text_is_withheld = None, entry.text_is_withheld or entry.public_text is not None


async def post_reversal(session: WriteSession, deduction: Deduction, reversal: Reversal) -> None:
    """Strike the entry through, with the reason, and list the reversal as an entry of its own."""
    statement = select(BulletinEntry).where(BulletinEntry.number == deduction.number).with_for_update()
    entry = (await session.scalars(statement)).one()
    entry.state, entry.revoked_reason, entry.reversed_by = "revoked", reversal.reason, reversal.number
    session.add(
        BulletinEntry(
            number=reversal.number,
            deduction_id=deduction.id,
            unit_code=entry.unit_code,
            unit_name=entry.unit_name,
            rule_title=entry.rule_title,
            rule_title_en=entry.rule_title_en,
            points=-entry.points,
            occurred_on=reversal.reversed_at.astimezone(COUNTY_ZONE).date(),
            state="effective",
            published_at=reversal.reversed_at,
            revoked_reason=reversal.reason,
            reverses=entry.number,
            reversed_by=None,
        )
    )
