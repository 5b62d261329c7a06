from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.personnel.models.base import Base, one_of
from hengjian.personnel.terms import PostGroup
from hengjian.personnel.workflows import NOMINATION


class NominationRound(Identified, Tracked, Base):
    __tablename__ = "nomination_round"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(NOMINATION.check("stage"), name="stage_known"),
        CheckConstraint(one_of("post_group", PostGroup), name="post_group_known"),
        CheckConstraint("vacancies > 0", name="has_vacancies"),
        {"comment": "from suggested list to decision for the vacancies of one kind of post"},
    )

    number: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    post_code: Mapped[str]
    post_name: Mapped[str]
    post_group: Mapped[str]
    vacancies: Mapped[int]
    source_class_codes: Mapped[list[str]]
    rule: Mapped[dict[str, Any]] = mapped_column(comment="the article cited, and its numbers, by value")
    stage: Mapped[str]
    funnel: Mapped[dict[str, Any]] = mapped_column(comment="how many were left after each stage")
    recommendation_ballots: Mapped[int | None]
    plenary_ballots: Mapped[int | None]
    decision_number: Mapped[str | None]
    opened_by_name: Mapped[str]
    candidates: Mapped[list["Candidate"]] = relationship(
        back_populates="round", lazy="raise", order_by="(Candidate.class_code, Candidate.rank, Candidate.cadre_code)"
    )
    steps: Mapped[list["NominationStep"]] = relationship(
        back_populates="round", lazy="raise", order_by="NominationStep.id"
    )


class Candidate(Identified, Base):
    __tablename__ = "nomination_candidate"
    __table_args__ = (
        UniqueConstraint("round_id", "cadre_code"),
        {"comment": "somebody the results suggested, with the evidence by value and how far they came"},
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.nomination_round.id"))
    cadre_code: Mapped[str]
    cadre_name: Mapped[str]
    unit_code: Mapped[str]
    unit_name: Mapped[str]
    post_name: Mapped[str | None]
    class_code: Mapped[str]
    rank: Mapped[int]
    of_count: Mapped[int]
    total: Mapped[Decimal]
    result_id: Mapped[UUID]
    result_version: Mapped[int]
    result_digest: Mapped[str]
    sentence: Mapped[dict[str, Any]]
    is_excluded: Mapped[bool]
    exclusion_ground: Mapped[str | None]
    exclusion_reason: Mapped[str | None]
    recommendation_votes: Mapped[int | None]
    is_preliminary: Mapped[bool]
    is_on_slate: Mapped[bool]
    plenary_votes: Mapped[int | None]
    is_plenary_recommended: Mapped[bool]
    is_inspected: Mapped[bool]
    is_appointed: Mapped[bool]
    round: Mapped[NominationRound] = relationship(back_populates="candidates", lazy="raise")


class NominationStep(Identified, Base):
    __tablename__ = "nomination_step"
    __table_args__ = ({"comment": "append only: who took a round to a stage, when and why"},)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.nomination_round.id"), index=True)
    stage: Mapped[str]
    reason: Mapped[str | None]
    acted_by: Mapped[str]
    acted_by_name: Mapped[str]
    acted_at: Mapped[datetime] = mapped_column(comment="office time")
    round: Mapped[NominationRound] = relationship(back_populates="steps", lazy="raise")
