"""What the scoring engine costs, phase by phase, beside the least exact arithmetic over the same document.

Seconds are processor time of the one core it runs on: what else the machine does meanwhile does not count.
"""

import gc
import time
import tracemalloc
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from random import Random
from statistics import median
from typing import Any

from bench.measuring import Line
from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import evaluate
from hengjian.appraisal.engine.evaluation import describe, explain, rank_subjects, read_sound, score_subjects

SUBJECTS, FEW, ITEMS, CLASSES = 20_000, 300, 25, 20
ROUNDS, SHORT_ROUNDS = 3, 15
POINTS = Fraction(10)
_BANDS = (("90", "10"), ("80", "8"), ("60", "5"), (None, "0"))
_PER = {"provincial": "2", "municipal": "1.5", "county": "0.5"}
_VALUES = {"good": "100", "fair": "80", "poor": "50"}
_BRACKETS = (("10", "0.2"), ("20", "0.1"), (None, "1/60"))
_STEP = {"size": "10", "up": "0.5", "down": "1", "max_up": "1", "max_down": "3"}
_RULES: tuple[dict[str, Any], ...] = (
    {"type": "given"},
    {"type": "proportional"},
    {"type": "step", **_STEP},
    {"type": "deductions"},
    {"type": "bonuses", "at_most": "5"},
    {"type": "bands", "bands": [{"points": points, **({"from": x} if x else {})} for x, points in _BANDS]},
    {"type": "range", "low": "5", "high": "10"},
    {"type": "rank", "award": "step", "step_percent": "0.02"},
    {"type": "ballot", "values": _VALUES, "scale": True},
    {"type": "brackets", "brackets": [{"per": per, **({"width": width} if width else {})} for width, per in _BRACKETS]},
    {"type": "count", "per": _PER},
    {"type": "relative_to_best"},
    {"type": "threshold", "of": "rate", "at": "100"},
)
_KINDS = {f"i{number:02}": _RULES[number % len(_RULES)]["type"] for number in range(ITEMS)}
_GROUPS = (("weighted", 30), ("sum", 25), ("mean", 20), ("weighted", 15), ("sum", 10))


def draw_up_document(subject_count: int, seed: int = 2026) -> dict[str, Any]:
    """Five groups of five items, most rule types, twenty classes; the same for the same seed."""
    random = Random(seed)
    codes, groups = list(_KINDS), []
    for number, (combine, weight) in enumerate(_GROUPS):
        parts = [
            {"code": codes[at], "points": "10", "weight": str(at % 5 + 1), "rule": _RULES[at % len(_RULES)]}
            for at in range(5 * number, 5 * number + 5)
        ]
        groups.append({"code": f"g{number}", "combine": combine, "weight": str(weight), "parts": parts})
    tiers = [{"tier": "advanced", "top": {"share": "0.3"}}, {"tier": "lagging", "bottom": {"count": 3}}]
    subjects = [
        {
            "code": f"S{number:06}",
            "class": f"class-{number % CLASSES:02}",
            "facts": {code: _draw_fact(kind, random) for code, kind in _KINDS.items()},
        }
        for number in range(subject_count)
    ]
    root = {"code": "total", "combine": "weighted", "parts": groups}
    return {"scheme": {"root": root, "ranking": {"break_by": ["g0"]}, "tiers": tiers}, "subjects": subjects}


def _draw_fact(kind: str, random: Random) -> dict[str, Any]:
    def decimal(below: int) -> str:
        return f"{random.randrange(below)}.{random.randrange(100):02}"

    match kind:
        case "given":
            return {"score": decimal(10)}
        case "deductions" | "bonuses":
            events = random.randrange(4)
            return {"events": [{"points": f"0.{random.randrange(1, 10)}", "count": 1 + n} for n in range(events)]}
        case "ballot":
            return {"votes": {option: random.randrange(1, 60) for option in _VALUES}}
        case "count":
            return {"counts": {kind: random.randrange(4) for kind in _PER}}
        case "bands" | "range" | "rank" | "relative_to_best":
            return {"actual": decimal(110)}
        case _:
            return {"actual": decimal(1000), "target": str(random.randrange(400, 900))}


