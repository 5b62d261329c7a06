from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action
from hengjian.targets.schemas import Output
from hengjian.targets.values.schemas import ValueDetailView


class ValueSheetRow(Output):
    """``value`` is the latest entry, ``confirmed`` what stands in force beside it; ``earlier`` is the latest value of
    the same year that ends before this one. ``target`` and ``claim`` are known before anything is entered."""

    unit_code: str
    unit_name: str
    class_code: str | None
    target: DecimalString | None
    claim: DecimalString | None
    earlier: DecimalString | None
    confirmed: DecimalString | None
    is_closed: bool
    value: ValueDetailView | None


class ValueSheet(Output):
    """Units whose plans carry the indicator, and those that a value was entered for all the same."""

    year: int
    value_name: str
    indicator_code: str
    rows: list[ValueSheetRow]
    actions: list[Action]


class ValueProgressRow(Output):
    """``missing_count``: units whose plans carry the indicator and still lack a value that may be entered."""

    value_name: str
    indicator_code: str
    unit_count: int
    missing_count: int
    waiting_count: int
    confirmed_count: int


class ValueProgress(Output):
    year: int
    items: list[ValueProgressRow]
