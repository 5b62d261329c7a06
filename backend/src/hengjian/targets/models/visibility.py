"""The list filter is the permission: only rows of units that the caller may see."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.statements import is_among
from hengjian.targets.models.plans import Plan
from hengjian.targets.models.values import OwnerValue
from hengjian.targets.models.years import Indicator
from hengjian.targets.terms import PlanLevel


def of_visible_units(column: Any, visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else is_among(column, visible.unit_codes)


def of_visible_values(visible: Visibility) -> ColumnElement[bool]:
    """Values by their unit, and for who owns an indicator, its values of all units."""
    if visible.whole_county:
        return true()
    owned = select(Indicator.code).where(
        Indicator.year == OwnerValue.year, Indicator.owner_unit_code == visible.owner_code
    )
    of_units = is_among(OwnerValue.unit_code, visible.unit_codes)
    return of_units if visible.owner_code is None else or_(of_units, OwnerValue.indicator_code.in_(owned))


def of_visible_plans(visible: Visibility) -> ColumnElement[bool]:
    """The county's plan is for everybody to see, the others by their unit."""
    if visible.whole_county:
        return true()
    return or_(Plan.level == PlanLevel.COUNTY, is_among(Plan.unit_code, visible.unit_codes))
