"""A fact by its parts, as people fill them in: which numbers the item's rule needs, and a fact written as those.
Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine import read_number
from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.rationals import print_short, read_exact
from hengjian.kit.language import Language

_SHAPES = {
    "ballot": "votes",
    "bonuses": "bonuses",
    "count": "counts",
    "deductions": "deductions",
    "given": "score",
    "panel": "scores",
    "rank_ballot": "places",
    "vote_share": "votes",
}
MEASURED = "measured"
_BY_NAME = frozenset({"votes", "counts"})
_EVENTS = frozenset({"bonuses", "deductions"})

Item = Mapping[str, Any]
"""A leaf of a sound scheme."""


@dataclass(frozen=True)
class Part:
    """One number of a fact; kinds and options go by their own names in both languages."""

    key: str
    zh: str
    en: str

    def name(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


_ACTUAL, _TARGET = Part("actual", "实际值", "actual"), Part("target", "目标值", "target")
_PARTS: Mapping[str, tuple[Part, ...]] = {
    "score": (Part("score", "评分", "score"),),
    "scores": (Part("scores", "各评委评分（用“/”隔开）", "each panellist's score, parted by a slash"),),
    "places": (Part("rank_sum", "名次之和", "sum of places"), Part("ballots", "票数", "ballots")),
    "deductions": (Part("points", "扣分合计", "points lost in all"),),
    "bonuses": (Part("points", "加分合计", "points won in all"),),
}


def shape_of(item: Item) -> str:
    """Items of one shape read each other's facts."""
    return _SHAPES.get(item["rule"]["type"], MEASURED)


def target_of(item: Item) -> str | None:
    """The target under which a measured value is what the rule sees; None where it needs none."""
    rule = item["rule"]
    default = "rate" if rule["type"] in {"proportional", "step", "brackets"} else "actual"
    return {"rate": "100", "gap": "0"}.get(rule.get("of", default))


def names_of(item: Item) -> list[str]:
    """The kinds that a count knows, or what may be voted for: what is worth most comes first."""
    rule = item["rule"]
    if rule["type"] == "count":
        return by_worth(rule["per"])
    if rule["type"] == "ballot":
        return list(dict.fromkeys([*by_worth(rule["values"]), *rule.get("invalid", ())]))
    of_bands = (option for band in rule["bands"] for option in band.get("share_of", ()))
    return list(dict.fromkeys([*rule.get("options", ()), *rule["share_of"], *of_bands, *rule.get("invalid", ())]))


def by_worth(worth: Mapping[str, Any]) -> list[str]:
    """The database keeps the keys of a document in an order of its own."""
    return sorted(worth, key=lambda name: (-read_number(worth[name], quotient=True), name))


def parts_of(item: Item) -> Sequence[Part]:
    shape = shape_of(item)
    if shape in _BY_NAME:
        return [Part(name, name, name) for name in names_of(item)]
    if shape == MEASURED:
        return [_ACTUAL] if target_of(item) is None else [_ACTUAL, _TARGET]
    return _PARTS[shape]


def write_parts(item: Item, fact: Mapping[str, Any]) -> dict[str, str] | None:
    """The fact by its parts; None where it says more than they can, such as corrections or reported places."""
    shape = shape_of(item)
    if shape in _BY_NAME:
        votes = fact[shape]
        names = [part.key for part in parts_of(item)]
        return {name: str(votes.get(name, 0)) for name in names} if votes.keys() <= {*names} else None
    if shape in _EVENTS:
        return {"points": print_short(sum(map(_points_of, fact["events"]), Exact(0)))}
    if shape == "scores":
        return {"scores": "/".join(map(str, fact["scores"]))}
    keys = [part.key for part in parts_of(item)]
    if not {*keys} <= fact.keys() or "corrections" in fact:
        return None
    return {key: str(fact[key]) for key in keys}


def _points_of(event: Mapping[str, Any]) -> Exact:
    points = read_exact(event["points"], quotient=False) * read_exact(event.get("count", 1), quotient=False)
    return points * read_exact(event.get("factor", 1), quotient=False)


def says_the_same(one: str, other: str) -> bool:
    """Whether two cells hold the same numbers, however many zeros end them."""
    return _values(one) == _values(other)


def _values(text: str) -> list[Any]:
    try:
        return [read_number(part.strip()) for part in text.split("/")]
    except ValueError:
        return [text.strip()]
