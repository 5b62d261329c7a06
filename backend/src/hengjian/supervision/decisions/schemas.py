from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.supervision.rules.schemas import Count, Factor
from hengjian.supervision.schemas import Input, PublicText, Reason

Village = Annotated[
    str,
    Field(
        max_length=20,
        pattern="^[\u4e00-\u9fff]{1,18}(村|社区)$",
        description="A village or community by name; no house, no number, no coordinates",
        examples=["青岭村"],
    ),
]


class DeductionIds(Input):
    ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)]


class DeductionReturn(Input):
    reason: Reason


class DeductionMerger(Input):
    into_id: UUID
    reason: Reason


class ObjectionEntry(Input):
    grounds: Annotated[str, Field(min_length=1, max_length=4000)]


class JudgementEntry(Input):
    """Accepting in part changes count, factor or rule so that fewer points remain; a number is never typed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"outcome": "partly_accepted", "reason": "核实缺席一人", "count": 1}]}
    )

    outcome: Literal["rejected", "partly_accepted", "accepted"]
    reason: Reason
    count: Count | None = None
    factor: Factor | None = None
    rule_code: Code | None = None


class DeductionRevocation(Input):
    """The reason is printed in the bulletin, so it must name nobody."""

    reason: PublicText


class PublicTextEntry(Input):
    """What the public may read beside unit, rule, points and day. Without a village the place is the unit."""

    public_text: PublicText | None
    public_place: Village | None = None
