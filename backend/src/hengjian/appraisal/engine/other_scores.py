"""What would be with other scores of one subject, everybody else's held as they are; with the engine's arithmetic."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.ranking import Standing, rank_class, sort_key
from hengjian.appraisal.engine.rules.base import Reach
from hengjian.appraisal.engine.scheme import Group, Item, Scheme, TierRule
from hengjian.appraisal.engine.scoring import Scores, combine, hold
from hengjian.appraisal.engine.subjects import Subject
from hengjian.appraisal.engine.tiers import assign_tiers

Values = list[Exact | None]
Key = tuple[tuple[bool, Exact], ...]
_ZERO, _ONE = Exact(0), Exact(1)


@dataclass(frozen=True)
class Placed:
    rank: int
    tier: str
    taken_by: TierRule | None


class Stage:
    """A ranked class with one subject taken out, to be put back with other scores."""

    def __init__(self, scheme: Scheme, members: Sequence[Standing], subject: Subject) -> None:
        self._scheme = scheme
        self._subject = subject
        self.others = [standing for standing in members if standing.subject.code != subject.code]
        self._keys = sorted(sort_key(scheme, standing) for standing in self.others)
        self._placed: dict[tuple[int | bool, ...], Placed] = {}

    def key(self, total: Exact, values: Values) -> Key:
        """What ranks are made of, from the rounded total and the exact scores; the smaller, the better the place."""
        return sort_key(self._scheme, Standing(self._subject, total, Scores(values, [])))

    def key_above(self, key: Key) -> Key | None:
        """That of the nearest who stand strictly before ``key``; None where nobody does."""
        place = bisect_left(self._keys, key)
        return self._keys[place - 1] if place else None

    def place(self, total: Exact, values: Values) -> Placed:
        """Rank from 1 on and tier with this rounded total and these exact scores, in points.

        The same between the same neighbours on the same side of every line, so tried once there.
        """
        key = self.key(total, values)
        slot = (bisect_left(self._keys, key), bisect_right(self._keys, key), *self._sides(total))
        if slot not in self._placed:
            self._placed[slot] = self._rank(total, values)
        return self._placed[slot]

    def _sides(self, total: Exact) -> list[bool]:
        return [total >= line for line in lines_of(self._scheme)]

    def _rank(self, total: Exact, values: Values) -> Placed:
        own = Standing(self._subject, total, Scores(values, []))
        everybody = [own, *(Standing(other.subject, other.total, other.scores) for other in self.others)]
        assign_tiers(self._scheme, rank_class(self._scheme, everybody))
        return Placed(own.rank or 0, own.tier or "", own.taken_by)


def lines_of(scheme: Scheme) -> list[Exact]:
    """The lines on the rounded total, in points, that tiers are drawn at; in the order of the rules."""
    return [line for rule in scheme.tiers for line in (rule.at_least, rule.below) if line is not None]


class Lever:
    """An item of a subject under the groups above it: what another score of the item makes of them."""

    def __init__(self, item: Item, above: Sequence[Group], values: Values) -> None:
        """``above`` from the group that holds the item to the root; ``values`` the subject's scores by place."""
        self._item, self._above, self._values = item, above, values
        self._now = values[item.place] or _ZERO
        self._lines = self._draw_lines()

    def values_with(self, gain: Exact) -> Values:
        """Exact scores of all nodes, by place, if the item's own, as the result shows it, were ``gain`` points more."""
        values = list(self._values)
        values[self._item.place] = self._now + gain
        for group in self._above:
            values[group.place] = hold(self._add_up(group, values), group)
        return values

    def holding(self, gain: Exact) -> Group | None:
        """The nearest group whose cap or floor keeps back what the item gains, in points; None where none does."""
        values = list(self._values)
        values[self._item.place] = self._now + gain
        for group in self._above:
            total = self._add_up(group, values)
            values[group.place] = hold(total, group)
            if values[group.place] != total:
                return group
        return None

    def gain_for(self, place: int, score: Exact) -> Exact | None:
        """Points that the item must gain, exactly, for the node at ``place`` to have ``score``, without caps and floors
        between.

        None where the node is not above the item. Caps and floors only flatten this line, they never move it: what it
        crosses, it crosses here or nowhere.
        """
        if place not in self._lines:
            return None
        slope, start = self._lines[place]
        return (score - start) / slope - self._now

    def _draw_lines(self) -> dict[int, tuple[Exact, Exact]]:
        """By the place of each node from the item up: its score is slope x the item's + start, where nothing holds
        it."""
        slope, start, part = _ONE, _ZERO, self._item.place
        lines = {part: (slope, start)}
        for group in self._above:
            values = list(self._values)
            values[part] = _ZERO
            nothing = self._add_up(group, values)
            values[part] = _ONE
            share = self._add_up(group, values) - nothing
            slope, start, part = slope * share, nothing + start * share, group.place
            lines[part] = slope, start
        return lines

    @staticmethod
    def _add_up(group: Group, values: Values) -> Exact:
        scores = ((part, values[part.place]) for part in group.parts)
        return combine(group, [(part, score) for part, score in scores if score is not None])[1]


def reach_of(item: Item, subject: Subject, survey: object) -> Reach:
    """The least and the most points the item can be worth to the subject: rule, coefficient, floor and cap; None if
    unbounded.
    """
    least, most = item.rule.reach(subject.facts.get(item.code), survey)
    if item.times_coefficient:
        least, most = (None if bound is None else bound * subject.coefficient for bound in (least, most))
    if least is None:
        least = None if item.floor is None else hold(item.floor, item)
    else:
        least = hold(least, item)
    if most is None:
        return least, item.cap
    return least, hold(most, item)


def groups_above(scheme: Scheme) -> dict[int, list[Group]]:
    """By the place of each node: the groups it stands in, the nearest first."""
    above: dict[int, list[Group]] = {scheme.root.place: []}
    for node in scheme.nodes:
        if isinstance(node, Group):
            for part in node.parts:
                above[part.place] = [node, *above[node.place]]
    return above
