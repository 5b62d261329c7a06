"""The list filter is the permission: only rows of units that the caller may see."""

from typing import Any

from sqlalchemy import ColumnElement, true

from hengjian.kit.edge.auth import Visibility


def of_visible_units(column: Any, visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else column.in_(visible.unit_codes)
