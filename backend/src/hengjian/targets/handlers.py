"""What ``targets`` does with what it hears."""

from collections.abc import Mapping

from hengjian.contracts.copies import COPY_HANDLERS
from hengjian.contracts.events import UnitChanged
from hengjian.kit.events import EventHandler
from hengjian.targets.reports.awaiting import await_reports_of_newcomers

HANDLERS: Mapping[str, tuple[EventHandler, ...]] = {
    **COPY_HANDLERS,
    UnitChanged.name: (*COPY_HANDLERS[UnitChanged.name], await_reports_of_newcomers),
}
