"""The list filter is the permission: only rows of units that the caller may see."""

from typing import Any

from sqlalchemy import ColumnElement, or_, true

from hengjian.kit.access.auth import Visibility
from hengjian.targets.models.plans import Plan
from hengjian.targets.terms import PlanLevel


def of_visible_units(column: Any, visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else column.in_(visible.unit_codes)


def of_visible_plans(visible: Visibility) -> ColumnElement[bool]:
    """The county's plan is for everybody to see, the others by their unit."""
    if visible.whole_county:
        return true()
    return or_(Plan.level == PlanLevel.COUNTY, Plan.unit_code.in_(visible.unit_codes))
