"""A scheme as the engine holds it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hengjian.appraisal.engine.exact import Exact, add_up, split
from hengjian.appraisal.engine.rules.base import ZERO, Rule

WHOLE = Exact(1)


@dataclass(frozen=True)
class Item:
    """A leaf: one rule over one fact. ``place`` counts the nodes in document order."""

    place: int
    code: str
    points: Exact | None
    rule: Rule
    missing: str
    weight: Exact
    cap: Exact | None
    floor: Exact | None
    times_coefficient: bool

    @property
    def may_be_excluded(self) -> bool:
        """Whether a subject without a fact can leave the item out. Source: ``missing`` in scheme-language.md."""
        return self.missing == "exclude" and not self.rule.is_event

    @property
    def worth(self) -> Exact:
        """Its points, exact; 0 where the scheme gives it none."""
        return self.points or ZERO


@dataclass(frozen=True)
class Group:
    """Parts combined: ``sum``, ``weighted`` or ``mean``."""

    place: int
    code: str
    combine: str
    parts: tuple["Node", ...]
    weight: Exact
    cap: Exact | None
    floor: Exact | None

    @cached_property
    def may_be_excluded(self) -> bool:
        """Whether all its parts can be left out, and the group with them."""
        return all(part.may_be_excluded for part in self.parts)

    @cached_property
    def worth(self) -> Exact:
        """A sum is worth its parts together, a weighted or mean group the same mean of them."""
        return add_up([share * part.worth for share, part in zip(self.shares, self.parts, strict=True)])

    @cached_property
    def shares(self) -> list[Exact]:
        """:meth:`shares_of` all parts, fractions of a point."""
        return self.shares_of(self.parts)

    def shares_of(self, applied: Sequence["Node"]) -> list[Exact]:
        """What a point of each part that applies brings to the group: never none of them, and worth something."""
        if self.combine == "sum":
            if len(applied) == len(self.parts):
                return [WHOLE] * len(applied)
            return [self.worth / add_up([part.worth for part in applied])] * len(applied)
        weights = [part.weight if self.combine == "weighted" else WHOLE for part in applied]
        return split(weights)


Node = Item | Group


@dataclass(frozen=True)
class TierRule:
    """Who may take a tier: places from the top or the bottom, and lines on the total."""

    tier: str
    end: str | None
    count: int | None
    share: Exact | None
    at_least: Exact | None
    below: Exact | None
    includes_ties: bool


@dataclass(frozen=True)
class Scheme:
    """``nodes`` stand in document order, a group before its parts; so each at its own place."""

    root: Node
    places: int
    dense: bool
    break_by: tuple[str, ...]
    ascending: bool
    unranked: frozenset[str]
    tiers: tuple[TierRule, ...]
    vetoes: Mapping[str, str]
    nodes: tuple[Node, ...]

    @cached_property
    def items(self) -> dict[str, Item]:
        """By code, in document order."""
        return {node.code: node for node in self.nodes if isinstance(node, Item)}

    @cached_property
    def breaking_places(self) -> tuple[int, ...]:
        """The nodes that break ties, by their place; one that is named again decides nothing more."""
        places = {node.code: node.place for node in self.nodes}
        return tuple(places[code] for code in dict.fromkeys(self.break_by))


def walk(node: Node) -> Iterator[Node]:
    """In document order, a group before its parts."""
    yield node
    if isinstance(node, Group):
        for part in node.parts:
            yield from walk(part)
