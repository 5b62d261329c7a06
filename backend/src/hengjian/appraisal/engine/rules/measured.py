"""Rules by achieved result (按实绩赋分) that look at one subject alone."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import HUNDRED, ZERO, NoBand, Parameters, Rule, Why
from hengjian.appraisal.engine.rules.measure import DIRECTIONS, OF, Measured, read_measured


class Given(Rule):
    """``given``: the score itself, entered by the item's owner; within 0..points where points are set."""

    type = "given"

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.points

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Fraction | None:
        content = reader.mapping(fact, path, required=("score",))
        if content is None or "score" not in content:
            return None
        place = (*path, "score")
        if self._points is None:
            return reader.number(content["score"], place)
        return reader.number(content["score"], place, at_least=0, at_most=self._points)

    def score(self, fact: Fraction, survey: None) -> tuple[Fraction, Why]:
        return fact, Why("责任单位评定 {score} 分", "the owner's score of {score}", {"score": fact})


class Threshold(Rule):
    """``threshold`` (目标完成计分): all points when x reaches ``at``, otherwise none."""

    type = "threshold"
    required = ("at",)
    optional = ("of", "direction")

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._of = parameters.choice("of", OF, "actual")
        self._at = parameters.number("at")
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        return read_measured(fact, path, reader, of=self._of)

    def score(self, fact: Measured, survey: None) -> tuple[Fraction, Why]:
        reached = fact.x <= self._at if self._lower else fact.x >= self._at
        numbers = {"x": fact.x, "at": self._at, "points": self._points}
        if reached:
            return self._points, Why("{x} 达到 {at}，得满分 {points}", "{x} reaches {at}: all {points} points", numbers)
        return ZERO, Why("{x} 未达到 {at}，不得分", "{x} does not reach {at}: no points", numbers)


class Proportional(Rule):
    """``proportional`` (按完成率): points by the completion rate, at most the points unless uncapped."""

    type = "proportional"
    optional = ("direction", "uncapped")

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"
        self._uncapped = parameters.boolean("uncapped")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> tuple[Fraction, Fraction] | None:
        content = reader.mapping(fact, path, required=("actual", "target"))
        if content is None or "actual" not in content or "target" not in content:
            return None
        actual = reader.number(content["actual"], (*path, "actual"))
        target = reader.number(content["target"], (*path, "target"))
        if target <= 0 and not self._lower:
            reader.fault((*path, "target"), "zero_target")
            return None
        return actual, target

    def score(self, fact: tuple[Fraction, Fraction], survey: None) -> tuple[Fraction, Why]:
        actual, target = fact
        if not self._lower:
            raw = self._points * actual / target
        elif actual <= 0:
            raw = self._points
        else:
            raw = self._points * target / actual
        score = max(ZERO, raw if self._uncapped else min(raw, self._points))
        numbers = {"actual": actual, "target": target, "points": self._points, "score": score}
        if self._lower:
            return score, Why(
                "{points} × {target} ÷ {actual} = {score}（越低越好）",
                "{points} x {target} / {actual} = {score} (lower is better)",
                numbers,
            )
        return score, Why(
            "{points} × {actual} ÷ {target} = {score}", "{points} x {actual} / {target} = {score}", numbers
        )


class Step(Rule):
    """``step`` (增减分): base, plus or minus so much a step from ``at``; nothing at or beyond ``zero_at``."""

    type = "step"
    required = ("size", "up", "down")
    optional = ("of", "at", "max_up", "max_down", "zero_at", "base", "floor_at", "partial", "direction")

    def __init__(self, parameters: Parameters) -> None:
        self._of = parameters.choice("of", OF, "rate")
        self._at = parameters.number("at", HUNDRED)
        self._size = parameters.number("size", above_zero=True)
        self._up = parameters.number("up")
        self._down = parameters.number("down")
        self._max_up = parameters.optional("max_up")
        self._max_down = parameters.optional("max_down")
        self._zero_at = parameters.optional("zero_at")
        self._base = parameters.number("base") if "base" in parameters.content else parameters.need_points()
        self._floor_at = parameters.nullable("floor_at", ZERO)
        self._partial = parameters.choice("partial", ("prorate", "whole", "started"), "prorate")
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        return read_measured(fact, path, reader, of=self._of)

    def _steps(self, distance: Fraction) -> Fraction:
        steps = distance / self._size
        if self._partial == "whole":
            return Fraction(math.floor(steps))
        if self._partial == "started":
            return Fraction(math.ceil(steps))
        return steps

    def score(self, fact: Measured, survey: None) -> tuple[Fraction, Why]:
        numbers = {"x": fact.x, "at": self._at, "base": self._base}
        if self._zero_at is not None and (fact.x >= self._zero_at if self._lower else fact.x <= self._zero_at):
            numbers["zero_at"] = self._zero_at
            return ZERO, Why("{x} 触及 {zero_at}，记 0 分", "{x} is at or beyond {zero_at}: no points", numbers)
        ahead = self._at - fact.x if self._lower else fact.x - self._at
        if ahead >= 0:
            change = self._up * self._steps(ahead)
            change = change if self._max_up is None else min(change, self._max_up)
        else:
            change = self._down * self._steps(-ahead)
            change = -(change if self._max_down is None else min(change, self._max_down))
        score = self._base + change
        if self._floor_at is not None:
            score = max(score, self._floor_at)
        numbers |= {"change": change, "score": score}
        return score, Why(
            "基础 {base}，{x} 与 {at} 相比增减 {change}，得 {score}",
            "base {base}, {change} for {x} against {at}: {score}",
            numbers,
        )


