"""What every scoring rule is: parameters read once, facts read and scored, each score explained."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.numbers import print_short
from hengjian.appraisal.engine.reading import Reader

ZERO = Fraction(0)
HUNDRED = Fraction(100)


class NoBand(Exception):
    """No band holds the value; found while scoring."""


@dataclass(frozen=True)
class Why:
    """A sentence in both languages; numbers are put in when it is printed."""

    zh: str
    en: str
    numbers: Mapping[str, Any] = field(default_factory=dict)

    def say(self, language: str) -> str:
        values = {name: print_short(v) if isinstance(v, Fraction) else v for name, v in self.numbers.items()}
        return (self.en if language == "en" else self.zh).format(**values)


@dataclass(frozen=True)
class Parameters:
    """A rule's object in the scheme, with the points of its item."""

    content: Mapping[str, Any]
    path: Path
    points: Fraction | None
    reader: Reader

    def need_points(self) -> Fraction:
        """The item's points; the fault stands at the item, one step above the rule."""
        if self.points is None:
            self.reader.fault((*self.path[:-1], "points"), "points_needed")
            return Fraction(1)
        return self.points

    def number(self, key: str, default: Fraction | None = None, **limits: Any) -> Fraction:
        """A parameter; without ``default`` it must be there."""
        if key not in self.content:
            if default is not None:
                return default
            return Fraction(1)
        return self.reader.number(self.content[key], (*self.path, key), **limits)

    def optional(self, key: str, **limits: Any) -> Fraction | None:
        return self.number(key, **limits) if key in self.content else None

    def nullable(self, key: str, default: Fraction) -> Fraction | None:
        """A number, or ``null`` for no limit."""
        if key in self.content and self.content[key] is None:
            return None
        return self.number(key, default)

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        if key not in self.content:
            return default
        return self.reader.choice(self.content[key], (*self.path, key), allowed)

    def boolean(self, key: str, *, default: bool = False) -> bool:
        if key not in self.content:
            return default
        return self.reader.boolean(self.content[key], (*self.path, key))

    def texts(self, key: str) -> list[str]:
        return self.reader.texts(self.content[key], (*self.path, key)) if key in self.content else []


class Rule(ABC):
    """A scoring rule with its parameters.

    ``required`` and ``optional`` name the parameters; ``is_event`` rules read an absent fact as "no events";
    ``uses_peers`` rules are given what :meth:`survey` makes of the facts of the whole class.
    """

    type: ClassVar[str]
    required: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()
    is_event: ClassVar[bool] = False

    @abstractmethod
    def __init__(self, parameters: Parameters) -> None:
        """Read the parameters; faults go to the reader."""

    @abstractmethod
    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Any:
        """The fact in the rule's own form; None when it counts as absent."""

    def survey(self, facts: Sequence[Any]) -> Any:
        """What scoring needs to know of all peers' facts; called once a class."""
        return None

    @abstractmethod
    def score(self, fact: Any, survey: Any) -> tuple[Fraction, Why]:
        """Exact score and its reason. Raises :class:`NoBand`."""
