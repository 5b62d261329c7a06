"""What a round looks into: copied from the issued plans when it opens, and the projects that the office adds."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from fastapi import Request
from pydantic import ValidationError

from hengjian.contracts.targets import UnitTarget, list_unit_targets
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.service import service_of
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.policy.refusals import refuse_if
from hengjian.supervision.models import Round, RoundItem, Unit
from hengjian.supervision.rounds import policy, repository
from hengjian.supervision.rounds.errors import CodeTaken, UnitNotInRound
from hengjian.supervision.rounds.lights import LightRule, worst_value
from hengjian.supervision.rounds.schemas import ProjectEntry, RoundEntry
from hengjian.supervision.workflows.rounds import ItemState, RoundVerb

LAST_MONTHS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
AFTER_THE_PLAN = 1000
"""Position from which added projects stand, behind everything that a plan can hold."""


async def read_targets(request: Request) -> Sequence[UnitTarget]:
    """What the units owe by the end of the quarter, asked before anything is written; what is unfit is refused
    later."""
    try:
        entry = RoundEntry.model_validate_json(await request.body())
    except ValidationError:
        return []
    return await list_unit_targets(service_of(request).peers, entry.year, LAST_MONTHS[entry.period])


def copy_targets(
    opened: Round,
    rule: LightRule,
    targets: Iterable[UnitTarget],
    units: Mapping[str, Unit],
    indicator_codes: Collection[str] | None,
) -> list[RoundItem]:
    """The lines of the units' plans, with the values by which their lights will be computed."""
    wanted = [
        target
        for target in targets
        if target.unit_code in units
        and target.expected is not None
        and (indicator_codes is None or target.indicator_code in indicator_codes)
    ]
    return [_copy(opened, rule, target, units[target.unit_code], place) for place, target in enumerate(wanted)]


def _copy(opened: Round, rule: LightRule, target: UnitTarget, unit: Unit, place: int) -> RoundItem:
    assert target.expected is not None, "lines without an expected value are left out"
    return RoundItem(
        round_id=opened.id,
        unit_code=unit.code,
        unit_name=unit.name,
        class_code=unit.class_code,
        position=place,
        code=target.indicator_code,
        name=target.indicator_name,
        name_en=target.indicator_name_en,
        kind="project" if target.kind == "task" else "indicator",
        measure="value",
        origin="plan",
        plan_id=target.plan_id,
        plan_version=target.issue_version,
        unit_of_measure=target.unit_of_measure,
        direction=target.direction,
        places=target.places,
        target=target.target,
        expected=target.expected,
        basis=target.basis,
        green_at=worst_value(target.expected, rule.green_percent, target.direction),
        yellow_at=worst_value(target.expected, rule.yellow_percent, target.direction),
        state=ItemState.AWAITED.value,
    )


async def add_projects(session: WriteSession, current: Round, batch: Batch[ProjectEntry]) -> BatchOutcome:
    """Add key projects by unit and code, or correct those that nobody has looked into yet."""
    refuse_if(policy.find_round_obstacle(current, RoundVerb.ADD_ITEMS))
    units = await repository.find_units(session, current.class_codes)
    known = await repository.find_items_by_code(session, current.id, {entry.unit_code for entry in batch.items})

    async def apply(entry: ProjectEntry) -> Applied:
        unit, item = units.get(entry.unit_code), known.get((entry.unit_code, entry.code))
        key = f"{entry.unit_code}/{entry.code}"
        if unit is None:
            raise UnitNotInRound(unit_code=entry.unit_code)
        content = {
            "name": entry.name,
            "name_en": entry.name_en or entry.name,
            "planned": entry.planned,
            "planned_on": entry.planned_on,
        }
        if item is None:
            known[entry.unit_code, entry.code] = added = RoundItem(
                round_id=current.id,
                unit_code=unit.code,
                unit_name=unit.name,
                class_code=unit.class_code,
                position=AFTER_THE_PLAN + sum(code == unit.code for code, _ in known),
                code=entry.code,
                kind="project",
                measure="schedule",
                origin="office",
                state=ItemState.AWAITED.value,
                **content,
            )
            repository.add_items(session, [added])
            return key, "created"
        if all(getattr(item, name) == value for name, value in content.items()):
            return key, "unchanged"
        if item.origin != "office" or item.state != ItemState.AWAITED:
            raise CodeTaken(item_code=entry.code)
        for name, value in content.items():
            setattr(item, name, value)
        return key, "updated"

    return await apply_batch(session, batch, apply, lambda entry: f"{entry.unit_code}/{entry.code}")
