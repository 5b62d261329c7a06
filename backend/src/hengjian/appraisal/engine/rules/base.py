"""What every scoring rule is: parameters read once, facts read and scored, each score explained when asked."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.rationals import print_short
from hengjian.appraisal.engine.reading import Reader

ZERO = Exact(0)
HUNDRED = Exact(100)


Reach = tuple[Exact | None, Exact | None]
"""The least and the most a score can be; None where nothing bounds it."""


def reach_of_steps(per: Exact, limit: Exact | None) -> Reach:
    """Least and most points of ``per`` x (any number of steps from none on), held to ``limit``; None where
    unbounded."""
    held = ZERO if limit is None else min(ZERO, limit)
    if per > 0:
        return held, limit
    return (None if per < 0 else held), held


class NoBandError(Exception):
    """No band holds the value; found while scoring."""


@dataclass(frozen=True)
class Why:
    """A sentence in both languages; numbers are put in when it is printed."""

    zh: str
    en: str
    numbers: Mapping[str, Any] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``, numbers printed half up to six places at most, without trailing zeros."""
        values = {name: print_short(v) if isinstance(v, Exact) else v for name, v in self.numbers.items()}
        return (self.en if language == "en" else self.zh).format(**values)


@dataclass(frozen=True)
class Parameters:
    """A rule's object in the scheme, with the points of its item."""

    content: Mapping[str, Any]
    path: Path
    points: Exact | None
    reader: Reader

    def need_points(self) -> Exact:
        """The item's points; without them the fault ``points_needed`` stands at the item, one step above the rule."""
        if self.points is None:
            self.reader.fault((*self.path[:-1], "points"), "points_needed")
            return Exact(1)
        return self.points

    def number(self, key: str, default: Exact | None = None, **limits: Any) -> Exact:
        """A parameter; without ``default`` it must be there."""
        if key not in self.content:
            return Exact(1) if default is None else default
        return self.reader.number(self.content[key], (*self.path, key), **limits)

    def optional(self, key: str, **limits: Any) -> Exact | None:
        """The number of a parameter, exact; None where it is not given."""
        return self.number(key, **limits) if key in self.content else None

    def nullable(self, key: str, default: Exact) -> Exact | None:
        """A number, or ``null`` for no limit."""
        if key in self.content and self.content[key] is None:
            return None
        return self.number(key, default)

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of the allowed words of a parameter; ``default`` where it is not given, ``bad_shape`` for any other."""
        if key not in self.content:
            return default
        return self.reader.choice(self.content[key], (*self.path, key), allowed)

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """``true`` or ``false`` of a parameter; ``default`` where it is not given."""
        if key not in self.content:
            return default
        return self.reader.boolean(self.content[key], (*self.path, key))

    def texts(self, key: str) -> list[str]:
        """A list of texts of a parameter; empty where it is not given."""
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
        """The fact, as JSON under the item's code, in the rule's own form; None when it counts as absent.

        Faults go to the reader, each with its path.
        """

    def survey(self, _facts: Sequence[Any]) -> Any:
        """What scoring needs to know of all peers' facts, in any order; called once a class, None for most rules."""
        return None

    @abstractmethod
    def score(self, fact: Any, survey: Any) -> Exact:
        """The score in points, exact and unrounded, before coefficient, floor and cap of the item. Raises
        :class:`NoBandError`.

        Which points: the section of scheme-rules.md that is called like the rule's ``type``.
        """

    @abstractmethod
    def reach(self, fact: Any, survey: Any) -> Reach:
        """Least and most points that no fact of this subject can leave, peers' facts as they are; None where unbounded.

        ``fact`` may be None.
        """

    @abstractmethod
    def explain(self, fact: Any, survey: Any, score: Exact) -> Why:
        """Why :meth:`score` gave this score for this fact: the rule with its numbers, which are printed to six places
        at most.
        """
