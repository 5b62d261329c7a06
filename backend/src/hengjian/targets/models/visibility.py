"""The list filter is the permission: only rows of units that the caller may see."""

from typing import Any

from sqlalchemy import ColumnElement, or_, true

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.statements import is_among
from hengjian.targets.models.plans import Plan
from hengjian.targets.terms import PlanLevel


def of_visible_units(column: Any, visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else is_among(column, visible.unit_codes)


def of_visible_plans(visible: Visibility) -> ColumnElement[bool]:
    """The county's plan is for everybody to see, the others by their unit."""
    if visible.whole_county:
        return true()
    return or_(Plan.level == PlanLevel.COUNTY, is_among(Plan.unit_code, visible.unit_codes))
