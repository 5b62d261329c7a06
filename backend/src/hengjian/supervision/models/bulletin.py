"""What the public may read. No column here could hold a person."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.data.records import Identified, Tracked
from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision.models.base import Base
from hengjian.supervision.workflows.bulletin import BULLETIN_ENTRIES


def picture_address(sha256: str) -> str:
    return f"/bulletin/pictures/{sha256}.jpg"


SEARCHED = ("unit_name", "place", "rule_title", "rule_title_en", "public_text", "revoked_reason")
GRAMS = f"supervision.bulletin_grams(occurred_on, ARRAY[{', '.join(SEARCHED)}], number, unit_code)"
"""What words are looked up by: the characters that stand in an entry and their pairs, each with its month before it, so
that an index leads from a word to the entries of a month. Two characters are a word, which is too short for trigrams.
"""


class BulletinEntry(Identified, Tracked, Base):
    __tablename__ = "bulletin_entry"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(BULLETIN_ENTRIES.check(), name="state_known"),
        CheckConstraint("NOT text_is_withheld OR public_text IS NULL", name="withheld_text_is_gone"),
        Index("ix_bulletin_entry_occurred_on_id", "occurred_on", "id"),
        Index("ix_bulletin_entry_unit_code_occurred_on_id", "unit_code", "occurred_on", "id"),
        Index("ix_bulletin_entry_published_at", "published_at"),
        Index("ix_bulletin_entry_grams", text(GRAMS), postgresql_using="gin"),
        {"comment": "published deductions and their reversals; points add up to what is in force"},
    )

    number: Mapped[str] = mapped_column(Text(collation="C"))
    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), index=True)
    unit_code: Mapped[str]
    unit_name: Mapped[str]
    rule_title: Mapped[str]
    rule_title_en: Mapped[str]
    points: Mapped[Decimal] = mapped_column(comment="deducted; negative for a reversal")
    occurred_on: Mapped[date] = mapped_column(comment="for a reversal, the day of the reversal")
    state: Mapped[str]
    public_text: Mapped[str | None] = mapped_column(comment="reviewed for the public before it was published")
    text_is_withheld: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(comment="the unit, or a village that was reviewed for the public")
    picture_log: Mapped[list[dict[str, Any]]] = mapped_column(
        default=list, server_default="[]", comment="redacted pictures that were approved, those since withdrawn too"
    )
    published_at: Mapped[datetime]
    revoked_reason: Mapped[str | None]
    reverses: Mapped[str | None] = mapped_column(comment="number of the entry that this one takes back")
    reversed_by: Mapped[str | None] = mapped_column(comment="number of the entry that takes this one back")

    @property
    def published_on(self) -> date:
        """Day of publication in the county."""
        return self.published_at.astimezone(COUNTY_ZONE).date()

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Those that are shown, each with its address; entries from before have no words in English."""
        return [
            {"address": picture_address(one["sha256"]), "alt_text_en": None, **one}
            for one in self.picture_log
            if not one["withdrawn_on"]
        ]

    @property
    def withdrawn_pictures(self) -> list[dict[str, Any]]:
        return [one for one in self.picture_log if one["withdrawn_on"]]
