from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.kit.data.statements import is_among
from hengjian.personnel.models.base import Base, one_of
from hengjian.personnel.terms import DecisionOutcome, DecisionReviewState, ProposalKind, ProposalState
from hengjian.personnel.workflows import DECISION_REVIEW, PROPOSAL

_TAKING_EFFECT = (ProposalState.ACCEPTED, ProposalState.CHANGED)
_NO_LONGER_IN_EFFECT = (DecisionReviewState.WITHDRAWN, DecisionReviewState.REPLACED)


class Proposal(Identified, Tracked, Base):
    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("year", "kind", "subject_code", "final_result_id"),
        CheckConstraint(one_of("kind", ProposalKind), name="kind_known"),
        CheckConstraint(PROPOSAL.check(), name="state_known"),
        CheckConstraint(DECISION_REVIEW.check("review_state"), name="review_state_known"),
        Index("ix_proposal_year_kind_subject_code", "year", "kind", "subject_code"),
        Index("ix_proposal_year_unit_code", "year", "unit_code"),
        {"comment": "what follows from a final result by the year's rules; takes effect only by a decision"},
    )

    number: Mapped[str]
    year: Mapped[int]
    kind: Mapped[str]
    subject_code: Mapped[str] = mapped_column(comment="the cadre's code where it is about a cadre, else the unit's")
    unit_code: Mapped[str]
    unit_name: Mapped[str]
    cadre_code: Mapped[str | None] = mapped_column(index=True)
    cadre_name: Mapped[str | None]
    post_name: Mapped[str | None]
    rule_code: Mapped[str]
    rule: Mapped[dict[str, Any]] = mapped_column(comment="the article cited, by value: title, number, text")
    final_result_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.final_result.id"), index=True)
    result_id: Mapped[UUID]
    result_version: Mapped[int]
    result_digest: Mapped[str]
    class_code: Mapped[str]
    rank: Mapped[int | None]
    of_count: Mapped[int]
    total: Mapped[Decimal]
    tier: Mapped[str]
    flags: Mapped[list[str]]
    figures: Mapped[dict[str, Any]] = mapped_column(comment="the numbers that the rule was applied to")
    content: Mapped[dict[str, Any]] = mapped_column(comment="what is proposed")
    sentence: Mapped[dict[str, Any]] = mapped_column(comment="as it would be read out, zh and en")
    state: Mapped[str]
    decided: Mapped[dict[str, Any] | None] = mapped_column(comment="what was decided, in the form of content")
    review_state: Mapped[str]
    review_reason: Mapped[str | None]
    reviewed_by: Mapped[str | None]
    reviewed_by_name: Mapped[str | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(comment="office time")
    decision: Mapped["Decision | None"] = relationship(back_populates="proposal", lazy="raise", uselist=False)

    @hybrid_property
    def is_in_effect(self) -> bool:
        """A decision that holds: neither withdrawn nor replaced after a newer version of the result came."""
        return self.state in _TAKING_EFFECT and self.review_state not in _NO_LONGER_IN_EFFECT

    @is_in_effect.inplace.expression
    @classmethod
    def _is_in_effect_expression(cls) -> ColumnElement[bool]:
        return and_(is_among(cls.state, _TAKING_EFFECT), ~is_among(cls.review_state, _NO_LONGER_IN_EFFECT))


class Decision(Identified, Base):
    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("proposal_id"),
        CheckConstraint(one_of("outcome", DecisionOutcome), name="outcome_known"),
        {"comment": "append only: what an authorised person decided about a proposal, and why"},
    )

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.proposal.id"))
    outcome: Mapped[str]
    reason: Mapped[str]
    change: Mapped[dict[str, Any] | None]
    decision_number: Mapped[str | None]
    decided_by: Mapped[str]
    decided_by_name: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(comment="office time")
    proposal: Mapped[Proposal] = relationship(back_populates="decision", lazy="raise")
