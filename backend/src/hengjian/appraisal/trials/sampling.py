"""Invented facts, for a scheme that has none yet: drawn by rule, the same for the same seed, item and subject. Pure."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from math import floor
from typing import Any

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.rationals import print_fixed, print_short, read_exact
from hengjian.appraisal.records.fact_parts import by_worth, target_of

_HUNDRED = Exact(100)
_BALLOTS = 20


class _Chance:
    """Numbers that look drawn and never differ between machines."""

    def __init__(self, seed: str, item_code: str, subject_code: str) -> None:
        self._stem = f"{seed}\n{item_code}\n{subject_code}\n"
        self._count = 0

    def below(self, limit: int) -> int:
        self._count += 1
        return int.from_bytes(sha256(f"{self._stem}{self._count}".encode()).digest()[:8]) % limit

    def between(self, low: Exact, high: Exact) -> Exact:
        """More often in the middle than at the ends."""
        return low + (high - low) * Exact(self.below(501) + self.below(501), 1000)


def draw_fact(item: Mapping[str, Any], seed: str, subject_code: str) -> dict[str, Any]:
    """A fact that the item of a sound scheme can read."""
    kind = item["rule"]["type"]
    return _DRAWN.get(kind, _draw_measured)(item, _Chance(seed, item["code"], subject_code))


def _number(holder: Mapping[str, Any], key: str, default: Exact) -> Exact:
    return read_exact(holder[key], quotient=True) if holder.get(key) is not None else default


def _full(item: Mapping[str, Any]) -> Exact:
    points = _number(item, "points", _HUNDRED)
    return points if points > 0 else _HUNDRED


def _show(value: Exact, places: int = 1) -> str:
    return print_fixed(value, places)


def _draw_measured(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    """Around the lines that the rule draws, so that they are crossed."""
    rule = item["rule"]
    x = _draw_in_band(rule["bands"], chance) if "bands" in rule else _draw_near(_lines_of(rule), chance)
    target = target_of(item)
    # Six places: rounded to fewer, a value at the edge of a narrow band could fall out of it.
    actual = print_short(x)
    return {"actual": actual} if target is None else {"actual": actual, "target": target}


def _lines_of(rule: Mapping[str, Any]) -> list[Exact]:
    ends = rule.get("ends")
    found = [
        *(ends.values() if isinstance(ends, dict) else ()),
        *(rule[key] for key in ("at", "zero_at") if key in rule),
    ]
    return [read_exact(line, quotient=True) for line in found] or [_HUNDRED]


def _draw_near(lines: Sequence[Exact], chance: _Chance) -> Exact:
    low, high = min(lines), max(lines)
    room = max(high - low, abs(high) / 5, Exact(1))
    x = Exact(floor(chance.between(low - room, high + room) * 10), 10)
    return x if low < 0 else max(x, Exact(0))


def _draw_in_band(bands: Sequence[Mapping[str, Any]], chance: _Chance) -> Exact:
    band = bands[chance.below(len(bands))]
    lines = [read_exact(b[end], quotient=True) for b in bands for end in ("from", "to") if end in b] or [_HUNDRED]
    room = max(max(lines) - min(lines), Exact(10)) / 4
    low = _number(band, "from", _number(band, "to", min(lines)) - room)
    high = _number(band, "to", low + room)
    return low + (high - low) * Exact(chance.below(10), 10)


def _draw_proportional(_item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    return {"actual": _show(chance.between(Exact(75), Exact(115))), "target": "100"}


def _draw_given(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    return {"score": _draw_score(_full(item), chance)}


def _draw_panel(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    return {"scores": [_draw_score(_full(item), chance) for _ in range(5)]}


def _draw_score(full: Exact, chance: _Chance) -> str:
    """Between 70 and 98 %; no more than full points can come of rounding."""
    return _show(chance.between(full * 70 / 100, full * 98 / 100), 2)


def _draw_deductions(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    start = _number(item["rule"], "start", _full(item))
    unit = (start if start > 0 else Exact(10)) / 50
    events = [{"points": _show(unit * (1 + chance.below(4)), 2)} for _ in range(max(chance.below(5) - 1, 0))]
    return {"events": events}


def _draw_bonuses(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    rule = item["rule"]
    most, kinds = _number(rule, "at_most", Exact(3)), sorted(rule.get("kinds", {}))
    events = []
    for number in range(max(chance.below(5) - 2, 0)):
        event = {"points": _show(abs(most) * (1 + chance.below(3)) / 5, 2), "matter": f"sample-{number + 1}"}
        events.append(event | ({"kind": kinds[chance.below(len(kinds))]} if kinds else {}))
    return {"events": events}


def _draw_count(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    return {"counts": {kind: chance.below(4) for kind in sorted(item["rule"].get("per", {}))}}


def _draw_ballot(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    """Most votes for what is worth most."""
    values: Mapping[str, Any] = item["rule"]["values"]
    invalid = [option for option in item["rule"].get("invalid", ()) if option not in values]
    return {"votes": _cast(by_worth(values), chance) | {option: chance.below(4) for option in invalid}}


def _draw_vote_share(item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    rule = item["rule"]
    invalid = list(rule.get("invalid", ()))
    of_bands = (option for band in rule["bands"] for option in band.get("share_of", ()))
    named = dict.fromkeys([*rule["share_of"], *rule.get("options", ()), *of_bands])
    valid = [option for option in named if option not in invalid]
    if "options" not in rule and set(valid) <= set(rule["share_of"]):
        valid.append("other")
    return {"votes": _cast(valid, chance) | {option: chance.below(4) for option in invalid}}


def _cast(options: Sequence[str], chance: _Chance) -> dict[str, int]:
    left, votes = 60 + chance.below(40), {}
    for option in options[:-1]:
        votes[option] = left * (55 + chance.below(41)) // 100
        left -= votes[option]
    return votes | dict.fromkeys(options[-1:], left)


def _draw_rank_ballot(_item: Mapping[str, Any], chance: _Chance) -> dict[str, Any]:
    return {"rank_sum": _BALLOTS + chance.below(_BALLOTS * 9), "ballots": _BALLOTS}


_DRAWN: Mapping[str, Callable[[Mapping[str, Any], _Chance], dict[str, Any]]] = {
    "ballot": _draw_ballot,
    "bonuses": _draw_bonuses,
    "count": _draw_count,
    "deductions": _draw_deductions,
    "given": _draw_given,
    "panel": _draw_panel,
    "proportional": _draw_proportional,
    "rank_ballot": _draw_rank_ballot,
    "vote_share": _draw_vote_share,
}
