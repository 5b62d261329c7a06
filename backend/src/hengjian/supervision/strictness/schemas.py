from datetime import datetime

from pydantic import BaseModel, ConfigDict

from hengjian.kit.data.decimals import DecimalString


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class InspectorStrictness(Output):
    """What came of somebody's records. The figures are null where there are too few cases to compare anybody by them.

    ``points_each`` is the mean of the points that stand; ``upheld_percent`` the share of decided records that stand
    as they were recorded.
    """

    account_id: str
    name: str
    visits: int
    records: int
    decided: int
    points_each: DecimalString | None
    upheld_percent: DecimalString | None


class ClassStrictness(Output):
    """Deductions in force by unit of a class; null where the class has too few."""

    class_code: str
    units: int
    visits: int
    in_force: int
    visits_per_unit: DecimalString | None
    points_per_unit: DecimalString | None


class Strictness(Output):
    """``least_cases`` is how many cases a figure needs."""

    year: int
    as_of: datetime
    least_cases: int
    inspectors: list[InspectorStrictness]
    classes: list[ClassStrictness]
