"""Writing drafts: a plan is entered as a whole, by year, level and subject."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import real_now
from hengjian.targets.copies.repository import find_cadres, find_units
from hengjian.targets.errors import UnknownIndicator, UnknownTargetsUnit
from hengjian.targets.indicators.repository import find_indicators
from hengjian.targets.models import Cadre, Indicator, Plan, PlanTarget, Unit
from hengjian.targets.phases.policy import PLANNING
from hengjian.targets.phases.service import require_phase
from hengjian.targets.plans import policy, repository
from hengjian.targets.plans.cascade import milestones_agree, resolve_carried
from hengjian.targets.plans.errors import IndicatorTwice, MilestonesFall, PlanIsIssued, UnknownCadre
from hengjian.targets.plans.schemas import PlanEntry
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState

COPIED = {
    "name": "indicator_name",
    "name_en": "indicator_name_en",
    "unit_of_measure": "unit_of_measure",
    "direction": "direction",
    "kind": "kind",
    "places": "places",
}
"""What a target copies from its indicator, and under which name."""

Key = tuple[int, str, str | None]


def _key(plan: Plan | PlanEntry) -> Key:
    return plan.year, str(plan.level), plan.cadre_code or plan.unit_code


def subject_code(entry: PlanEntry) -> str:
    return entry.cadre_code or entry.unit_code or "county"


class Drafting:
    """What a batch of drafts needs to know, read beforehand in a handful of queries."""

    def __init__(
        self,
        plans: Sequence[Plan],
        indicators: Mapping[tuple[int, str], Indicator],
        units: Mapping[str, Unit],
        cadres: Mapping[str, Cadre],
    ) -> None:
        self.plans = {_key(plan): plan for plan in plans}
        self.indicators = indicators
        self.units = units
        self.cadres = cadres

    def unit_code(self, entry: PlanEntry) -> str | None:
        """The unit whose plan this is, or in which the cadre serves."""
        if entry.level is PlanLevel.PERSON:
            cadre = self.cadres.get(entry.cadre_code or "")
            if cadre is None or not cadre.is_active or cadre.unit_code is None:
                raise UnknownCadre(cadre_code=entry.cadre_code)
            return cadre.unit_code
        if entry.level is PlanLevel.UNIT and entry.unit_code not in self.units:
            raise UnknownTargetsUnit(unit_code=entry.unit_code)
        return entry.unit_code

    def subject_name(self, entry: PlanEntry) -> str:
        if entry.level is PlanLevel.PERSON:
            return self.cadres[entry.cadre_code or ""].name
        return self.units[entry.unit_code].name if entry.unit_code else "全县"

    def higher_codes(self, entry: PlanEntry, unit_code: str | None) -> set[str]:
        key: Key = (
            (entry.year, PlanLevel.COUNTY, None)
            if entry.level is PlanLevel.UNIT
            else (entry.year, PlanLevel.UNIT, unit_code)
        )
        higher = self.plans.get(key) if entry.level is not PlanLevel.COUNTY else None
        return {target.indicator_code for target in higher.targets_in_force} if higher else set()

    def lines(self, entry: PlanEntry, unit_code: str | None) -> list[dict[str, Any]]:
        """The entry's targets as rows, judged one by one."""
        higher = self.higher_codes(entry, unit_code)
        rows: list[dict[str, Any]] = []
        seen: set[str] = set()
        for position, line in enumerate(entry.targets):
            code = line.indicator_code
            indicator = self.indicators.get((entry.year, code))
            if indicator is None:
                raise UnknownIndicator(year=entry.year, indicator_code=code)
            if code in seen:
                raise IndicatorTwice(indicator_code=code)
            seen.add(code)
            if not milestones_agree(indicator.direction, line.target, line.milestones):
                raise MilestonesFall(indicator_code=code)
            carries = resolve_carried(code, line.carries_indicator_code, higher)
            if entry.level is PlanLevel.COUNTY:
                carries = None
            pointer = f"/targets/{position}/carries_indicator_code"
            refuse_if(policy.find_untraceable(code, carries, entry.level, higher, pointer))
            rows.append(
                {
                    "position": position,
                    "indicator_code": code,
                    "target": line.target,
                    "milestones": {str(month): write_decimal(value) for month, value in line.milestones.items()},
                    "carries_indicator_code": carries,
                    **{copy: getattr(indicator, name) for name, copy in COPIED.items()},
                }
            )
        return rows


def _rewrite(plan: Plan, rows: Sequence[dict[str, Any]]) -> bool:
    """Let the plan hold these targets; False when it does already."""
    present = {target.indicator_code: target for target in plan.targets}
    is_changed = len(present) != len(rows)
    for row in rows:
        target = present.pop(row["indicator_code"], None)
        if target is None:
            plan.targets.append(PlanTarget(**row))
            is_changed = True
            continue
        for name, value in row.items():
            if getattr(target, name) != value:
                setattr(target, name, value)
                is_changed = True
    for target in present.values():
        plan.targets.remove(target)
    plan.target_count = len(rows)
    return is_changed


async def draft_plans(session: WriteSession, batch: Batch[PlanEntry], principal: Principal) -> BatchOutcome:
    """Write drafts, or write them again; an issued plan is refused."""
    years = {entry.year for entry in batch.items}
    for year in years:
        await require_phase(session, year, PLANNING)
    cadres = await find_cadres(session, {entry.cadre_code for entry in batch.items if entry.cadre_code})
    unit_codes = {entry.unit_code for entry in batch.items if entry.unit_code}
    unit_codes |= {cadre.unit_code for cadre in cadres.values() if cadre.unit_code}
    codes = {line.indicator_code for entry in batch.items for line in entry.targets}
    known = Drafting(
        await repository.find_plans(session, years, unit_codes, set(cadres)),
        await find_indicators(session, years, codes),
        await find_units(session, unit_codes),
        cadres,
    )

    async def apply(entry: PlanEntry) -> Applied:
        refuse_if(policy.find_wrong_subject(entry))
        unit_code = known.unit_code(entry)
        refuse_if(policy.find_other_writer(principal, entry.level, unit_code))
        rows, plan = known.lines(entry, unit_code), known.plans.get(_key(entry))
        if plan is not None:
            if plan.is_issued:
                raise PlanIsIssued
            is_changed = _rewrite(plan, rows) or (plan.unit_code, plan.subject_name) != (
                unit_code,
                known.subject_name(entry),
            )
            if is_changed:
                plan.unit_code, plan.subject_name, plan.updated_at = unit_code, known.subject_name(entry), real_now()
                plan.writers = list(dict.fromkeys([*plan.writers, principal.person_id]))
                plan.drafted_by_name = principal.name
            return subject_code(entry), "updated" if is_changed else "unchanged"
        known.plans[_key(entry)] = plan = Plan(
            year=entry.year,
            level=entry.level.value,
            unit_code=unit_code,
            cadre_code=entry.cadre_code,
            subject_name=known.subject_name(entry),
            state=PlanState.DRAFT,
            issue_version=0,
            target_count=len(rows),
            writers=[principal.person_id],
            drafted_by_name=principal.name,
            targets=[PlanTarget(**row) for row in rows],
        )
        repository.add_plan(session, plan)
        return subject_code(entry), "created"

    return await apply_batch(session, batch, apply, subject_code)
