"""Facts that are typical for a rule, so that people see what it does. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hengjian.appraisal.engine import read_number
from hengjian.appraisal.scheme_documents.sums import say_number
from hengjian.appraisal.scheme_previews.schemas import Fact
from hengjian.kit.language import Language

Rule = Mapping[str, Any]

PEER_RULES = frozenset({"range", "rank", "relative_to_best"})
MEASURED = frozenset({"bands", "brackets", "proportional", "range", "rank", "relative_to_best", "step", "threshold"})
_EVENTS = frozenset({"bonuses", "count", "deductions"})
_PEERS = tuple(map(Fraction, (70, 80, 90, 95, 105)))
_MAX_EXAMPLES = 8
_MOST_STEPS = 12
_MOST_MARKS = 36
_FILL = 24
_HUNDRED = Fraction(100)
_OTHER = {"zh": "其他", "en": "other"}


@dataclass(frozen=True)
class Samples:
    """``facts`` to show, ``peers`` beside a single fact, ``positions`` of a curve over what the rule measures.

    ``telling`` is the place of the fact that shows the rule best.
    """

    facts: Sequence[Fact]
    telling: int
    peers: Sequence[Fact] = ()
    positions: Sequence[Fraction] = field(default=())


def sample_facts(item: Mapping[str, Any], peers: Sequence[Fact] | None, language: Language) -> Samples:
    """Samples for an item of a sound scheme."""
    rule: Rule = item["rule"]
    kind = rule["type"]
    if kind not in MEASURED:
        facts = _counted_facts(item, language)
        return Samples(facts, 1 if kind in _EVENTS else 0)
    if kind in PEER_RULES and rule.get("ends", "peers") == "peers":
        beside = [fact_at(rule, x) for x in _PEERS] if peers is None else list(peers)
        marks = sorted({x for fact in beside if (x := _position_of(rule, fact)) is not None})
        return Samples(beside, min(1, len(beside) - 1), beside, _spread(rule, marks))
    marks = _marks_of(rule)
    shown = _thin(_shown_of(rule, marks))
    return Samples([fact_at(rule, x) for x in shown], _find_telling(rule, shown), (), _spread(rule, marks))


def axis_of(rule: Rule) -> str | None:
    """What a curve goes over: ``actual``, ``rate`` or ``gap``; for a completion where less is better, the actual."""
    kind = rule["type"]
    if kind not in MEASURED:
        return None
    if kind == "proportional":
        return "actual" if rule.get("direction") == "lower" else "rate"
    return str(rule.get("of", "rate" if kind in {"step", "brackets"} else "actual"))


def fact_at(rule: Rule, x: Fraction) -> Fact:
    """A fact that measures ``x``; targets are 100."""
    axis = axis_of(rule)
    if axis == "gap":
        return {"actual": _write(x + _HUNDRED), "target": "100"}
    if axis == "rate" or rule["type"] == "proportional":
        return {"actual": _write(x), "target": "100"}
    return {"actual": _write(x)}


def _position_of(rule: Rule, fact: Fact) -> Fraction | None:
    try:
        actual = read_number(fact.get("actual"))
        if axis_of(rule) == "actual":
            return actual
        target = read_number(fact.get("target"))
        return actual - target if axis_of(rule) == "gap" else actual * _HUNDRED / target
    except (ValueError, ZeroDivisionError):
        return None


def _write(x: Fraction) -> str:
    """A plain decimal: facts take no quotients."""
    return say_number(Fraction(round(x * 10**6), 10**6))


def _number(rule: Rule, key: str, default: Fraction | None = None) -> Fraction | None:
    value = rule.get(key)
    return default if value is None else read_number(value, quotient=True)


def _marks_of(rule: Rule) -> list[Fraction]:
    """Where the rule bends or jumps."""
    kind = rule["type"]
    if kind == "threshold":
        return [read_number(rule["at"], quotient=True)]
    if kind == "bands":
        ends = (_number(band, key) for band in rule["bands"] for key in ("from", "to"))
        return sorted({end for end in ends if end is not None})
    if kind == "range":
        return sorted(read_number(rule["ends"][key], quotient=True) for key in ("worst", "best"))
    if kind == "brackets":
        return sorted(_brackets(rule))
    if kind == "step":
        return sorted(_steps(rule))
    return [_HUNDRED]


def _brackets(rule: Rule) -> set[Fraction]:
    at = _number(rule, "at", _HUNDRED) or Fraction(0)
    distance, found = Fraction(0), {at}
    for bracket in rule["brackets"][:_MOST_STEPS]:
        distance += _number(bracket, "width", Fraction(10)) or Fraction(0)
        found |= {at - distance, at + distance}
    return found


def _steps(rule: Rule) -> set[Fraction]:
    """Each step where steps are whole, otherwise where the most is gained or lost; and the line to nothing."""
    at = _number(rule, "at", _HUNDRED) or Fraction(0)
    size = read_number(rule["size"], quotient=True)
    found = {at}
    for sign, per, most in ((1, "up", "max_up"), (-1, "down", "max_down")):
        each, limit = _number(rule, per), _number(rule, most)
        count = abs(limit / each) if each and limit is not None else Fraction(3)
        whole = range(1, min(_MOST_STEPS, int(count) + 1) + 1) if rule.get("partial", "prorate") != "prorate" else ()
        turn = -sign if rule.get("direction") == "lower" else sign
        found |= {at + turn * size * steps for steps in (*whole, min(count, Fraction(_MOST_STEPS * 5)))}
    zero_at = _number(rule, "zero_at")
    return found if zero_at is None else found | {zero_at}


def _shown_of(rule: Rule, marks: Sequence[Fraction]) -> list[Fraction]:
    """Values that people ask about first."""
    kind = rule["type"]
    if kind == "proportional":
        return [Fraction(x) for x in (85, 100, 120)]
    lowest = marks[0] if marks else _HUNDRED
    below = lowest - (1 if abs(lowest) >= 10 else Fraction(1, 10))
    if kind == "threshold":
        beyond = 2 * lowest - below
        return [beyond, lowest] if rule.get("direction") == "lower" else [below, lowest]
    if kind == "bands":
        return [below, *marks]
    if kind == "step":
        size = read_number(rule["size"], quotient=True)
        at = _number(rule, "at", _HUNDRED) or Fraction(0)
        middle = [at - size * 3 / 2, at, at + size * 3 / 2]
        return sorted({*middle, marks[0], marks[-1]})
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    return sorted({*marks, *between})


def _find_telling(rule: Rule, shown: Sequence[Fraction]) -> int:
    """Short of the target where the rule is about that; else somewhere in the middle."""
    if rule["type"] in {"proportional", "step", "brackets"}:
        goal = _number(rule, "at", _HUNDRED) or Fraction(0)
        before = [place for place, x in enumerate(shown) if x < goal]
        return before[-1] if before else 0
    return len(shown) // 2


def _thin(values: Sequence[Fraction]) -> list[Fraction]:
    """Some of many, the first and the last among them."""
    if len(values) <= _MAX_EXAMPLES:
        return list(values)
    last = len(values) - 1
    return [values[round(place * last / (_MAX_EXAMPLES - 1))] for place in range(_MAX_EXAMPLES)]


def _spread(rule: Rule, marks: Sequence[Fraction]) -> list[Fraction]:
    """Evenly over what matters, with every mark and a place just before and after it, so that a jump is seen as one."""
    lowest, highest = (marks[0], marks[-1]) if marks else (Fraction(0), _HUNDRED)
    room = max((highest - lowest) / 4, abs(highest) / 5, Fraction(1))
    start, end = lowest - room, highest + room
    if axis_of(rule) == "rate" or rule["type"] == "proportional":
        start = max(start, Fraction(0))
    near = (end - start) / 2000
    marked = {mark + away for mark in marks[:_MOST_MARKS] for away in (-near, Fraction(0), near)}
    even = {start + (end - start) * place / _FILL for place in range(_FILL + 1)}
    return sorted({Fraction(_write(x)) for x in {*even, *marked} if start <= x <= end})


_DEDUCTION_FACTS: Sequence[Fact] = (
    {"events": []},
    {"events": [{"points": "0.5", "count": 2}, {"points": "2"}]},
    {"events": [{"points": "5", "factor": "2"}]},
)
_PLACE_FACTS: Sequence[Fact] = ({"places": {"1": 10, "2": 5}}, {"places": {"1": 2, "3": 8, "5": 5}})


def _counted_facts(item: Mapping[str, Any], language: Language) -> list[Fact]:
    """For the rules over events, votes and scores."""
    rule: Rule = item["rule"]
    match rule["type"]:
        case "given":
            facts: Iterable[Fact] = [{"score": _write(score)} for score in _shares(item)]
        case "panel":
            low, middle, high = sorted(_shares(item))
            facts = [{"scores": [_write(score) for score in (low, middle, middle, high, high)]}]
        case "deductions":
            facts = _DEDUCTION_FACTS
        case "bonuses":
            facts = _bonus_facts(rule)
        case "count":
            names = list(rule["per"])[:3]
            facts = [{"counts": {}}, {"counts": {name: place + 1 for place, name in enumerate(reversed(names))}}]
        case "rank_ballot":
            facts = _PLACE_FACTS
        case _:
            facts = _vote_facts(rule, language)
    return list(facts)


def _shares(item: Mapping[str, Any]) -> list[Fraction]:
    points = read_number(item.get("points", "100"), quotient=True)
    return [points, points * 9 / 10, points * 3 / 4]


def _bonus_facts(rule: Rule) -> Iterator[Fact]:
    kinds = list(rule.get("kinds", {}))[:2]
    yield {"events": []}
    if kinds:
        yield {"events": [{"points": "2", "kind": kind, "matter": f"{place}"} for place, kind in enumerate(kinds, 1)]}
        yield {
            "events": [
                {"points": "3", "kind": kinds[0], "matter": "1"},
                {"points": "3", "kind": kinds[0], "matter": "2"},
            ]
        }
        return
    yield {"events": [{"points": "2", "matter": "1"}, {"points": "1", "matter": "1"}]}
    yield {"events": [{"points": "3", "matter": "1"}, {"points": "3", "matter": "2"}]}


def _vote_facts(rule: Rule, language: Language) -> list[Fact]:
    options = _options_of(rule, language)
    invalid = [option for option in rule.get("invalid", ()) if option not in options]
    spreads = ((60, 30, 5), (30, 40, 30), (5, 15, 80))
    return [{"votes": {**_cast(options, spread), **dict.fromkeys(invalid, 5)}} for spread in spreads]


def _options_of(rule: Rule, language: Language) -> list[str]:
    """What may be voted for and counts, the best first; where the rule leaves it open, also something it does not
    name."""
    if rule["type"] == "ballot":
        values = rule["values"]
        options = sorted(values, key=lambda option: read_number(values[option], quotient=True), reverse=True)
    elif "options" in rule:
        options = list(rule["options"])
    else:
        named = [*rule["share_of"], *(option for band in rule["bands"] for option in band.get("share_of", ()))]
        options = [*dict.fromkeys(named), _OTHER[language]]
    return [option for option in options if option not in rule.get("invalid", ())]


def _cast(options: Sequence[str], spread: Sequence[int]) -> dict[str, int]:
    return {option: spread[min(place, len(spread) - 1)] for place, option in enumerate(options)}
