from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.time.inputs import Moment
from hengjian.supervision.rules.schemas import Count, Factor, Points
from hengjian.supervision.schemas import Position, PublicText, Reason


class DeductionEntry(BaseModel):
    """``id`` is made by the recording device, so that a repeated post is recognised.

    ``occurred_at`` is office time. ``captured_at`` and ``device_at`` are times of the device's own clock: when it was
    found, and when this request was sent. ``device_at`` is no part of the content: a repeat may say another.
    ``second_recorder`` is the account id, or the username, of an inspector who was there too.

    ``points`` and ``points_reason`` are for rules with a range; anywhere else the points come from the rule.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "id": "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b41",
                    "unit_code": "T01",
                    "cadre_codes": ["T01-C01"],
                    "rule_code": "MTG-ABSENT",
                    "count": 2,
                    "occurred_at": "2026-03-05T09:00:00+08:00",
                    "place": "镇政府",
                    "description": "县安全生产会议缺席二人",
                }
            ]
        },
    )

    id: UUID
    visit_id: UUID | None = None
    unit_code: Code
    cadre_codes: Annotated[list[Code], Field(max_length=10)] = []
    rule_code: Code
    count: Count = 1
    factor: Factor = Decimal(1)
    points: Points | None = None
    points_reason: Reason | None = None
    occurred_at: Moment
    captured_at: Moment | None = None
    device_at: Moment | None = None
    position: Position | None = None
    second_recorder: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    place: Annotated[str, Field(min_length=1, max_length=200, description="Unit or village, never coordinates")]
    description: Annotated[str, Field(min_length=1, max_length=2000)]
    public_text: PublicText | None = None


@dataclass(frozen=True)
class UnreadableRow:
    """A row that is no deduction; the others of its batch do not suffer for it."""

    key: str
    errors: Sequence[FieldError]


class DeductionReceipt(BaseModel):
    """The answer to a post; a repeated post gets the same one, whatever became of the deduction since."""

    id: UUID
    number: str
    year: int
    unit_code: str
    unit_name: str
    rule_code: str
    points: DecimalString
    state: Literal["recorded"]
    occurred_at: datetime
    recorded_at: datetime
