"""What several features take in and give out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.places import Latitude, Longitude
from hengjian.kit.data.decimals import DecimalString
from hengjian.supervision.workflows.deductions import DeductionState

Reason = Annotated[str, Field(min_length=1, max_length=1000)]
PublicText = Annotated[str, Field(min_length=1, max_length=500)]


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RuleCategory(StrEnum):
    CONDUCT = "conduct"
    DOCUMENTS = "documents"
    ENVIRONMENT = "environment"
    EXPOSURE = "exposure"
    MEETINGS = "meetings"
    PROJECTS = "projects"
    REPORTS = "reports"
    SAFETY = "safety"
    SERVICE = "service"


class Position(BaseModel):
    """Where the device was. ``is_mock``: whether it called the place invented; null where it cannot tell."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    latitude: Latitude
    longitude: Longitude
    accuracy_m: Annotated[DecimalString, Field(ge=0, le=100_000_000)]
    is_mock: Annotated[bool, Field(strict=True)] | None = None


class DeductionRow(Output):
    """A deduction as lists show it. ``points`` = ``points_each`` x ``count`` x ``factor``."""

    id: UUID
    number: str
    year: int
    unit_code: str
    unit_name: str
    rule_code: str
    rule_title: str
    rule_title_en: str
    category: RuleCategory
    points_each: DecimalString
    count: int
    factor: DecimalString
    points: DecimalString
    occurred_at: datetime
    place: str
    state: DeductionState
    recorded_at: datetime
    object_until: datetime | None
    effective_at: datetime | None
    published_at: datetime | None
    version: int
    updated_at: datetime
