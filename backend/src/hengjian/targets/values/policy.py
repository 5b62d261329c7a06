from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.contracts.value_names import ANNUAL, LAST_MONTH
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal
from hengjian.targets.models import AppraisalYear, Indicator, OwnerValue, Round, Unit
from hengjian.targets.phases.policy import REPORTING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission
from hengjian.targets.values.errors import ValueIsFrozen, ValueStateForbids
from hengjian.targets.workflows import VALUE, TargetRoundState, ValueVerb


def claim_month(value_name: str) -> int:
    """Last month whose report may hold the unit's claim for a value of this name."""
    return LAST_MONTH.get(value_name, LAST_MONTH[ANNUAL])


def find_other_owner(principal: Principal, indicator: Indicator) -> Refusal | None:
    """Only the unit that owns an indicator enters its values, whatever else the caller may do."""
    if principal.unit_code == indicator.owner_unit_code:
        return None
    return Refusal(
        f"指标 {indicator.code} 由 {indicator.owner_unit_code} 负责录入。",
        f"Values of {indicator.code} are entered by {indicator.owner_unit_code}.",
    )


def find_closed_round(round_: Round, unit: Unit, indicator_code: str) -> ValueIsFrozen | None:
    is_closed = round_.state == TargetRoundState.CLOSED
    if is_closed and unit.class_code in round_.class_codes and indicator_code in round_.indicator_codes:
        return ValueIsFrozen(period=round_.period, indicator_code=indicator_code)
    return None


def find_bar(standing: Standing, value: OwnerValue, indicator: Indicator) -> Refusal | None:
    """Neither the unit that is measured nor the one that entered the value confirms it."""
    matter = Matter((value.unit_code, indicator.owner_unit_code), acted={"enter_values": [value.entered_by]})
    return standing.find_bar("confirm_values", matter)


def find_obstacle_to_entry(principal: Principal, indicator: Indicator, year: AppraisalYear) -> Obstacle | None:
    return (
        find_missing_permission(principal, Permission.TARGETS_VALUE_ENTER)
        or find_wrong_phase(year, REPORTING)
        or find_other_owner(principal, indicator)
    )


def find_obstacle_to_confirmation(
    principal: Principal, standing: Standing, value: OwnerValue, indicator: Indicator, year: AppraisalYear
) -> Obstacle | None:
    return (
        find_missing_permission(principal, VALUE.permission_for(ValueVerb.CONFIRM))
        or find_wrong_phase(year, REPORTING)
        or (None if VALUE.is_possible(ValueVerb.CONFIRM, value.state) else ValueStateForbids(count=1))
        or find_bar(standing, value, indicator)
    )
