from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.texts import Name
from hengjian.targets.schemas import Input, Output

Places = Annotated[int, Field(ge=0, le=6, description="Decimal places of its values")]
Measure = Annotated[str, Field(min_length=1, max_length=20, examples=["亿元"])]


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class GoalScope(StrEnum):
    COMMON = "common"
    SPECIFIC = "specific"


class IndicatorKind(StrEnum):
    QUANTITY = "quantity"
    TASK = "task"


class IndicatorEntry(Input):
    """``owner_unit_code`` names the unit that enters and proves the values; ``direction`` says which way is better."""

    year: Year
    code: Code
    name: Name
    name_en: Name
    unit_of_measure: Measure
    owner_unit_code: Code
    direction: Direction = Direction.HIGHER
    goal_scope: GoalScope = GoalScope.COMMON
    kind: IndicatorKind = IndicatorKind.QUANTITY
    places: Places = 2


class IndicatorChange(Input):
    """Absent fields stay as they are. Once in an issued plan only names and the owner may change."""

    name: Name | None = None
    name_en: Name | None = None
    unit_of_measure: Measure | None = None
    owner_unit_code: Code | None = None
    direction: Direction | None = None
    goal_scope: GoalScope | None = None
    kind: IndicatorKind | None = None
    places: Places | None = None


class IndicatorView(Output):
    id: UUID
    year: int
    code: str
    name: str
    name_en: str
    unit_of_measure: str
    owner_unit_code: str
    direction: Direction
    goal_scope: GoalScope
    kind: IndicatorKind
    places: int
    version: int
    updated_at: datetime
