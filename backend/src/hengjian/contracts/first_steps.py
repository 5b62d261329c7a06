"""What a county does before its first year runs: each service tells how far its own steps are, in one form."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, Role


class FirstStepName(StrEnum):
    COUNTY = "county"
    CLASSES = "classes"
    UNITS = "units"
    CADRES = "cadres"
    ACCOUNTS = "accounts"
    YEAR = "year"
    INDICATORS = "indicators"
    PLANS = "plans"
    CATALOGUE = "catalogue"
    INSPECTORS = "inspectors"
    SCHEMES = "schemes"
    LINKAGE_RULES = "linkage_rules"


class FirstStepState(StrEnum):
    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"


TAKES: Mapping[FirstStepName, Permission] = {
    FirstStepName.COUNTY: Permission.DIRECTORY_UNIT_MANAGE,
    FirstStepName.CLASSES: Permission.DIRECTORY_UNIT_MANAGE,
    FirstStepName.UNITS: Permission.DIRECTORY_UNIT_MANAGE,
    FirstStepName.CADRES: Permission.DIRECTORY_CADRE_MANAGE,
    FirstStepName.ACCOUNTS: Permission.DIRECTORY_ACCOUNT_MANAGE,
    FirstStepName.YEAR: Permission.TARGETS_YEAR_MANAGE,
    FirstStepName.INDICATORS: Permission.TARGETS_INDICATOR_MANAGE,
    FirstStepName.PLANS: Permission.TARGETS_PLAN_ISSUE,
    FirstStepName.CATALOGUE: Permission.SUPERVISION_RULE_MANAGE,
    FirstStepName.INSPECTORS: Permission.DIRECTORY_ACCOUNT_MANAGE,
    FirstStepName.SCHEMES: Permission.APPRAISAL_SCHEME_ISSUE,
    FirstStepName.LINKAGE_RULES: Permission.PERSONNEL_RULE_MANAGE,
}
"""With which permission a step is done."""


class FirstStep(BaseModel):
    """``count`` is how many of it there are; ``permission`` takes the step, and ``roles`` are those that hold it."""

    name: FirstStepName
    state: FirstStepState
    count: int
    permission: Permission
    roles: list[Role]


class FirstSteps(BaseModel):
    items: list[FirstStep]


def describe_step(name: FirstStepName, count: int, *, is_done: bool) -> FirstStep:
    state = FirstStepState.DONE if is_done else FirstStepState.BEGUN if count else FirstStepState.OPEN
    permission = TAKES[name]
    roles = sorted(role for role, granted in GRANTS.items() if permission in granted)
    return FirstStep(name=name, state=state, count=count, permission=permission, roles=roles)
