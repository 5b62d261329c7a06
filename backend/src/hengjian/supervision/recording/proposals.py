"""What the system proposes by itself, under a rule with fixed points. A person confirms it or not."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from hengjian.contracts.events import ReportOverdue
from hengjian.kit.data.database import WriteSession
from hengjian.kit.observability import log
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now
from hengjian.supervision import record_numbers
from hengjian.supervision.models import DeductionRule, Unit
from hengjian.supervision.offices import SYSTEM
from hengjian.supervision.points import Terms
from hengjian.supervision.queries.units import find_units
from hengjian.supervision.recording import repository
from hengjian.supervision.rules.repository import get_late_report_rule
from hengjian.supervision.workflows.deductions import DeductionState

_NAMESPACE = UUID("6f1c9c0e-5a3e-5d3b-9a52-0a6f3c1d7b41")


@dataclass(frozen=True)
class Proposal:
    """``cause`` is what brought it about: the same cause proposes once."""

    cause: str
    year: int
    rule: DeductionRule
    unit: Unit
    occurred_at: datetime
    place: str
    description: str
    report_id: UUID | None = None
    rectification_id: UUID | None = None


def proposal_id(cause: UUID | str) -> UUID:
    """The same for the same cause, so that an event heard twice proposes once."""
    return uuid5(_NAMESPACE, str(cause))


async def propose_late_reports(session: WriteSession, event: ReportOverdue) -> None:
    """Against the year reported on: December's report falls due in January, yet it is last year's duty."""
    unit_codes = [report.unit_code for report in event.reports]
    units = await find_units(session, unit_codes)
    rule = await get_late_report_rule(session, event.year)
    for report in event.reports:
        unit = units.get(report.unit_code)
        if rule is None or unit is None or unit.kind not in rule.unit_kinds:
            log.warning("late_report_without_rule", year=event.year, unit_code=report.unit_code)
            continue
        await propose_deduction(
            session,
            Proposal(
                cause=str(report.report_id),
                year=event.year,
                rule=rule,
                unit=unit,
                occurred_at=report.due_at,
                place=unit.name,
                description=f"{event.month}月进展报告截至期限未报送（系统提出）",
                report_id=report.report_id,
            ),
        )


async def propose_deduction(session: WriteSession, proposal: Proposal) -> UUID:
    """Record it for a person to confirm; the id under which it stands, now or since an earlier time."""
    rule, unit = proposal.rule, proposal.unit
    assert rule.points is not None, "the catalogue refuses such a rule without points"
    terms = Terms(rule.code, rule.points, 1, Decimal(1))
    deduction_id = proposal_id(proposal.cause)
    row = {
        "id": deduction_id,
        "number": await record_numbers.take_number(session, record_numbers.DEDUCTION, proposal.year),
        "year": proposal.year,
        "report_id": proposal.report_id,
        "rectification_id": proposal.rectification_id,
        "unit_code": unit.code,
        "unit_name": unit.name,
        "cadre_codes": [],
        "rule_id": rule.id,
        "rule_code": rule.code,
        "rule_title": rule.title,
        "rule_title_en": rule.title_en,
        "category": rule.category,
        "points_each": terms.points_each,
        "count": terms.count,
        "factor": terms.factor,
        "points": terms.points,
        "occurred_at": proposal.occurred_at,
        "occurred_on": proposal.occurred_at.astimezone(COUNTY_ZONE).date(),
        "received_at": real_now(),
        "place": proposal.place,
        "description": proposal.description,
        "state": DeductionState.RECORDED.value,
        "recorded_at": office_now(),
        "recorded_by": SYSTEM,
        "recorded_by_name": SYSTEM,
        "recorded_office": SYSTEM,
        "source": SYSTEM,
        "version": 1,
        "updated_at": real_now(),
    }
    await repository.insert_deduction(session, row, deduction_id.bytes)
    return deduction_id
