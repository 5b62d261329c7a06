"""What ``targets`` does with what it hears."""

from collections.abc import Mapping

from hengjian.contracts.copies import copy_handlers
from hengjian.contracts.events import UnitChanged
from hengjian.kit.messaging.inbox import EventHandler
from hengjian.targets.models import metadata
from hengjian.targets.reports.awaited import await_reports_of_newcomers

_COPIES = copy_handlers(metadata)

HANDLERS: Mapping[str, tuple[EventHandler, ...]] = {
    **_COPIES,
    UnitChanged.name: (*_COPIES[UnitChanged.name], await_reports_of_newcomers),
}