_BAND_LINES = [(None if x is None else Fraction(x), Fraction(points)) for x, points in _BANDS]
_BRACKET_PARTS = [(None if width is None else Fraction(width), Fraction(per)) for width, per in _BRACKETS]
_WORTHS = {option: Fraction(value) for option, value in _VALUES.items()}
_WORTH_PER = {kind: Fraction(per) for kind, per in _PER.items()}
ZERO, HUNDRED = Fraction(0), Fraction(100)


def _least_measured(kind: str, fact: Mapping[str, Any], peers: Sequence[Fraction]) -> Fraction:
    x = Fraction(fact["actual"])
    match kind:
        case "range":
            return 5 + 5 * (x - peers[0]) / (peers[-1] - peers[0])
        case "rank":
            return max(ZERO, POINTS - Fraction(1, 500) * (len(peers) - bisect_right(peers, x)))
        case "relative_to_best":
            return POINTS * x / peers[-1]
        case "bands":
            return next(points for line, points in _BAND_LINES if line is None or x >= line)
        case _:
            return _least_rated(kind, x / Fraction(fact["target"]) * 100)


def _least_rated(kind: str, rate: Fraction) -> Fraction:
    if kind == "proportional":
        return min(POINTS, rate / 10)
    if kind == "threshold":
        return POINTS if rate >= 100 else ZERO
    ahead = rate - HUNDRED
    if kind == "step":
        change = min(Fraction(1), ahead / 20) if ahead >= 0 else -min(Fraction(3), -ahead / 10)
        return max(ZERO, POINTS + change)
    distance, change = abs(ahead), ZERO
    for width, per in _BRACKET_PARTS:
        inside = distance if width is None else min(distance, width)
        change += inside * per
        distance -= inside
    return max(ZERO, POINTS + (change if ahead >= 0 else -change))


def _least_score(kind: str, fact: Mapping[str, Any], peers: Sequence[Fraction]) -> Fraction:
    match kind:
        case "given":
            return Fraction(fact["score"])
        case "deductions" | "bonuses":
            points = sum((Fraction(event["points"]) * event["count"] for event in fact["events"]), ZERO)
            return max(ZERO, POINTS - points) if kind == "deductions" else min(Fraction(5), points)
        case "ballot":
            votes: dict[str, int] = fact["votes"]
            return sum((_WORTHS[option] * n for option, n in votes.items()), ZERO) / sum(votes.values()) / 10
        case "count":
            return sum((_WORTH_PER[kind] * n for kind, n in fact["counts"].items()), ZERO)
        case _:
            return _least_measured(kind, fact, peers)


@cycle_search_off()
def least_loop(document: dict[str, Any]) -> dict[str, str]:
    """The floor: totals by code, ranked inside the classes. No checks, no reasons, no nodes, no digests."""
    peers: dict[tuple[str, str], list[Fraction]] = {}
    for subject in document["subjects"]:
        for code, kind in _KINDS.items():
            if kind in {"range", "rank", "relative_to_best"}:
                peers.setdefault((subject["class"], code), []).append(Fraction(subject["facts"][code]["actual"]))
    for values in peers.values():
        values.sort()
    totals = []
    for subject in document["subjects"]:
        scores = [
            _least_score(kind, subject["facts"][code], peers.get((subject["class"], code), ()))
            for code, kind in _KINDS.items()
        ]
        total = ZERO
        for number, (combine, weight) in enumerate(_GROUPS):
            parts = scores[5 * number : 5 * number + 5]
            if combine == "weighted":
                group = sum(((at + 1) * score for at, score in enumerate(parts)), ZERO) / 15
            else:
                group = sum(parts, ZERO) / (1 if combine == "sum" else 5)
            total += weight * group
        cents = int(total + Fraction(1, 2))
        totals.append((subject["class"], -cents, subject["code"]))
    totals.sort()
    return {code: f"{-cents // 100}.{-cents % 100:02}" for _, cents, code in totals}


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    begun = time.process_time()
    yield
    spent.append(time.process_time() - begun)


