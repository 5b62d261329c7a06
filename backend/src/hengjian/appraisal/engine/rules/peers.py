"""Rules that compare a subject with the others of its class (按排名赋分 and ranges)."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import HUNDRED, ZERO, Parameters, Reach, Rule, Why
from hengjian.appraisal.engine.rules.measure import DIRECTIONS, OF, Measured, read_measured


class RelativeToBest(Rule):
    """``relative_to_best``: points by the share of the best peer's x."""

    type = "relative_to_best"
    optional = ("of",)

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._of = parameters.choice("of", OF, "actual")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        """A measured fact as one x. None where it counts as absent; faults go to the reader."""
        return read_measured(fact, path, reader, of=self._of)

    def survey(self, facts: Sequence[Measured]) -> Exact:
        """The best x of the class, in the unit of the fact."""
        return max(fact.x for fact in facts)

    def score(self, fact: Measured, survey: Exact) -> Exact:
        """The item's points in the share of x in the best of the class, at least 0; 0 for all where the best is 0 or
        less.

        Exact, unrounded. Source: ``relative_to_best`` in scheme-rules.md.
        """
        return max(ZERO, self._points.times(fact.x, survey)) if survey > 0 else ZERO

    def reach(self, _fact: Measured | None, _survey: Exact | None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return ZERO, self._points

    def explain(self, fact: Measured, survey: Exact, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"points": self._points, "x": fact.show(), "best": survey, "score": score}
        if survey <= 0:
            return Why("同类最高 {best} 不大于零，记 0 分", "the best of the class {best} is not above zero", numbers)
        return Why(
            "{points} × {x} ÷ 同类最高 {best}，得 {score}",
            "{points} x {x} / the best of the class {best}: {score}",
            numbers,
        )


_ENDS = ("worst", "best")


class Range(Rule):
    """``range`` (功效系数、极差): between ``low`` and ``high`` by the place of x between worst and best."""

    type = "range"
    required = ("low", "high")
    optional = ("of", "direction", "ends")

    def __init__(self, parameters: Parameters) -> None:
        self._of = parameters.choice("of", OF, "actual")
        self._low, self._high = parameters.number("low"), parameters.number("high")
        self._span = self._high - self._low
        self._least, self._most = min(self._low, self._high), max(self._low, self._high)
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"
        self._ends: tuple[Exact, Exact] | None = None
        ends = parameters.content.get("ends", "peers")
        if ends != "peers":
            place = (*parameters.path, "ends")
            content = parameters.reader.mapping(ends, place, required=_ENDS) or {}
            read = [parameters.reader.number(content[key], (*place, key)) for key in _ENDS if key in content]
            if len(read) == len(_ENDS):
                self._ends = read[0], read[1]

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        """A measured fact as one x. None where it counts as absent; faults go to the reader."""
        return read_measured(fact, path, reader, of=self._of)

    def survey(self, facts: Sequence[Measured]) -> tuple[Exact, Exact]:
        """Worst and best x of the class, in the unit of the fact, or those that the scheme states."""
        if self._ends is not None:
            return self._ends
        values = [fact.x for fact in facts]
        return (max(values), min(values)) if self._lower else (min(values), max(values))

    def score(self, fact: Measured, survey: tuple[Exact, Exact]) -> Exact:
        """Points between ``low`` and ``high`` by where x lies between worst and best. Exact, unrounded. Source:
        ``range`` in scheme-rules.md.
        """
        worst, best = survey
        if best == worst:
            return self._high
        score = self._low + self._span.times(fact.x - worst, best - worst)
        return max(self._least, min(self._most, score))

    def reach(self, _fact: Measured | None, _survey: tuple[Exact, Exact] | None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return self._least, self._most

    def explain(self, fact: Measured, survey: tuple[Exact, Exact], score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        worst, best = survey
        return Why(
            "{x} 位于最差 {worst} 与最好 {best} 之间，按 {low} 至 {high} 折算得 {score}",
            "{x} between worst {worst} and best {best}, on {low} to {high}: {score}",
            {"x": fact.show(), "worst": worst, "best": best, "low": self._low, "high": self._high, "score": score},
        )


class Places(NamedTuple):
    """Places reported from outside, one a period."""

    ranks: tuple[int, ...]
    among: int


_AWARDS = ("step", "spread")


def _is_reported(fact: Any) -> bool:
    """A place, perhaps with a key lacking; what says ``actual`` and no place is measured, whatever else it says."""
    if not isinstance(fact, dict):
        return False
    return not {"rank", "ranks"}.isdisjoint(fact) or ("among" in fact and "actual" not in fact)


class Rank(Rule):
    """``rank`` (按排名赋分): by place; measured among peers, or reported for one or several periods."""

    type = "rank"
    required = ("award",)
    optional = ("step", "step_percent", "least", "first", "last", "of", "direction")

    def __init__(self, parameters: Parameters) -> None:
        self._award = parameters.choice("award", _AWARDS, "")
        self._of = parameters.choice("of", OF, "actual")
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"
        self._step, self._least = parameters.number("step", ZERO), parameters.number("least", ZERO)
        self._first, self._last = parameters.number("first", ZERO), parameters.number("last", ZERO)
        percent = parameters.optional("step_percent")
        if self._award == "spread":
            self._check_keys(parameters, needed=("first", "last"), idle=("step", "step_percent", "least"))
        elif self._award == "step":
            needed = ("step",) if percent is None else ("step_percent",)
            idle = ("first", "last") if percent is None else ("first", "last", "step")
            self._check_keys(parameters, needed=needed, idle=idle)
            self._points = parameters.need_points()
            if percent is not None:
                self._step = self._points * percent / HUNDRED

    @staticmethod
    def _check_keys(parameters: Parameters, *, needed: Collection[str], idle: Collection[str]) -> None:
        """A parameter of the other award would be skipped without a word; that is a fault."""
        wrong = [key for key in needed if key not in parameters.content]
        wrong += [key for key in idle if key in parameters.content]
        for key in wrong:
            parameters.reader.fault((*parameters.path, key), "bad_shape")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | Places | None:
        """A measured fact as one x, or ``{"rank", "among"}`` and ``{"ranks"}`` as reported places. None where it counts
        as absent; faults go to the reader.
        """
        if not _is_reported(fact):
            return read_measured(fact, path, reader, of=self._of)
        key = "ranks" if "ranks" in fact else "rank"
        content = reader.mapping(fact, path, required=(key, "among")) or {}
        among = None
        if "among" in content:
            among = reader.optional_number(content["among"], (*path, "among"), at_least=0, whole=True)
        if key == "ranks":
            place = (*path, key)
            listed = [((*place, index), entry) for index, entry in enumerate(reader.entries(content[key], place))]
        else:
            listed = [((*path, key), content[key])] if key in content else []
        ranks = [reader.number(entry, place, at_least=1, at_most=among, whole=True) for place, entry in listed]
        return Places(tuple(map(int, ranks)), int(among)) if ranks and among is not None else None

    def survey(self, facts: Sequence[Measured | Places]) -> list[Exact]:
        """The measured values of one class, in the unit of the fact, in ascending order; reported places are not among
        them."""
        return sorted(fact.x for fact in facts if isinstance(fact, Measured))

    def _worth(self, place: int, among: int) -> Exact:
        if self._award == "step":
            return max(self._least, self._points - self._step * (place - 1))
        if among == 1:
            return self._first
        return self._first - (self._first - self._last) * Exact(place - 1, among - 1)

    def _place(self, fact: Measured, survey: list[Exact]) -> int:
        better = bisect_left(survey, fact.x) if self._lower else len(survey) - bisect_right(survey, fact.x)
        return better + 1

    def score(self, fact: Measured | Places, survey: list[Exact]) -> Exact:
        """Points by place: a table, or so much less a place. Exact, unrounded. Source: ``rank`` in scheme-rules.md."""
        if isinstance(fact, Places):
            return add_up([self._worth(rank, fact.among) for rank in fact.ranks]) / len(fact.ranks)
        return self._worth(self._place(fact, survey), len(survey))

    def reach(self, fact: Measured | Places | None, survey: list[Exact] | None) -> Reach:
        """Points of the first and the last place of as many as the fact speaks of."""
        if fact is None:
            return None, None
        among = fact.among if isinstance(fact, Places) else len(survey or ())
        ends = [self._worth(place, among) for place in (1, among)]
        return min(ends), max(ends)

    def explain(self, fact: Measured | Places, survey: list[Exact], score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        if isinstance(fact, Places):
            numbers = {"ranks": ", ".join(map(str, fact.ranks)), "among": fact.among, "score": score}
            return Why("名次 {ranks}（共 {among}），得 {score}", "place {ranks} among {among}: {score}", numbers)
        return Why(
            "{x} 在同类 {among} 个中列第 {place}，得 {score}",
            "{x} is place {place} among {among} of the class: {score}",
            {"x": fact.show(), "place": self._place(fact, survey), "among": len(survey), "score": score},
        )
