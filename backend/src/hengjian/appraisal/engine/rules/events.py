"""Rules that count events; a fact that is absent means that nothing happened."""

from typing import Any, NamedTuple

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import MAX_ENTRIES, Reader
from hengjian.appraisal.engine.rules.base import ZERO, Parameters, Reach, Rule, Why

_EVENT = ("points", "count", "factor")


class Event(NamedTuple):
    worth: Exact
    matter: str | None
    kind: str | None


def read_events(fact: Any, path: Path, reader: Reader, *, optional: tuple[str, ...] = ()) -> list[Event]:
    """``{"events": [{"points", "count"?, "factor"?}]}``; an event is worth points x count x factor, exactly.

    Numbers below 0 are ``out_of_range``, more than 10,000 events ``too_large``; faults go to the reader.
    """
    if fact is None:
        return []
    content = reader.mapping(fact, path, required=("events",)) or {}
    if "events" not in content:
        return []
    events = []
    allowed = ("count", "factor", *optional)
    for index, entry in enumerate(reader.entries(content["events"], (*path, "events"), at_most=MAX_ENTRIES)):
        place = (*path, "events", index)
        parts = reader.mapping(entry, place, required=("points",), optional=allowed) or {}
        worth = None
        for key in _EVENT:
            if key in parts:
                number = reader.number(parts[key], (*place, key), at_least=0)
                worth = number if worth is None else worth * number
        matter, kind = (
            reader.optional_text(parts[key], (*place, key)) if key in parts else None for key in ("matter", "kind")
        )
        events.append(Event(ZERO if worth is None else worth, matter, kind))
    return events


def _sum(events: list[Event]) -> Exact:
    return add_up([event.worth for event in events])


