from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.exchange.batches import Batch
from hengjian.kit.policy.actions import Action
from hengjian.targets.schemas import Input, Note, Output, Reason
from hengjian.targets.workflows import ValueState

ValueName = Annotated[
    Code,
    Field(
        description="Which value: annual, half_year, quarter_1 to quarter_4, month_01 to month_12", examples=["annual"]
    ),
]


class ValueEntry(Input):
    """``reason`` is needed where a confirmed value is entered again."""

    unit_code: Code
    indicator_code: Code
    actual: DecimalString
    note: Note = ""
    reason: Reason | None = None


class ValueBatch(Batch[ValueEntry]):
    year: Year
    value_name: ValueName


class ValueConfirmation(Input):
    """Either ``ids``, or ``year`` + ``value_name`` + ``indicator_codes`` for all values that wait there but those that
    an owner entered for its own unit: each of these is looked at, and named by its id."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)] | None = None
    year: Year | None = None
    value_name: ValueName | None = None
    indicator_codes: Annotated[list[Code], Field(min_length=1, max_length=100)] | None = None


class ValueConfirmationOutcome(Output):
    """``own_unit_waiting``: so many of those asked for are an owner's for its own unit, and wait to be named by id."""

    confirmed: int
    own_unit_waiting: int


class ValueView(Output):
    """``target``: the one it is judged by, frozen at confirmation. ``claim``: what the unit's latest report up to that
    time said; ``difference``: claim less actual; ``is_of_own_unit``: the owner entered it for itself."""

    id: UUID
    year: int
    value_name: str
    unit_code: str
    indicator_code: str
    revision: int
    actual: DecimalString
    target: DecimalString | None
    claim: DecimalString | None
    difference: DecimalString | None
    note: str
    reason: str | None
    is_of_own_unit: bool
    state: ValueState
    entered_by_name: str
    entered_at: datetime
    confirmed_by_name: str | None
    confirmed_at: datetime | None
    version: int
    updated_at: datetime


class ValueDetailView(ValueView):
    actions: list[Action]
