from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.contracts.places import Latitude, Longitude
from hengjian.kit.data.decimals import DecimalString
from hengjian.supervision.deductions.signals import Signal
from hengjian.supervision.deductions.states import DeductionState, DeductionVerb
from hengjian.supervision.rules.schemas import DeductionRuleView, Factor, Points, RuleCategory

Count = Annotated[int, Field(ge=1, le=1000, strict=True)]
Reason = Annotated[str, Field(min_length=1, max_length=1000)]
PublicText = Annotated[str, Field(min_length=1, max_length=500)]

Village = Annotated[
    str,
    Field(
        max_length=20,
        pattern="^[\u4e00-\u9fff]{1,18}(村|社区)$",
        description="A village or community by name; no house, no number, no coordinates",
        examples=["青岭村"],
    ),
]


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DeductionOrder(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"


class Position(BaseModel):
    """Where the device was. ``is_mock``: whether it called the place invented; null where it cannot tell."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    latitude: Latitude
    longitude: Longitude
    accuracy_m: Annotated[DecimalString, Field(ge=0, le=100_000_000)]
    is_mock: Annotated[bool, Field(strict=True)] | None = None


class DeductionEntry(Input):
    """``id`` is made by the recording device, so that a repeated post is recognised.

    ``occurred_at`` is office time. ``captured_at`` and ``device_at`` are times of the device's own clock: when it was
    found, and when this request was sent. ``device_at`` is no part of the content: a repeat may say another.
    ``second_recorder`` is the account id, or the username, of an inspector who was there too.

    ``points`` and ``points_reason`` are for rules with a range; anywhere else the points come from the rule.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b41",
                    "unit_code": "T01",
                    "cadre_codes": ["T01-C01"],
                    "rule_code": "MTG-ABSENT",
                    "count": 2,
                    "occurred_at": "2026-03-05T09:00:00+08:00",
                    "place": "镇政府",
                    "description": "县安全生产会议缺席二人",
                }
            ]
        }
    )

    id: UUID
    visit_id: UUID | None = None
    unit_code: Code
    cadre_codes: Annotated[list[Code], Field(max_length=10)] = []
    rule_code: Code
    count: Count = 1
    factor: Factor = Decimal(1)
    points: Points | None = None
    points_reason: Reason | None = None
    occurred_at: AwareDatetime
    captured_at: AwareDatetime | None = None
    device_at: AwareDatetime | None = None
    position: Position | None = None
    second_recorder: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    place: Annotated[str, Field(min_length=1, max_length=200, description="Unit or village, never coordinates")]
    description: Annotated[str, Field(min_length=1, max_length=2000)]
    public_text: PublicText | None = None


class DeductionReceipt(BaseModel):
    """The answer to a post; a repeated post gets the same one, whatever became of the deduction since."""

    id: UUID
    number: str
    year: int
    unit_code: str
    unit_name: str
    rule_code: str
    points: DecimalString
    state: Literal["recorded"]
    occurred_at: datetime
    recorded_at: datetime


class DeductionIds(Input):
    ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)]


class DeductionReturn(Input):
    reason: Reason


class DeductionMerger(Input):
    into_id: UUID
    reason: Reason


class ObjectionEntry(Input):
    grounds: Annotated[str, Field(min_length=1, max_length=4000)]


class JudgementEntry(Input):
    """Accepting in part changes count, factor or rule so that fewer points remain; a number is never typed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"outcome": "partly_accepted", "reason": "核实缺席一人", "count": 1}]}
    )

    outcome: Literal["rejected", "partly_accepted", "accepted"]
    reason: Reason
    count: Count | None = None
    factor: Factor | None = None
    rule_code: Code | None = None


class DeductionRevocation(Input):
    """The reason is printed in the bulletin, so it must name nobody."""

    reason: PublicText


class PublicTextEntry(Input):
    """What the public may read beside unit, rule, points and day. Without a village the place is the unit."""

    public_text: PublicText | None
    public_place: Village | None = None


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class DeductionRow(Output):
    """A deduction as lists show it. ``points`` = ``points_each`` x ``count`` x ``factor``."""

    id: UUID
    number: str
    year: int
    unit_code: str
    unit_name: str
    rule_code: str
    rule_title: str
    rule_title_en: str
    category: RuleCategory
    points_each: DecimalString
    count: int
    factor: DecimalString
    points: DecimalString
    occurred_at: datetime
    place: str
    state: DeductionState
    recorded_at: datetime
    object_until: datetime | None
    effective_at: datetime | None
    published_at: datetime | None
    version: int
    updated_at: datetime


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


class ObjectionAction(Output):
    """``reason`` says why the caller may not, null when they may."""

    name: Literal["add_evidence", "judge"]
    allowed: bool
    reason: str | None


class ObjectionView(Output):
    """``actions`` are what is open until it is judged."""

    grounds: str
    raised_at: datetime
    by: str | None
    actions: list[ObjectionAction]


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


class DeductionAction(Output):
    """``reason`` says why the caller may not, null when they may."""

    name: DeductionVerb
    allowed: bool
    reason: str | None


class CadreOnDeduction(Output):
    code: str
    name: str
    post_name: str | None


Source = Literal["person", "import", "client", "system"]


class DeductionView(DeductionRow):
    """The whole record. ``actions`` are what the state allows now, and whether this caller may.

    ``source`` is the way it came in; ``source_name`` names the other system where one sent it. ``position``,
    ``device_at``, ``clock_skew_seconds`` (device against server), ``second_recorder_name`` and ``signals`` are for those
    who recorded or decide: null, or no signals, for every other reader.
    ``term_is_provisional`` says that ``object_until`` was reckoned for a year whose holidays are not published yet.
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
    actions: list[DeductionAction]


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
