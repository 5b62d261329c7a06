"""Rounds and lines as one reader may see them: their own lines, with or without names, and what may be done now."""

from collections.abc import Iterable, Sequence

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.following.changes import FollowedRows
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.problems.problems import NotFound
from hengjian.kit.time.clock import office_today
from hengjian.supervision.models import Round, RoundItem, RoundStep
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.rounds import policy, repository
from hengjian.supervision.rounds.lights import LightRule, read_rule
from hengjian.supervision.rounds.reporting import COUNTED
from hengjian.supervision.rounds.schemas import (
    LightCounts,
    RoundDetail,
    RoundItemDetail,
    RoundItemView,
    RoundStepView,
    RoundView,
    UnitChecklist,
)
from hengjian.supervision.rounds.wording import describe_light, describe_rule
from hengjian.supervision.sight import may_see_names
from hengjian.supervision.workflows.rounds import ItemState, RoundState


def rule_of(current: Round) -> LightRule | None:
    return read_rule(current.rule) if current.rule is not None else None


async def show_round(session: AnySession, current: Round, principal: Principal) -> RoundDetail:
    counts = dict.fromkeys(COUNTED, 0)
    reported = 0
    for row in await repository.count_lights(session, principal.visibility, current.id):
        counts[row.light or "awaited"] += row.counted
        counts["made_good"] += row.counted if row.state == ItemState.MADE_GOOD else 0
        reported += row.counted if row.state == ItemState.REPORTED else 0
    standing = await find_letters_standing(session, current.year)
    return RoundDetail(
        **RoundView.model_validate(current).model_dump(),
        counts=LightCounts(**counts),
        reported_count=reported,
        rule_sentences=describe_rule(current.rule),
        actions=list(policy.list_round_actions(principal, current, standing)),
    )


def item_content(item: RoundItem, rule: LightRule | None) -> dict[str, object]:
    plain = {name: getattr(item, name) for name in RoundItemView.model_fields if name != "light_rule"}
    return {**plain, "light_rule": describe_light(item, rule)}


async def show_rows(session: AnySession, rows: FollowedRows[RoundItem]) -> FollowedRows[RoundItemView]:
    rules = {
        round_id: rule_of(current)
        for round_id in {item.round_id for item in rows.items}
        if (current := await repository.get_round(session, round_id)) is not None
    }
    return rows.with_items(
        [RoundItemView.model_validate(item_content(item, rules[item.round_id])) for item in rows.items]
    )


def _step(step: RoundStep, named: bool) -> RoundStepView:
    plain = {name: getattr(step, name) for name in RoundStepView.model_fields if name != "by"}
    return RoundStepView.model_validate({**plain, "by": (step.by_name or None) if named else None})


async def show_items(
    session: AnySession, current: Round, items: Iterable[RoundItem], principal: Principal
) -> list[RoundItemDetail]:
    listed: Sequence[RoundItem] = list(items)
    standing = await find_standing(session, principal)
    files = await repository.count_files(session, [item.id for item in listed])
    named, today, rule = may_see_names(principal), office_today(), rule_of(current)
    is_open = current.state == RoundState.OPEN
    return [
        RoundItemDetail.model_validate(
            {
                **item_content(item, rule),
                "file_count": files.get(item.id, 0),
                "history": [_step(step, named) for step in item.steps],
                "actions": list(policy.list_actions(principal, item, standing=standing, today=today))
                if is_open
                else [],
            }
        )
        for item in listed
    ]


async def show_checklist(session: AnySession, current: Round, unit_code: str, principal: Principal) -> UnitChecklist:
    items = await repository.list_all_items(session, principal.visibility, current.id, unit_code)
    if not items:
        raise NotFound
    return UnitChecklist(
        round=RoundView.model_validate(current),
        unit_code=unit_code,
        unit_name=items[0].unit_name,
        rule_sentences=describe_rule(current.rule),
        items=await show_items(session, current, items, principal),
    )