class Deductions(Rule):
    """``deductions`` (倒扣分): from ``start`` downward, not below ``floor_at``."""

    type = "deductions"
    optional = ("start", "floor_at")
    is_event = True

    def __init__(self, parameters: Parameters) -> None:
        self._start = parameters.number("start") if "start" in parameters.content else parameters.need_points()
        self._floor_at = parameters.nullable("floor_at", ZERO)

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> list[Event]:
        """``{"events"}`` with points lost; none is no event. None where it counts as absent; faults go to the
        reader."""
        return read_events(fact, path, reader)

    def score(self, fact: list[Event], _survey: None) -> Exact:
        """``start`` less the points lost, not below ``floor_at``. Exact, unrounded. Source: ``deductions`` in
        scheme-rules.md.
        """
        score = self._start - _sum(fact)
        return score if self._floor_at is None else max(score, self._floor_at)

    def reach(self, _fact: list[Event] | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return self._floor_at, self._start if self._floor_at is None else max(self._start, self._floor_at)

    def explain(self, fact: list[Event], _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"start": self._start, "lost": _sum(fact), "count": len(fact), "score": score}
        if not fact:
            return Why("起始 {start} 分，无扣分", "starts at {start}, nothing deducted", numbers)
        return Why(
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
        self._kinds: dict[str, Exact] | None = None
        if "kinds" in parameters.content:
            reader, place = parameters.reader, (*parameters.path, "kinds")
            self._kinds = {}
            for kind, entry in reader.named(parameters.content["kinds"], place).items():
                content = reader.mapping(entry, (*place, kind), required=("at_most",)) or {}
                limit = reader.number(content["at_most"], (*place, kind, "at_most")) if "at_most" in content else ZERO
                self._kinds[kind] = limit

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> list[Event]:
        """``{"events"}`` with points won, kind and matter; ``unknown_kind`` for a kind without a cap where kinds have
        caps. None where it counts as absent; faults go to the reader.
        """
        events = read_events(fact, path, reader, optional=("matter", "kind"))
        if self._kinds is not None:
            for index, event in enumerate(events):
                if event.kind is not None and event.kind not in self._kinds:
                    reader.fault((*path, "events", index, "kind"), "unknown_kind")
        return events

    def _counting(self, events: list[Event]) -> list[Event]:
        """One matter once: the highest, the first written of equals."""
        if not self._once:
            return events
        best: dict[str, Event] = {}
        for event in events:
            if event.matter is not None and (event.matter not in best or event.worth > best[event.matter].worth):
                best[event.matter] = event
        return [event for event in events if event.matter is None or best[event.matter] is event]

    def _within_kinds(self, events: list[Event]) -> Exact:
        if self._kinds is None:
            return _sum(events)
        by_kind: dict[str | None, list[Event]] = {}
        for event in events:
            by_kind.setdefault(event.kind, []).append(event)
        worths = []
        for kind, members in by_kind.items():
            worth = _sum(members)
            worths.append(worth if kind is None else min(worth, self._kinds[kind]))
        return add_up(worths)

    def score(self, fact: list[Event], _survey: None) -> Exact:
        """Points won: one matter once, then the cap of its kind, then the cap of all. Exact, unrounded. Source:
        ``bonuses`` in scheme-rules.md.
        """
        score = self._within_kinds(self._counting(fact))
        return score if self._at_most is None else min(score, self._at_most)

    def reach(self, _fact: list[Event] | None, _survey: None) -> Reach:
        """Points from 0 to the cap. An event without a kind has no cap of a kind, so the caps of kinds alone bound
        nothing."""
        least = add_up([ZERO, *(min(ZERO, limit) for limit in (self._kinds or {}).values())])
        return (least if self._at_most is None else min(least, self._at_most)), self._at_most

    def explain(self, fact: list[Event], _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        if not fact:
            return Why("无加分", "no bonuses")
        counting = self._counting(fact)
        numbers = {"count": len(fact), "claimed": _sum(fact), "score": score}
        zh, en = "{count} 项加分共 {claimed}", "{count} bonuses of {claimed} in all"
        if len(counting) < len(fact):
            numbers |= {"counting": len(counting), "once": _sum(counting)}
            zh, en = (
                zh + "，同一事项只计一次后 {counting} 项共 {once}",
                en + ", {counting} of {once} with one matter once",
            )
        if score < _sum(counting):
            zh, en = zh + "，按封顶计", en + ", held by the caps"
        return Why(zh + "，得 {score}", en + ": {score}", numbers)


class Count(Rule):
    """``count``: so many of each kind, each worth so much."""

    type = "count"
    required = ("per",)
    is_event = True

    def __init__(self, parameters: Parameters) -> None:
        reader, place = parameters.reader, (*parameters.path, "per")
        named = reader.named(parameters.content.get("per", {}), place)
        self._per = {kind: reader.number(worth, (*place, kind)) for kind, worth in named.items()}

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> dict[str, Exact]:
        """``{"counts": {kind: number}}``; ``unknown_kind`` for one without a worth. None where it counts as absent;
        faults go to the reader.
        """
        if fact is None:
            return {}
        content = reader.mapping(fact, path, required=("counts",)) or {}
        counts = {}
        if "counts" in content:
            for kind, value in reader.named(content["counts"], (*path, "counts")).items():
                place = (*path, "counts", kind)
                if kind not in self._per:
                    reader.fault(place, "unknown_kind")
                else:
                    counts[kind] = reader.number(value, place, at_least=0)
        return counts

    def score(self, fact: dict[str, Exact], _survey: None) -> Exact:
        """The number of each kind x its points, held to the cap. Exact, unrounded. Source: ``count`` in
        scheme-rules.md.
        """
        return add_up([count * self._per[kind] for kind, count in fact.items()])

    def reach(self, _fact: dict[str, Exact] | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        worths = self._per.values()
        return (None if any(w < 0 for w in worths) else ZERO), (None if any(w > 0 for w in worths) else ZERO)

    def explain(self, fact: dict[str, Exact], _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"number": add_up(fact.values()), "score": score}
        return Why("计 {number} 件，得 {score}", "{number} counted: {score}", numbers)
