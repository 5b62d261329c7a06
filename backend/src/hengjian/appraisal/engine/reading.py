"""Reading with a list of faults: every method notes what is wrong and gives back something to go on with."""

from collections.abc import Collection, Mapping
from typing import Any

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.faults import Fault, Path, is_printable
from hengjian.appraisal.engine.rationals import NotANumberError, TooManyDigitsError, read_exact

MAX_ENTRIES = 10_000
_ONE = Exact(1)


class Reader:
    """Collects faults. ``quotients`` says whether numbers may be quotients: in schemes, not in facts."""

    def __init__(self, *, quotients: bool) -> None:
        self.faults: list[Fault] = []
        self._quotients = quotients

    def fault(self, path: Path, code: str) -> None:
        """Note a fault of that code at that path; reading goes on."""
        self.faults.append(Fault(path, code))

    def mapping(
        self, value: Any, path: Path, *, required: Collection[str] = (), optional: Collection[str] = ()
    ) -> Mapping[str, Any] | None:
        """An object with fixed keys; ``note`` may stand in every one."""
        if not isinstance(value, dict):
            self.fault(path, "bad_shape")
            return None
        for key in value:
            if key in required or key in optional:
                continue
            if key == "note":
                self.text(value[key], (*path, key))
            else:
                self.fault((*path, key), "bad_shape")
        for key in required:
            if key not in value:
                self.fault((*path, key), "bad_shape")
        return value

    def entries(self, value: Any, path: Path, *, at_most: int | None = None) -> list[Any]:
        """A list; only lists of parts, bands, events and subjects have a longest length."""
        if not isinstance(value, list):
            self.fault(path, "bad_shape")
            return []
        if at_most is not None and len(value) > at_most:
            self.fault(path, "too_large")
            return []
        return value

    def named(self, value: Any, path: Path) -> dict[str, Any]:
        """An object whose keys are names that the document chooses."""
        if not isinstance(value, dict):
            self.fault(path, "bad_shape")
            return {}
        if all(map(is_printable, value)):
            return value
        for key in value:
            if not is_printable(key):
                self.fault((*path, key), "bad_shape")
        return {key: entry for key, entry in value.items() if is_printable(key)}

    def text(self, value: Any, path: Path) -> str:
        """A printable text; empty where it is none, with ``bad_shape`` noted."""
        return self.optional_text(value, path) or ""

    def optional_text(self, value: Any, path: Path) -> str | None:
        """None where it is no text, so that nothing else is held against it."""
        if isinstance(value, str) and is_printable(value):
            return value
        self.fault(path, "bad_shape")
        return None

    def texts(self, value: Any, path: Path) -> list[str]:
        """The printable texts of a list; others are left out, with ``bad_shape`` noted for each."""
        return [text for _, text in self.numbered_texts(value, path)]

    def numbered_texts(self, value: Any, path: Path) -> list[tuple[int, str]]:
        """The texts of a list, each with its place there."""
        read = [self.optional_text(entry, (*path, index)) for index, entry in enumerate(self.entries(value, path))]
        return [(index, text) for index, text in enumerate(read) if text is not None]

    def choice(self, value: Any, path: Path, allowed: Collection[str]) -> str:
        """One of the allowed words; empty where it is none."""
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(path, "bad_shape")
        return ""

    def boolean(self, value: Any, path: Path) -> bool:
        """``true`` or ``false``; false where it is neither, with ``bad_shape`` noted."""
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
        at_most: Exact | None = None,
        above_zero: bool = False,
        whole: bool = False,
    ) -> Exact:
        """An exact number inside its range; 1 where it is none, so that reading can go on."""
        number = self.optional_number(
            value, path, at_least=at_least, at_most=at_most, above_zero=above_zero, whole=whole
        )
        return _ONE if number is None else number

    def optional_number(
        self,
        value: Any,
        path: Path,
        *,
        at_least: int | None = None,
        at_most: Exact | None = None,
        above_zero: bool = False,
        whole: bool = False,
    ) -> Exact | None:
        """None where it is no number or outside its range, so that nothing else is held against it."""
        try:
            number = read_exact(value, quotient=self._quotients)
        except NotANumberError:
            self.fault(path, "not_a_number")
            return None
        except TooManyDigitsError:
            self.fault(path, "too_large")
            return None
        above, below = number.numerator, number.denominator
        if (
            (at_least is not None and above < at_least * below)
            or (above_zero and above <= 0)
            or (whole and below != 1)
            or (at_most is not None and number > at_most)
        ):
            self.fault(path, "out_of_range")
            return None
        return number