_PHASES = ("reading and checking", "scoring", "ranks and tiers", "nodes and digests", "why, made on demand")


def _measure_phases(document: dict[str, Any], spent: dict[str, list[float]]) -> dict[str, str]:
    """One evaluation as :func:`evaluate` does it, phase by phase; totals by code."""
    reading, scoring, ranking, describing, explaining = (spent[phase] for phase in _PHASES)
    with _timed(reading):
        sound = read_sound(document)
    with _timed(scoring):
        standings, surveys = score_subjects(sound)
    with _timed(ranking):
        ranked = rank_subjects(sound, standings, surveys)
    with _timed(describing):
        result = describe(ranked)
    with _timed(explaining):
        explain(ranked, result, "zh")
    return {subject["code"]: subject["total"] for subject in result["subjects"]}


def _measure_rounds(document: dict[str, Any]) -> tuple[dict[str, float], float]:
    """Median seconds of each phase and of the floor, taken in turns."""
    spent: dict[str, list[float]] = {phase: [] for phase in _PHASES}
    floors: list[float] = []
    for _ in range(ROUNDS):
        gc.collect()
        with cycle_search_off():
            with _timed(floors):
                least = least_loop(document)
            assert _measure_phases(document, spent) == least
    return {phase: median(seconds) for phase, seconds in spent.items()}, median(floors)


def _measure_in_turns(*works: Callable[[], object]) -> list[float]:
    """Median seconds of each, with nothing left over from what was done before."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(SHORT_ROUNDS):
        for work, seconds in zip(works, spent, strict=True):
            gc.collect()
            with cycle_search_off(), _timed(seconds):
                work()
    return [median(seconds) for seconds in spent]


def _peak_memory(subject_count: int) -> float:
    """Bytes a subject at the highest point of an evaluation."""
    document = draw_up_document(subject_count)
    tracemalloc.start()
    with cycle_search_off():
        evaluate(document, explained=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / subject_count


def measure_engine(subject_count: int = SUBJECTS) -> list[Line]:
    phases, floor = _measure_rounds(draw_up_document(subject_count))
    whole = sum(seconds for phase, seconds in phases.items() if phase != _PHASES[-1])
    few = draw_up_document(FEW)
    name = f"score {subject_count} subjects x {ITEMS} items / the least exact loop"
    short, short_floor = _measure_in_turns(lambda: evaluate(few, explained=False), lambda: least_loop(few))
    small, large = _peak_memory(FEW), _peak_memory(8 * FEW)
    return [
        Line(name, round(whole, 2), round(floor, 2), round(floor / whole, 3), "seconds", "under 15"),
        *(
            Line(f"- {phase}", round(seconds, 2), round(floor, 2), round(floor / seconds, 3), "seconds", "")
            for phase, seconds in phases.items()
        ),
        Line(
            f"score {FEW} subjects x {ITEMS} items / the least exact loop",
            round(short, 3),
            round(short_floor, 3),
            round(short_floor / short, 3),
            "seconds",
            "under 0.2",
        ),
        Line(
            f"memory a subject, {8 * FEW} / {FEW} of them",
            round(large / 1000, 1),
            round(small / 1000, 1),
            round(small / large, 3),
            "kB",
            "ratio 1: linear",
        ),
    ]


if __name__ == "__main__":
    for line in measure_engine():
        print(f"{line.name:60} {line.value:9} {line.floor or '':9} {line.ratio or '':7} {line.unit} {line.aim}")