@dataclass(frozen=True)
class Band:
    """From inclusive, to exclusive; None is open."""

    start: Fraction | None
    end: Fraction | None
    points: Fraction

    def holds(self, x: Fraction) -> bool:
        return (self.start is None or x >= self.start) and (self.end is None or x < self.end)

    def describe(self) -> dict[str, Fraction | str]:
        return {
            "start": self.start if self.start is not None else "-∞",
            "end": self.end if self.end is not None else "+∞",
        }


def read_band(entry: Any, path: Path, reader: Reader, *, optional: tuple[str, ...] = ()) -> Band:
    content = reader.mapping(entry, path, required=("points",), optional=("from", "to", *optional)) or {}
    start, end = (reader.number(content[key], (*path, key)) if key in content else None for key in ("from", "to"))
    points = reader.number(content["points"], (*path, "points")) if "points" in content else ZERO
    return Band(start, end, points)


class Bands(Rule):
    """``bands`` (分档): the points of the first band, in the order written, that holds x."""

    type = "bands"
    required = ("bands",)
    optional = ("of",)

    def __init__(self, parameters: Parameters) -> None:
        self._of = parameters.choice("of", OF, "actual")
        place = (*parameters.path, "bands")
        entries = parameters.reader.entries(parameters.content.get("bands", []), place)
        self._bands = [read_band(entry, (*place, index), parameters.reader) for index, entry in enumerate(entries)]

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        return read_measured(fact, path, reader, of=self._of)

    def score(self, fact: Measured, survey: None) -> tuple[Fraction, Why]:
        for band in self._bands:
            if band.holds(fact.x):
                numbers = {"x": fact.x, "points": band.points, **band.describe()}
                return band.points, Why(
                    "{x} 在 [{start}, {end}) 档，得 {points}", "{x} is in the band [{start}, {end}): {points}", numbers
                )
        raise NoBand


class Brackets(Rule):
    """``brackets`` (分段累进): every part of the distance from ``at`` counts at its bracket's rate, mirrored below."""

    type = "brackets"
    required = ("brackets",)
    optional = ("of", "at")

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._of = parameters.choice("of", OF, "rate")
        self._at = parameters.number("at", HUNDRED)
        place = (*parameters.path, "brackets")
        entries = parameters.reader.entries(parameters.content.get("brackets", []), place)
        self._brackets = [
            self._read(entry, (*place, index), parameters.reader, is_last=index == len(entries) - 1)
            for index, entry in enumerate(entries)
        ]

    @staticmethod
    def _read(entry: Any, path: Path, reader: Reader, *, is_last: bool) -> tuple[Fraction | None, Fraction]:
        required = ("per",) if is_last else ("width", "per")
        content = reader.mapping(entry, path, required=required, optional=("width",)) or {}
        width = reader.number(content["width"], (*path, "width"), above_zero=True) if "width" in content else None
        return width, reader.number(content["per"], (*path, "per")) if "per" in content else ZERO

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        return read_measured(fact, path, reader, of=self._of)

    def score(self, fact: Measured, survey: None) -> tuple[Fraction, Why]:
        distance, earned = abs(fact.x - self._at), ZERO
        for width, per in self._brackets:
            inside = distance if width is None else min(distance, width)
            earned += inside * per
            distance -= inside
        change = earned if fact.x >= self._at else -earned
        score = max(ZERO, self._points + change)
        return score, Why(
            "{points}，{x} 与 {at} 之差分段累进 {change}，得 {score}",
            "{points}, and {change} by brackets for {x} against {at}: {score}",
            {"points": self._points, "x": fact.x, "at": self._at, "change": change, "score": score},
        )
