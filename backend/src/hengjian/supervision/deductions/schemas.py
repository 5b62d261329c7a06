from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action
from hengjian.supervision.deductions.signals import Signal
from hengjian.supervision.rules.schemas import DeductionRuleView
from hengjian.supervision.schemas import DeductionRow, Output, Position
from hengjian.supervision.workflows.deductions import DeductionState


class DeductionOrder(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"


class LikenessView(Output):
    """Why two records may be one matter. ``distance_m`` is null where either has no position; then ``same_place``
    compares the written places, otherwise it means within ``SAME_PLACE_METRES``.
    """

    same_rule: bool
    same_place: bool
    distance_m: int | None
    minutes_apart: int


class SimilarDeduction(DeductionRow):
    likeness: LikenessView
    position: Position | None


class SimilarDeductions(Output):
    """Positions within ``same_place_metres`` count as the same place."""

    items: list[SimilarDeduction]
    nearby_days: int
    same_place_metres: int


class RuleCount(Output):
    rule_code: str
    rule_title: str
    rule_title_en: str
    count: int
    points: DecimalString


class UnitHistory(Output):
    """What the unit has lost in the year of a deduction, that one left out.

    ``rules`` counts what is in force; ``last_same_rule`` is the latest under the same rule, whatever its state but
    returned or merged; ``recent`` are the latest ones; the list of deductions has them all.
    """

    year: int
    unit_code: str
    unit_name: str
    count: int
    points: DecimalString
    pending_count: int
    rules: list[RuleCount]
    last_same_rule: DeductionRow | None
    recent: list[DeductionRow]


class RepeatView(Output):
    """A repeat of ``earlier``. Foreseen until the confirmation fixes it; ``has_lost_ground`` says that the earlier
    one was revoked since and nothing else in force makes it a repeat, so that it may be corrected by a new entry.
    """

    is_fixed: bool
    earlier_id: UUID
    earlier_number: str
    earlier_occurred_at: datetime
    earlier_state: DeductionState
    factor_before: DecimalString
    factor_after: DecimalString
    points_before: DecimalString
    points_after: DecimalString
    has_lost_ground: bool


class LinkedDeduction(Output):
    id: UUID
    number: str


class DeductionStepView(Output):
    """A station: ``office`` is the role that acted, or ``system``; ``by`` is null for readers who learn no names."""

    state: DeductionState
    at: datetime
    office: str
    by: str | None
    reason: str | None


class ObjectionView(Output):
    """``actions`` are what is open until it is judged."""

    grounds: str
    raised_at: datetime
    by: str | None
    actions: list[Action]


class DeductionTerms(Output):
    rule_code: str
    rule_title: str
    points_each: DecimalString
    count: int
    factor: DecimalString


class JudgementView(Output):
    outcome: Literal["rejected", "partly_accepted", "accepted"]
    reason: str
    before: DeductionTerms
    after: DeductionTerms
    points_before: DecimalString
    points_after: DecimalString
    judged_at: datetime
    by: str | None


class ReversalView(Output):
    number: str
    reason: str
    reversed_at: datetime
    by: str | None


class CadreOnDeduction(Output):
    code: str
    name: str
    post_name: str | None


Source = Literal["person", "import", "client", "system"]


class DeductionView(DeductionRow):
    """The whole record. ``actions`` are what the state allows now, and whether this caller may.

    ``source`` is the way it came in; ``source_name`` names the other system where one sent it. ``position``,
    ``device_at``, ``clock_skew_seconds`` (device against server), ``second_recorder_name`` and ``signals`` are for
    those who recorded or decide: null, or no signals, for every other reader. ``term_is_provisional`` says that
    ``object_until`` was reckoned for a year whose holidays are not published yet.
    """

    source: Source
    source_name: str | None

    visit_id: UUID | None
    report_id: UUID | None
    rectification_id: UUID | None
    corrects: LinkedDeduction | None
    corrected_by: LinkedDeduction | None
    repeat: RepeatView | None
    term_is_provisional: bool
    cadres: list[CadreOnDeduction]
    points_reason: str | None
    captured_at: datetime | None
    received_at: datetime
    device_at: datetime | None
    clock_skew_seconds: int | None
    position: Position | None
    second_recorder_name: str | None
    signals: list[Signal]
    description: str
    public_text: str | None
    public_place: str | None
    public_text_reviewed_at: datetime | None
    notice_number: str | None
    merged_into_id: UUID | None
    rule: DeductionRuleView
    history: list[DeductionStepView]
    objection: ObjectionView | None
    judgement: JudgementView | None
    reversal: ReversalView | None
    actions: list[Action]


class UnitDeductions(Output):
    """What a unit has lost so far: deductions in force and those on their way."""

    unit_code: str
    unit_name: str
    class_code: str | None
    count: int
    points: DecimalString
    pending_count: int


class DeductionSummary(Output):
    year: int
    as_of: datetime
    items: list[UnitDeductions]
