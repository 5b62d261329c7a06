"""Events between services. The body is complete: a subscriber never has to ask back."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.contracts.places import Latitude, Longitude
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.messaging.events import Event


class Snapshot(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitSnapshot(Snapshot):
    """A unit as it stands after the change. ``class_code`` is None while the unit is in no class."""

    code: str
    name: str
    kind: Literal["township", "department", "vertical"]
    class_code: str | None
    class_name: str | None
    class_name_en: str | None = None
    class_since: date | None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    is_active: bool


class PostingSnapshot(Snapshot):
    """A period of service; ``to_on`` is the last day, None while it lasts."""

    unit_code: str
    post_code: str
    post_name: str
    post_group: Literal["chief", "deputy", "ordinary"]
    is_principal: bool
    from_on: date
    to_on: date | None


class CadreSnapshot(Snapshot):
    """A cadre with every posting so far; nothing personal beyond name, code and post."""

    code: str
    name: str
    postings: tuple[PostingSnapshot, ...]
    is_active: bool


class InspectorSnapshot(Snapshot):
    """Somebody who inspects, or did: ``is_active`` is False once the account or its role has ended."""

    account_id: str
    username: str
    name: str
    unit_code: str | None
    person_code: str | None
    is_active: bool


class InspectorChanged(Event):
    name: ClassVar[str] = "inspector_changed"
    inspectors: tuple[InspectorSnapshot, ...]


class TieSnapshot(Snapshot):
    """That two persons, or a person and a unit, are tied; ``to_on`` is the last day, None while it lasts.

    Of what kind the tie is, and why it was declared or ended, stays in ``directory``.
    """

    id: UUID
    person_code: str
    other_code: str | None
    unit_code: str | None
    from_on: date
    to_on: date | None


class TieChanged(Event):
    """For the services that ask who must stand aside; never for other systems."""

    name: ClassVar[str] = "tie_changed"
    ties: tuple[TieSnapshot, ...]


class BelongingSnapshot(Snapshot):
    """That a person acts for a unit; ``to_on`` is the last day, None while it lasts."""

    id: UUID
    person_code: str
    unit_code: str
    from_on: date
    to_on: date | None


class BelongingChanged(Event):
    """Of people with accounts, whether they are cadres or not."""

    name: ClassVar[str] = "belonging_changed"
    belongings: tuple[BelongingSnapshot, ...]


class StandingAsideTermSet(Event):
    """For how many years one stands aside from a unit where one served."""

    name: ClassVar[str] = "standing_aside_term_set"
    years: int


class UnitChanged(Event):
    name: ClassVar[str] = "unit_changed"
    units: tuple[UnitSnapshot, ...]


class CadreChanged(Event):
    name: ClassVar[str] = "cadre_changed"
    cadres: tuple[CadreSnapshot, ...]


class AccountChanged(Event):
    """Tokens of ``subject`` issued before ``not_before`` no longer count."""

    name: ClassVar[str] = "account_changed"
    subject: str
    not_before: datetime


class IndicatorSnapshot(Snapshot):
    """An indicator of a year's library; ``owner_unit_code`` enters and proves its values."""

    code: str
    name: str
    name_en: str
    owner_unit_code: str


class IndicatorChanged(Event):
    name: ClassVar[str] = "indicator_changed"
    year: int
    indicators: tuple[IndicatorSnapshot, ...]


class PlannedTarget(Snapshot):
    """``milestones`` are cumulative targets at the end of a month, by month number; empty where none were set."""

    indicator_code: str
    target: DecimalString | None
    milestones: dict[int, DecimalString]


class PlanIssued(Event):
    name: ClassVar[str] = "plan_issued"
    plan_id: UUID
    year: int
    level: Literal["county", "unit", "person"]
    unit_code: str | None
    cadre_code: str | None
    version: int
    targets: tuple[PlannedTarget, ...]


class TargetAmended(Event):
    name: ClassVar[str] = "target_amended"
    amendment_id: UUID
    plan_id: UUID
    year: int
    unit_code: str
    target: PlannedTarget


class ConfirmedValue(Snapshot):
    record_id: UUID
    unit_code: str
    indicator_code: str
    value_name: str
    actual: DecimalString
    target: DecimalString | None


class ValueConfirmed(Event):
    """Owner's values, confirmed by the verification team; a later one for the same place replaces an earlier one."""

    name: ClassVar[str] = "value_confirmed"
    year: int
    values: tuple[ConfirmedValue, ...]


class ReportAccepted(Event):
    name: ClassVar[str] = "report_accepted"
    report_id: UUID
    year: int
    month: int
    unit_code: str
    is_late: bool


class OverdueReport(Snapshot):
    report_id: UUID
    unit_code: str
    due_at: datetime


class ReportOverdue(Event):
    """The due time has passed without a submission; supervision proposes a deduction from it."""

    name: ClassVar[str] = "report_overdue"
    year: int
    month: int
    reports: tuple[OverdueReport, ...]


class RoundClosed(Event):
    """A round of work closed for whole classes; what it measured stands from now on."""

    name: ClassVar[str] = "round_closed"
    round_id: UUID
    year: int
    kind: Literal["mid_year", "annual_values", "quarterly"]
    period: str
    class_codes: tuple[str, ...]
    indicator_codes: tuple[str, ...]


class DeductionEffective(Event):
    """A deduction that counts. A reduced or otherwise corrected one is sent again with the same id."""

    name: ClassVar[str] = "deduction_effective"
    deduction_id: UUID
    number: str
    year: int
    unit_code: str
    cadre_codes: tuple[str, ...]
    rule_code: str
    points: DecimalString
    count: int
    factor: DecimalString
    occurred_on: date
    effective_at: datetime


class DeductionRevoked(Event):
    name: ClassVar[str] = "deduction_revoked"
    deduction_id: UUID
    reversal_id: UUID
    year: int
    unit_code: str
    reason: str


class StandingsChanged(Event):
    name: ClassVar[str] = "standings_changed"
    year: int
    class_codes: tuple[str, ...]


class ResultLine(Snapshot):
    """One subject of a sealed result. ``kind`` says whose code it is; ``unit_code`` is the cadre's unit."""

    code: str
    kind: Literal["unit", "cadre"]
    name: str
    unit_code: str
    total: DecimalString
    rank: int | None
    of: int
    tier: str
    flags: tuple[str, ...]


class SealedResult(Event):
    """A version that was sealed; ``digest`` is the seal's own, which stands on the public page."""

    result_id: UUID
    year: int
    scheme_code: str
    class_code: str
    subject_kind: Literal["unit", "cadre"]
    version: int
    digest: str
    lines: tuple[ResultLine, ...]


class ResultsPublished(SealedResult):
    name: ClassVar[str] = "results_published"


class ResultsFinal(SealedResult):
    name: ClassVar[str] = "results_final"


class ProposalMade(Event):
    name: ClassVar[str] = "proposal_made"
    proposal_id: UUID
    kind: str
    unit_code: str | None
    cadre_code: str | None


class DecisionRecorded(Event):
    name: ClassVar[str] = "decision_recorded"
    decision_id: UUID
    proposal_id: UUID
    outcome: Literal["accepted", "changed", "declined"]
