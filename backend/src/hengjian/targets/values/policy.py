from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.targets.models import AppraisalYear, Indicator, OwnerValue, Round, Unit
from hengjian.targets.policy import check_permission, refuse
from hengjian.targets.values.errors import ValueIsFrozen, ValueStateForbids
from hengjian.targets.years.policy import REPORTING, check_phase

HALF_YEAR = "half_year"


def claim_month(value_name: str) -> int:
    """Last month whose report may hold the unit's claim for a value of this name."""
    return 6 if value_name == HALF_YEAR else 12


def check_owner(principal: Principal, indicator: Indicator) -> None:
    """Only the unit that owns an indicator enters its values, whatever else the caller may do."""
    if principal.unit_code != indicator.owner_unit_code:
        raise refuse(
            f"指标 {indicator.code} 由 {indicator.owner_unit_code} 负责录入。",
            f"Values of {indicator.code} are entered by {indicator.owner_unit_code}.",
        )


def check_not_frozen(round_: Round, unit: Unit, indicator_code: str) -> None:
    if round_.state == "closed" and unit.class_code in round_.class_codes and indicator_code in round_.indicator_codes:
        raise ValueIsFrozen(period=round_.period, indicator_code=indicator_code)


def check_verifier(principal: Principal, value: OwnerValue) -> None:
    if principal.subject == value.entered_by:
        raise refuse("录入人不能确认自己录入的数值。", "Whoever entered a value cannot confirm it.")


def check_confirmation(principal: Principal, value: OwnerValue, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_VALUE_CONFIRM)
    check_phase(year, REPORTING)
    if value.state != "entered":
        raise ValueStateForbids(count=1)
    check_verifier(principal, value)
