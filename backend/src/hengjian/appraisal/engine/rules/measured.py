"""Rules by achieved result (按实绩赋分) that look at one subject alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import MAX_ENTRIES, Reader
from hengjian.appraisal.engine.rules.base import (
    HUNDRED,
    ZERO,
    NoBandError,
    Parameters,
    Reach,
    Rule,
    Why,
    reach_of_steps,
)
from hengjian.appraisal.engine.rules.measure import DIRECTIONS, OF, Measured, read_measured


class Given(Rule):
    """``given``: the score itself, entered by the item's owner; within 0..points where points are set."""

    type = "given"

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.points

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Exact | None:
        """``{"score"}`` in points; 0..points where points are set, else ``out_of_range``. None where it counts as
        absent; faults go to the reader.
        """
        content = reader.mapping(fact, path, required=("score",))
        if content is None or "score" not in content:
            return None
        place = (*path, "score")
        if self._points is None:
            return reader.number(content["score"], place)
        return reader.number(content["score"], place, at_least=0, at_most=self._points)

    def score(self, fact: Exact, _survey: None) -> Exact:
        """The score that was entered, in points. Exact, unrounded. Source: ``given`` in scheme-rules.md."""
        return fact

    def reach(self, _fact: Exact | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return (None if self._points is None else ZERO), self._points

    def explain(self, _fact: Exact, _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        return Why("责任单位评定 {score} 分", "the owner's score of {score}", {"score": score})


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
        """A measured fact as one x. None where it counts as absent; faults go to the reader."""
        return read_measured(fact, path, reader, of=self._of)

    def _is_reached(self, x: Exact) -> bool:
        return x <= self._at if self._lower else x >= self._at

    def score(self, fact: Measured, _survey: None) -> Exact:
        """All the item's points where x reaches ``at``, otherwise 0. Exact, unrounded. Source: ``threshold`` in
        scheme-rules.md.
        """
        return self._points if self._is_reached(fact.x) else ZERO

    def reach(self, _fact: Measured | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return ZERO, self._points

    def explain(self, fact: Measured, _survey: None, _score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"x": fact.show(), "at": self._at, "points": self._points}
        zh, en = ("不高于", "is not above") if self._lower else ("达到", "reaches")
        if self._is_reached(fact.x):
            return Why(f"{{x}} {zh} {{at}}，得满分 {{points}}", f"{{x}} {en} {{at}}: all {{points}} points", numbers)
        zh, en = ("高于", "is above") if self._lower else ("未达到", "does not reach")
        return Why(f"{{x}} {zh} {{at}}，不得分", f"{{x}} {en} {{at}}: no points", numbers)


class Proportional(Rule):
    """``proportional`` (按完成率): points by the completion rate, at most the points unless uncapped."""

    type = "proportional"
    optional = ("direction", "uncapped")

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._lower = parameters.choice("direction", DIRECTIONS, "higher") == "lower"
        self._uncapped = parameters.boolean("uncapped")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> tuple[Exact, Exact] | None:
        """``{"actual", "target"}`` in the indicator's own unit; ``zero_target`` for a rate without one above 0. None
        where it counts as absent; faults go to the reader.
        """
        content = reader.mapping(fact, path, required=("actual", "target")) or {}
        actual, target = (
            reader.optional_number(content[key], (*path, key)) if key in content else None
            for key in ("actual", "target")
        )
        if target is not None and target <= 0 and not self._lower:
            reader.fault((*path, "target"), "zero_target")
            return None
        return None if actual is None or target is None else (actual, target)

    def score(self, fact: tuple[Exact, Exact], _survey: None) -> Exact:
        """Points x actual / target (``lower``: target / actual), held to 0..points unless uncapped. Exact, unrounded.
        Source: ``proportional`` in scheme-rules.md.
        """
        actual, target = fact
        if not self._lower:
            raw = self._points.times(actual, target)
        elif actual <= 0:
            raw = self._points
        else:
            raw = self._points.times(target, actual)
        return max(ZERO, raw if self._uncapped else min(raw, self._points))

    def reach(self, _fact: tuple[Exact, Exact] | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return ZERO, None if self._uncapped else self._points

    def explain(self, fact: tuple[Exact, Exact], _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        actual, target = fact
        numbers = {"actual": actual, "target": target, "points": self._points, "score": score}
        if not self._lower:
            zh, en = "{points} × {actual} ÷ {target}", "{points} x {actual} / {target}"
        elif actual > 0:
            zh, en = "{points} × {target} ÷ {actual}（越低越好）", "{points} x {target} / {actual} (lower is better)"
        else:
            zh, en = "{actual} 不高于零（越低越好），满分 {points}", "{actual} is not above zero (lower is better)"
        return Why(zh + "，得 {score}", en + ": {score}", numbers)


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
        """A measured fact as one x, in percent where x is a rate. None where it counts as absent; faults go to the
        reader.
        """
        return read_measured(fact, path, reader, of=self._of)

    def _is_nothing(self, x: Exact) -> bool:
        return self._zero_at is not None and (x >= self._zero_at if self._lower else x <= self._zero_at)

    def _worth(self, distance: Exact, per: Exact) -> Exact:
        """The steps in ``distance`` at ``per`` points each."""
        if self._partial == "prorate":
            return distance.times(per, self._size)
        steps = distance / self._size
        return per * (math.floor(steps) if self._partial == "whole" else math.ceil(steps))

    def _change(self, x: Exact) -> Exact:
        ahead = self._at - x if self._lower else x - self._at
        if not ahead:
            return ZERO
        if ahead > 0:
            gained = self._worth(ahead, self._up)
            return gained if self._max_up is None else min(gained, self._max_up)
        lost = self._worth(-ahead, self._down)
        return -(lost if self._max_down is None else min(lost, self._max_down))

    def score(self, fact: Measured, _survey: None) -> Exact:
        """``base`` plus or minus points for each step from ``at``, held to ``max_up``, ``max_down`` and ``floor_at``.
        Exact, unrounded. Source: ``step`` in scheme-rules.md.
        """
        if self._is_nothing(fact.x):
            return ZERO
        score = self._base + self._change(fact.x)
        return score if self._floor_at is None else max(score, self._floor_at)

    def reach(self, _fact: Measured | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        least_gain, most_gain = reach_of_steps(self._up, self._max_up)
        least_loss, most_loss = reach_of_steps(self._down, self._max_down)
        least = None if least_gain is None or most_loss is None else self._base + min(least_gain, -most_loss)
        most = None if most_gain is None or least_loss is None else self._base + max(most_gain, -least_loss)
        if self._floor_at is not None:
            least = self._floor_at if least is None else max(least, self._floor_at)
            most = None if most is None else max(most, self._floor_at)
        if self._zero_at is not None:
            least = None if least is None else min(least, ZERO)
            most = None if most is None else max(most, ZERO)
        return least, most

    def explain(self, fact: Measured, _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"x": fact.show(), "at": self._at, "base": self._base, "score": score}
        if self._is_nothing(fact.x):
            numbers["zero_at"] = self._zero_at or ZERO
            return Why("{x} 触及 {zero_at}，记 0 分", "{x} is at or beyond {zero_at}: no points", numbers)
        numbers["change"] = self._change(fact.x)
        return Why(
            "基础 {base}，{x} 与 {at} 相比增减 {change}，得 {score}",
            "base {base}, {change} for {x} against {at}: {score}",
            numbers,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """From inclusive, to exclusive; None is open."""

    start: Exact | None
    end: Exact | None
    points: Exact

    def holds(self, x: Exact) -> bool:
        """Whether x, in the unit of the fact, lies in the band: its start belongs to it, its end does not."""
        return (self.start is None or x >= self.start) and (self.end is None or x < self.end)

    def describe(self) -> dict[str, Exact | str]:
        """Both ends for a sentence, in the unit of the fact; an open one as infinity."""
        return {
            "start": self.start if self.start is not None else "-∞",
            "end": self.end if self.end is not None else "+∞",
        }


def read_band(entry: Any, path: Path, reader: Reader, *, optional: tuple[str, ...] = ()) -> Band:
    """``{"from"?, "to"?, "points"}`` as a band; faults go to the reader. Source: ``bands`` in scheme-rules.md."""
    content = reader.mapping(entry, path, required=("points",), optional=("from", "to", *optional)) or {}
    start, end = (reader.number(content[key], (*path, key)) if key in content else None for key in ("from", "to"))
    points = reader.number(content["points"], (*path, "points")) if "points" in content else ZERO
    return Band(start, end, points)


def reach_of_bands(bands: Sequence[Band]) -> Reach:
    """The fewest and the most points that any band gives; None of both where there is no band."""
    points = [band.points for band in bands]
    return (min(points), max(points)) if points else (None, None)


class Bands(Rule):
    """``bands`` (分档): the points of the first band, in the order written, that holds x."""

    type = "bands"
    required = ("bands",)
    optional = ("of",)

    def __init__(self, parameters: Parameters) -> None:
        self._of = parameters.choice("of", OF, "actual")
        reader, place = parameters.reader, (*parameters.path, "bands")
        entries = reader.entries(parameters.content.get("bands", []), place, at_most=MAX_ENTRIES)
        self._bands = [read_band(entry, (*place, index), reader) for index, entry in enumerate(entries)]

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        """A measured fact as one x. None where it counts as absent; faults go to the reader."""
        return read_measured(fact, path, reader, of=self._of)

    def _find(self, x: Exact) -> Band:
        for band in self._bands:
            if band.holds(x):
                return band
        raise NoBandError

    def score(self, fact: Measured, _survey: None) -> Exact:
        """The points of the first band that holds x. Raises :class:`NoBandError`. Exact, unrounded.
        Source: ``bands`` in scheme-rules.md.
        """
        return self._find(fact.x).points

    def reach(self, _fact: Measured | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return reach_of_bands(self._bands)

    def explain(self, fact: Measured, _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"x": fact.show(), "score": score, **self._find(fact.x).describe()}
        return Why("{x} 在 [{start}, {end}) 档，得 {score}", "{x} is in the band [{start}, {end}): {score}", numbers)


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
    def _read(entry: Any, path: Path, reader: Reader, *, is_last: bool) -> tuple[Exact | None, Exact]:
        required = ("per",) if is_last else ("width", "per")
        content = reader.mapping(entry, path, required=required, optional=("width",)) or {}
        width = reader.number(content["width"], (*path, "width"), above_zero=True) if "width" in content else None
        return width, reader.number(content["per"], (*path, "per")) if "per" in content else ZERO

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Measured | None:
        """A measured fact as one x, in percent where x is a rate. None where it counts as absent; faults go to the
        reader.
        """
        return read_measured(fact, path, reader, of=self._of)

    def _change(self, x: Exact) -> Exact:
        ahead, earned = x - self._at, ZERO
        distance = abs(ahead)
        for width, per in self._brackets:
            if width is None or distance <= width:
                earned += distance * per
                break
            earned += width * per
            distance -= width
        return earned if ahead >= 0 else -earned

    def score(self, fact: Measured, _survey: None) -> Exact:
        """The points plus each part of the distance from ``at`` at its bracket's rate, mirrored below, at least 0.
        Exact, unrounded. Source: ``brackets`` in scheme-rules.md.
        """
        return max(ZERO, self._points + self._change(fact.x))

    def reach(self, _fact: Measured | None, _survey: None) -> Reach:
        """Least and most points. Mirrored below ``at``: what distance can earn above it, it can cost below it, and the
        other way round.
        """
        earned = furthest = ZERO
        for width, per in self._brackets:
            if width is None:
                if per:
                    return ZERO, None
            else:
                earned += width * per
                furthest = max(furthest, abs(earned))
        return max(ZERO, self._points - furthest), max(ZERO, self._points + furthest)

    def explain(self, fact: Measured, _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {
            "points": self._points,
            "x": fact.show(),
            "at": self._at,
            "change": self._change(fact.x),
            "score": score,
        }
        return Why(
            "{points}，{x} 与 {at} 之差分段累进 {change}，得 {score}",
            "{points}, and {change} by brackets for {x} against {at}: {score}",
            numbers,
        )
