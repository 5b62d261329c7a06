"""Reading with a list of faults: every method notes what is wrong and gives back something to go on with."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Fault, Path
from hengjian.appraisal.engine.numbers import NotANumber, TooManyDigits, read_number

MAX_ENTRIES = 10_000


class Reader:
    """Collects faults. ``quotients`` says whether numbers may be quotients: in schemes, not in facts."""

    def __init__(self, *, quotients: bool) -> None:
        self.faults: list[Fault] = []
        self._quotients = quotients

    def fault(self, path: Path, code: str) -> None:
        self.faults.append(Fault(path, code))

    def mapping(
        self, value: Any, path: Path, *, required: Collection[str] = (), optional: Collection[str] = ()
    ) -> Mapping[str, Any] | None:
        """An object with fixed keys; ``note`` may stand in every one."""
        if not isinstance(value, dict):
            self.fault(path, "bad_shape")
            return None
        for key, entry in value.items():
            if key == "note":
                self.text(entry, (*path, key))
            elif key not in required and key not in optional:
                self.fault((*path, str(key)), "bad_shape")
        for key in required:
            if key not in value:
                self.fault((*path, key), "bad_shape")
        return value

    def entries(self, value: Any, path: Path, *, at_most: int = MAX_ENTRIES) -> list[Any]:
        if not isinstance(value, list):
            self.fault(path, "bad_shape")
            return []
        if len(value) > at_most:
            self.fault(path, "too_large")
            return []
        return value

    def named(self, value: Any, path: Path) -> dict[str, Any]:
        """An object whose keys are names that the document chooses."""
        if not isinstance(value, dict):
            self.fault(path, "bad_shape")
            return {}
        if len(value) > MAX_ENTRIES:
            self.fault(path, "too_large")
            return {}
        return value

    def text(self, value: Any, path: Path) -> str:
        if isinstance(value, str):
            return value
        self.fault(path, "bad_shape")
        return ""

    def texts(self, value: Any, path: Path) -> list[str]:
        return [self.text(entry, (*path, index)) for index, entry in enumerate(self.entries(value, path))]

    def choice(self, value: Any, path: Path, allowed: Collection[str]) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(path, "bad_shape")
        return ""

    def boolean(self, value: Any, path: Path) -> bool:
        if isinstance(value, bool):
            return value
        self.fault(path, "bad_shape")
        return False

    def number(
        self,
        value: Any,
        path: Path,
        *,
        at_least: int | None = None,
        at_most: Fraction | None = None,
        above_zero: bool = False,
        whole: bool = False,
    ) -> Fraction:
        """An exact number inside its range; 1 where it is none, so that reading can go on."""
        try:
            number = read_number(value, quotient=self._quotients)
        except NotANumber:
            self.fault(path, "not_a_number")
            return Fraction(1)
        except TooManyDigits:
            self.fault(path, "too_large")
            return Fraction(1)
        outside = (
            (at_least is not None and number < at_least)
            or (at_most is not None and number > at_most)
            or (above_zero and number <= 0)
            or (whole and number.denominator != 1)
        )
        if outside:
            self.fault(path, "out_of_range")
            return Fraction(1)
        return number
