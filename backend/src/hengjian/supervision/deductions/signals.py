"""What a reviewer should know about how a record came in. Signals are shown; nothing is decided by them."""

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.supervision.device_clock import CLOCK_TOLERANCE
from hengjian.supervision.models import Deduction

LOW_ACCURACY_METRES = Decimal(100)
"""A circle this wide no longer tells one courtyard from the next."""


class Signal(StrEnum):
    CAPTURED_AFTER_RECEIVED = "captured_after_received"
    CLOCK_SKEW = "clock_skew"
    LOW_ACCURACY = "low_accuracy"
    MOCK_LOCATION = "mock_location"


def clock_skew_of(deduction: Deduction) -> timedelta | None:
    """How far the device ran ahead of the server when it handed the record over; None where it did not say."""
    return None if deduction.device_at is None else deduction.device_at - deduction.received_at


def list_signals(deduction: Deduction) -> list[Signal]:
    skew, captured_at, accuracy = clock_skew_of(deduction), deduction.captured_at, deduction.accuracy_m
    shown = {
        Signal.CAPTURED_AFTER_RECEIVED: captured_at is not None
        and captured_at > deduction.received_at + CLOCK_TOLERANCE,
        Signal.CLOCK_SKEW: skew is not None and abs(skew) > CLOCK_TOLERANCE,
        Signal.LOW_ACCURACY: accuracy is not None and accuracy > LOW_ACCURACY_METRES,
        Signal.MOCK_LOCATION: deduction.is_mock is True,
    }
    return [signal for signal, is_shown in shown.items() if is_shown]


def may_see_circumstances(principal: Principal, deduction: Deduction) -> bool:
    """Whether the caller learns where the device was and how its clock stood: those who recorded, and who decide."""
    if principal.kind != "person":
        return False
    decides = principal.may(Permission.SUPERVISION_DEDUCTION_CONFIRM) or principal.may(
        Permission.SUPERVISION_DEDUCTION_JUDGE
    )
    return decides or principal.person_id in {deduction.recorded_by, deduction.second_recorder}
