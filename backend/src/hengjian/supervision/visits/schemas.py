from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.kit.policy.actions import Action
from hengjian.kit.time.inputs import Moment


class VisitKind(StrEnum):
    COVERT = "covert"
    FOLLOW_UP = "follow_up"
    OPEN = "open"


class VisitEntry(BaseModel):
    """``id`` is made by the recording device, so that a repeated post is recognised."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "id": "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b42",
                    "kind": "covert",
                    "unit_code": "T01",
                    "visited_at": "2026-03-05T09:00:00+08:00",
                    "place": "便民服务中心",
                    "companions": [],
                    "findings": "窗口无人值守",
                }
            ]
        },
    )

    id: UUID
    kind: VisitKind
    unit_code: Code
    visited_at: Moment
    place: Annotated[str, Field(min_length=1, max_length=200, description="Unit or village, never coordinates")]
    companions: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=80)]],
        Field(max_length=10, description="Who else was there, by name"),
    ] = []
    findings: Annotated[str, Field(min_length=1, max_length=4000)]


class VisitRow(BaseModel):
    """Names are empty or null for readers who learn none."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: str
    year: int
    kind: VisitKind
    unit_code: str
    unit_name: str
    visited_at: datetime
    place: str
    companions: list[str]
    findings: str
    recorded_at: datetime
    recorded_by: str | None
    version: int
    updated_at: datetime


class VisitView(VisitRow):
    """The visit with what the caller may do about it now."""

    actions: list[Action]
