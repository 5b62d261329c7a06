from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from hengjian.contracts.codes import Year
from hengjian.kit.policy.actions import Action
from hengjian.kit.texts import Name
from hengjian.targets.schemas import Input, Output
from hengjian.targets.workflows import YearPhase

Settings = Annotated[
    dict[Annotated[str, Field(max_length=60)], str | int | bool],
    Field(max_length=50, description="What the county decided for this year", examples=[{"cadre_unit": "longest"}]),
]


class OpeningPhase(StrEnum):
    PREPARATION = "preparation"
    CLOSED = "closed"


class YearEntry(Input):
    """``phase`` closed is for past years, whose results are kept as history."""

    year: Year
    name: Name
    report_due_day: Annotated[int, Field(ge=1, le=28, description="Day of the following month")] = 5
    yellow_percent: Annotated[int, Field(ge=1, le=100)] = 90
    settings: Settings = Field(default_factory=dict)
    phase: OpeningPhase = OpeningPhase.PREPARATION


class PhaseMove(Input):
    to_phase: YearPhase


class YearView(Output):
    year: int
    name: str
    phase: YearPhase
    phase_since: datetime
    report_due_day: int
    yellow_percent: int
    settings: dict[str, str | int | bool]
    opened_by_name: str
    version: int
    updated_at: datetime


class YearDetailView(YearView):
    actions: list[Action]
