"""Rules that count events; a fact that is absent means that nothing happened."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import ZERO, Parameters, Rule, Why


@dataclass(frozen=True)
class Event:
    worth: Fraction
    matter: str | None
    kind: str | None


def read_events(fact: Any, path: Path, reader: Reader, *, optional: tuple[str, ...] = ()) -> list[Event]:
    """``{"events": [{"points", "count"?, "factor"?}]}``; an event is worth points x count x factor."""
    if fact is None:
        return []
    content = reader.mapping(fact, path, required=("events",)) or {}
    if "events" not in content:
        return []
    events = []
    for index, entry in enumerate(reader.entries(content["events"], (*path, "events"))):
        place = (*path, "events", index)
        parts = reader.mapping(entry, place, required=("points",), optional=("count", "factor", *optional)) or {}
        worth = Fraction(1)
        for key in ("points", "count", "factor"):
            if key in parts:
                worth *= reader.number(parts[key], (*place, key), at_least=0)
        matter, kind = (reader.text(parts[key], (*place, key)) if key in parts else None for key in ("matter", "kind"))
        events.append(Event(worth, matter, kind))
    return events


class Deductions(Rule):
    """``deductions`` (倒扣分): from ``start`` downward, not below ``floor_at``."""

    type = "deductions"
    optional = ("start", "floor_at")
    is_event = True

    def __init__(self, parameters: Parameters) -> None:
        self._start = parameters.number("start") if "start" in parameters.content else parameters.need_points()
        self._floor_at = parameters.nullable("floor_at", ZERO)

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> list[Event]:
        return read_events(fact, path, reader)

    def score(self, fact: list[Event], survey: None) -> tuple[Fraction, Why]:
        lost = sum((event.worth for event in fact), ZERO)
        score = self._start - lost
        if self._floor_at is not None:
            score = max(score, self._floor_at)
        numbers = {"start": self._start, "lost": lost, "count": len(fact), "score": score}
        if not fact:
            return score, Why("起始 {start} 分，无扣分", "starts at {start}, nothing deducted", numbers)
        return score, Why(
            "起始 {start} 分，{count} 项共扣 {lost}，得 {score}",
            "starts at {start}, {count} deductions of {lost} in all: {score}",
            numbers,
        )


class Bonuses(Rule):
    """``bonuses`` (加分): one matter once, then the cap of its kind, then the cap of all."""

    type = "bonuses"
    optional = ("at_most", "once_per_matter", "kinds")
    is_event = True

    def __init__(self, parameters: Parameters) -> None:
        self._at_most = parameters.optional("at_most")
        self._once = parameters.boolean("once_per_matter", default=True)
        self._kinds: dict[str, Fraction | None] | None = None
        if "kinds" in parameters.content:
            reader, place = parameters.reader, (*parameters.path, "kinds")
            self._kinds = {}
            for kind, entry in reader.named(parameters.content["kinds"], place).items():
                content = reader.mapping(entry, (*place, kind), optional=("at_most",)) or {}
                limit = reader.number(content["at_most"], (*place, kind, "at_most")) if "at_most" in content else None
                self._kinds[kind] = limit

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> list[Event]:
        events = read_events(fact, path, reader, optional=("matter", "kind"))
        if self._kinds is not None:
            for index, event in enumerate(events):
                if event.kind is not None and event.kind not in self._kinds:
                    reader.fault((*path, "events", index, "kind"), "unknown_kind")
        return events

    def _counting(self, events: list[Event]) -> list[Event]:
        if not self._once:
            return events
        best: dict[str, Event] = {}
        for event in events:
            if event.matter is not None and (event.matter not in best or event.worth > best[event.matter].worth):
                best[event.matter] = event
        return [event for event in events if event.matter is None or best[event.matter] is event]

    def score(self, fact: list[Event], survey: None) -> tuple[Fraction, Why]:
        by_kind: dict[str | None, Fraction] = {}
        for event in self._counting(fact):
            by_kind[event.kind] = by_kind.get(event.kind, ZERO) + event.worth
        score = ZERO
        for kind, worth in by_kind.items():
            limit = self._kinds.get(kind) if self._kinds is not None and kind is not None else None
            score += worth if limit is None else min(worth, limit)
        if self._at_most is not None:
            score = min(score, self._at_most)
        numbers = {"count": len(fact), "claimed": sum((event.worth for event in fact), ZERO), "score": score}
        return score, Why(
            "{count} 项加分共 {claimed}，按封顶计 {score}",
            "{count} bonuses of {claimed}, within the caps: {score}",
            numbers,
        )


class Count(Rule):
    """``count``: so many of each kind, each worth so much."""

    type = "count"
    required = ("per",)
    is_event = True

    def __init__(self, parameters: Parameters) -> None:
        reader, place = parameters.reader, (*parameters.path, "per")
        named = reader.named(parameters.content.get("per", {}), place)
        self._per = {kind: reader.number(worth, (*place, kind)) for kind, worth in named.items()}

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> dict[str, Fraction]:
        if fact is None:
            return {}
        content = reader.mapping(fact, path, required=("counts",)) or {}
        counts = {}
        if "counts" in content:
            for kind, value in reader.named(content["counts"], (*path, "counts")).items():
                if kind not in self._per:
                    reader.fault((*path, "counts", kind), "unknown_kind")
                else:
                    counts[kind] = reader.number(value, (*path, "counts", kind), at_least=0)
        return counts

    def score(self, fact: dict[str, Fraction], survey: None) -> tuple[Fraction, Why]:
        score = sum((count * self._per[kind] for kind, count in fact.items()), ZERO)
        number = sum(fact.values(), ZERO)
        return score, Why("计 {number} 件，得 {score}", "{number} counted: {score}", {"number": number, "score": score})
