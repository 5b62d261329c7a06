"""Rules that compare a subject with the others of its class (按排名赋分 and ranges)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import HUNDRED, ZERO, Parameters, Rule, Why
from hengjian.appraisal.engine.rules.measure import DIRECTIONS, OF, Measured, read_measured


class RelativeToBest(Rule):
    """``relative_to_best``: points by the share of the best peer's x."""

    type = "relative_to_best"
    optional = ("of",)

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._of = parameters.choice("of", OF, "actual")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        return read_measured(fact, path, reader, of=self._of)

    def survey(self, facts: Sequence[Measured]) -> Fraction:
        return max(fact.x for fact in facts)

    def score(self, fact: Measured, survey: Fraction) -> tuple[Fraction, Why]:
        score = max(ZERO, self._points * fact.x / survey) if survey > 0 else ZERO
        return score, Why(
            "{points} × {x} ÷ 同类最高 {best} = {score}",
            "{points} x {x} / the best of the class {best} = {score}",
            {"points": self._points, "x": fact.x, "best": survey, "score": score},
        )


class Range(Rule):
    """``range`` (功效系数、极差): between ``low`` and ``high`` by the place of x between worst and best."""

    type = "range"
    required = ("low", "high")
    optional = ("of", "direction", "ends")

    def __init__(self, parameters: Parameters) -> None:
        self._of = parameters.choice("of", OF, "actual")
        self._low, self._high = parameters.number("low"), parameters.number("high")
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"
        self._ends: tuple[Fraction, Fraction] | None = None
        ends = parameters.content.get("ends", "peers")
        if ends != "peers":
            place = (*parameters.path, "ends")
            content = parameters.reader.mapping(ends, place, required=("worst", "best"))
            if content is not None and "worst" in content and "best" in content:
                read = parameters.reader.number
                self._ends = read(content["worst"], (*place, "worst")), read(content["best"], (*place, "best"))

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        return read_measured(fact, path, reader, of=self._of)

    def survey(self, facts: Sequence[Measured]) -> tuple[Fraction, Fraction]:
        if self._ends is not None:
            return self._ends
        values = [fact.x for fact in facts]
        return (max(values), min(values)) if self._lower else (min(values), max(values))

    def score(self, fact: Measured, survey: tuple[Fraction, Fraction]) -> tuple[Fraction, Why]:
        worst, best = survey
        share = Fraction(1) if best == worst else (fact.x - worst) / (best - worst)
        share = max(ZERO, min(Fraction(1), share))
        score = self._low + (self._high - self._low) * share
        return score, Why(
            "{x} 位于最差 {worst} 与最好 {best} 之间，按 {low} 至 {high} 折算得 {score}",
            "{x} between worst {worst} and best {best}, on {low} to {high}: {score}",
            {"x": fact.x, "worst": worst, "best": best, "low": self._low, "high": self._high, "score": score},
        )


@dataclass(frozen=True)
class Places:
    """Places reported from outside, one a period."""

    ranks: tuple[int, ...]
    among: int


class Rank(Rule):
    """``rank`` (按排名赋分): by place; measured among peers, or reported for one or several periods."""

    type = "rank"
    required = ("award",)
    optional = ("step", "step_percent", "least", "first", "last", "of", "direction")

    def __init__(self, parameters: Parameters) -> None:
        self._award = parameters.choice("award", ("step", "spread"), "step")
        self._of = parameters.choice("of", OF, "actual")
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"
        content, reader, path = parameters.content, parameters.reader, parameters.path
        wrong = ("first", "last") if self._award == "step" else ("step", "step_percent", "least")
        for key in wrong:
            if key in content:
                reader.fault((*path, key), "bad_shape")
        if self._award == "spread":
            for key in ("first", "last"):
                if key not in content:
                    reader.fault((*path, key), "bad_shape")
            self._first, self._last = parameters.number("first"), parameters.number("last")
            return
        self._points = parameters.need_points()
        if ("step" in content) == ("step_percent" in content):
            reader.fault((*path, "step_percent" if "step" in content else "step"), "bad_shape")
        percent = parameters.optional("step_percent")
        self._step = parameters.number("step", ZERO) if percent is None else self._points * percent / HUNDRED
        self._least = parameters.number("least", ZERO)

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | Places | None:
        if not isinstance(fact, dict) or not {"rank", "ranks", "among"} & fact.keys():
            return read_measured(fact, path, reader, of=self._of)
        key = "ranks" if "ranks" in fact else "rank"
        content = reader.mapping(fact, path, required=(key, "among")) or {}
        if key not in content or "among" not in content:
            return None
        among = reader.number(content["among"], (*path, "among"), at_least=1, whole=True)
        listed = content["ranks"] if key == "ranks" else [content["rank"]]
        ranks = []
        for index, entry in enumerate(reader.entries(listed, (*path, key))):
            place = (*path, key, index) if key == "ranks" else (*path, key)
            ranks.append(int(reader.number(entry, place, at_least=1, at_most=among, whole=True)))
        return Places(tuple(ranks), int(among)) if ranks else None

    def survey(self, facts: Sequence[Measured | Places]) -> list[Fraction]:
        """The measured values in ascending order."""
        return sorted(fact.x for fact in facts if isinstance(fact, Measured))

    def _worth(self, place: int, among: int) -> Fraction:
        if self._award == "step":
            return max(self._least, self._points - self._step * (place - 1))
        if among == 1:
            return self._first
        return self._first - (self._first - self._last) * Fraction(place - 1, among - 1)

    def score(self, fact: Measured | Places, survey: list[Fraction]) -> tuple[Fraction, Why]:
        if isinstance(fact, Places):
            score = sum((self._worth(rank, fact.among) for rank in fact.ranks), ZERO) / len(fact.ranks)
            numbers = {"ranks": ", ".join(map(str, fact.ranks)), "among": fact.among, "score": score}
            return score, Why("名次 {ranks}（共 {among}），得 {score}", "place {ranks} among {among}: {score}", numbers)
        better = bisect_left(survey, fact.x) if self._lower else len(survey) - bisect_right(survey, fact.x)
        score = self._worth(better + 1, len(survey))
        return score, Why(
            "{x} 在同类 {among} 个中列第 {place}，得 {score}",
            "{x} is place {place} among {among} of the class: {score}",
            {"x": fact.x, "place": better + 1, "among": len(survey), "score": score},
        )
