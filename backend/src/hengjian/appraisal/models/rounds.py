"""Year-end sheets, leaders' evaluations, ballots, vetoes, bonuses."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.appraisal.models.base import Base
from hengjian.appraisal.workflows.ballots import BALLOT_ROUND_WORKFLOW
from hengjian.appraisal.workflows.bonuses import BONUS_WORKFLOW
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, SHEET_ROUND_WORKFLOW
from hengjian.appraisal.workflows.sheets import SHEET_WORKFLOW
from hengjian.appraisal.workflows.vetoes import VETO_WORKFLOW
from hengjian.kit.data.records import Identified, Tracked


class _Round(Identified, Tracked):
    year: Mapped[int]
    scheme_code: Mapped[str]
    item_code: Mapped[str]
    class_codes: Mapped[list[str]]
    state: Mapped[str] = mapped_column(comment="open or closed; of ballots also void")
    opened_by: Mapped[str]
    closed_at: Mapped[datetime | None]


class SheetRound(_Round, Base):
    """On-site appraisal of classes for one item, by three separate teams."""

    __tablename__ = "sheet_round"
    __table_args__ = (
        UniqueConstraint("year", "scheme_code", "item_code"),
        CheckConstraint(SHEET_ROUND_WORKFLOW.check(), name="state"),
        {"comment": "year-end appraisal on site"},
    )

    teams: Mapped[dict[str, Any]] = mapped_column(comment="role to members by account; nobody stands in two")


class Sheet(Identified, Tracked, Base):
    __tablename__ = "sheet"
    __table_args__ = (
        UniqueConstraint("round_id", "subject_code"),
        CheckConstraint(SHEET_WORKFLOW.check(), name="state"),
        {"comment": "one subject's sheet in a round"},
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.sheet_round.id"), index=True)
    subject_code: Mapped[str]
    state: Mapped[str]
    verifier: Mapped[str | None]
    verifier_name: Mapped[str | None]
    remark: Mapped[str | None]
    monitor: Mapped[str | None]
    monitor_name: Mapped[str | None]
    stop_reason: Mapped[str | None]
    round: Mapped[SheetRound] = relationship(lazy="raise")
    scores: Mapped[list["SheetScore"]] = relationship(lazy="raise", order_by="SheetScore.scorer")


class SheetScore(Base):
    __tablename__ = "sheet_score"
    __table_args__ = ({"comment": "one scorer's score on a sheet; blind until the sheet is signed"},)

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.sheet.id"), primary_key=True)
    scorer: Mapped[str] = mapped_column(primary_key=True)
    scorer_name: Mapped[str]
    score: Mapped[Decimal]


class EvaluationRound(_Round, Base):
    """County leaders score the units of classes for one item."""

    __tablename__ = "evaluation_round"
    __table_args__ = (
        UniqueConstraint("year", "scheme_code", "item_code"),
        CheckConstraint(EVALUATION_ROUND_WORKFLOW.check(), name="state"),
        {"comment": "evaluation by county leaders"},
    )

    minimum: Mapped[int] = mapped_column(comment="of the scheme: what fewer gave stands nowhere")
    trim: Mapped[int] = mapped_column(comment="of the scheme: lowest and highest scores dropped of each subject")
    tiers: Mapped[list[dict[str, Any]]] = mapped_column(
        comment="of the scheme: tiers with weights, here with their evaluators; empty: all alike"
    )


class EvaluationScore(Base):
    __tablename__ = "evaluation_score"
    __table_args__ = (
        UniqueConstraint("round_id", "person", "subject_code"),
        {"comment": "one leader's score of one unit; shown to nobody else, also not by the audit"},
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.evaluation_round.id"), primary_key=True)
    evaluator: Mapped[str] = mapped_column(primary_key=True, comment="account that the round names")
    person: Mapped[str] = mapped_column(comment="whose account it is: one person scores once")
    subject_code: Mapped[str] = mapped_column(primary_key=True)
    score: Mapped[Decimal] = mapped_column(info={"secret": True})


class BallotRound(_Round, Base):
    """Votes counted by option, entered in batches of paper ballots."""

    __tablename__ = "ballot_round"
    __table_args__ = (
        UniqueConstraint("year", "scheme_code", "item_code"),
        CheckConstraint(BALLOT_ROUND_WORKFLOW.check(), name="state"),
        {"comment": "social evaluation and democratic ballots by count"},
    )

    options: Mapped[list[str]]
    minimum: Mapped[int] = mapped_column(comment="of the scheme: what fewer valid votes said stands nowhere")
    voided_at: Mapped[datetime | None] = mapped_column(comment="when a restore voided it")
    ruling: Mapped[str | None] = mapped_column(comment="what the committee decided then: go_on or hold_again")
    document_number: Mapped[str | None] = mapped_column(comment="number under which the committee decided")
    reason: Mapped[str | None] = mapped_column(comment="why it decided so")
    decider_name: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class BallotCount(Base):
    __tablename__ = "ballot_count"
    __table_args__ = ({"comment": "votes of one batch of ballots for one subject"},)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.ballot_round.id"), primary_key=True)
    subject_code: Mapped[str] = mapped_column(primary_key=True)
    batch_number: Mapped[str] = mapped_column(primary_key=True)
    votes: Mapped[dict[str, Any]]


class Veto(Identified, Tracked, Base):
    __tablename__ = "veto"
    __table_args__ = (
        Index(
            "uq_veto_standing", "year", "unit_code", "veto_code", unique=True,
            postgresql_where=text("state <> 'declined'"),
        ),
        CheckConstraint(VETO_WORKFLOW.check(), name="state"),
        {"comment": "one-vote veto: an owner proposes, the committee decides"},
    )  # fmt: skip

    year: Mapped[int]
    unit_code: Mapped[str] = mapped_column(index=True)
    veto_code: Mapped[str]
    grounds: Mapped[str]
    state: Mapped[str]
    proposer: Mapped[str]
    proposer_name: Mapped[str]
    decider_name: Mapped[str | None]
    document_number: Mapped[str | None]
    reason: Mapped[str | None]


class BonusClaim(Identified, Tracked, Base):
    __tablename__ = "bonus_claim"
    __table_args__ = (
        Index(
            "uq_bonus_claim_matter", "year", "unit_code", "matter", unique=True,
            postgresql_where=text("state <> 'refused'"),
        ),
        CheckConstraint(BONUS_WORKFLOW.check(), name="state"),
        {"comment": "bonus points: the unit claims, an owner verifies; one matter once"},
    )  # fmt: skip

    year: Mapped[int]
    unit_code: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    matter: Mapped[str]
    points: Mapped[Decimal]
    evidence: Mapped[str]
    state: Mapped[str]
    claimant: Mapped[str]
    claimant_name: Mapped[str]
    verifier_name: Mapped[str | None]
    reason: Mapped[str | None]
