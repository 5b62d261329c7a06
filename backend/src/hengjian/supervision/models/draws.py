"""Who was drawn to inspect whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.data.records import Identified, Tracked
from hengjian.supervision.models.base import Base
from hengjian.supervision.workflows.draws import DRAWS

_WHOLE = "(state = 'drawn') = (teams IS NOT NULL AND public_word IS NOT NULL AND drawn_at IS NOT NULL)"


class Draw(Identified, Tracked, Base):
    __tablename__ = "draw"
    __table_args__ = (
        CheckConstraint(DRAWS.check(), name="state_known"),
        CheckConstraint(_WHOLE, name="drawn_is_whole"),
        Index("ix_draw_year_opened_at_id", "year", "opened_at", "id"),
        {"comment": "who inspects whom, drawn by lot; frozen once drawn"},
    )

    year: Mapped[int]
    title: Mapped[str]
    team_size: Mapped[int]
    units: Mapped[list[dict[str, Any]]] = mapped_column(comment="code and name of each")
    inspectors: Mapped[list[dict[str, Any]]] = mapped_column(comment="account and name of each")
    excluded: Mapped[list[dict[str, Any]]] = mapped_column(comment="pairs of inspector and unit, without why")
    secret: Mapped[str] = mapped_column(comment="told to nobody before the draw")
    public_word: Mapped[str | None] = mapped_column(comment="named after the secret's digest was published")
    teams: Mapped[list[dict[str, Any]] | None] = mapped_column(comment="inspectors of each unit")
    state: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(comment="office time")
    opened_by_name: Mapped[str]
    drawn_at: Mapped[datetime | None] = mapped_column(comment="office time")
    drawn_by_name: Mapped[str | None]
