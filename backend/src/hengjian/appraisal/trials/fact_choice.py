"""Which facts a scheme is tried on: those on record, of another item, typed, or invented. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.trials.fact_conversion import Fitting, fit_items
from hengjian.appraisal.trials.sampling import draw_fact

EVERY_ITEM = "*"
INVENTED_SUBJECTS = 12
_SCORED = frozenset({"sheet", "evaluation_round", "ballot_round", "manual"})
"""Sources whose facts are kept under the scheme that they were given for, out of its points."""

Subject = Mapping[str, Any]
Facts = dict[str, dict[str, Any]]


def list_items(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The items of a sound scheme by code, in document order."""

    def leaves(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        for part in node.get("parts", [node]):
            yield from leaves(part) if "parts" in part else [part]

    return {item["code"]: item for item in leaves(document["root"])}


@dataclass(frozen=True)
class Wish:
    """What the reader wants the scheme to be tried on; ``typed`` by item and subject."""

    left_out: Collection[str] = ()
    taken_from: Mapping[str, str] = field(default_factory=dict)
    drawn: Collection[str] = ()
    seed: str = "1"
    typed: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def draws(self, item_code: str) -> bool:
        return EVERY_ITEM in self.drawn or item_code in self.drawn


@dataclass(frozen=True)
class Donor:
    """A scheme in force in the year of the facts, with its items and its subjects' facts by subject code."""

    items: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Facts]


@dataclass
class ArrangedClass:
    """``origins`` of each item's facts: ``record``, ``taken``, ``typed``, ``drawn``; empty where it has none."""

    class_code: str
    subjects: list[dict[str, Any]]
    origins: dict[str, set[str]]
    left_out: list[str]


class _Giving:
    """A donor that finds out once how one of its items is read by another, for however many subjects."""

    def __init__(self, donor: Donor) -> None:
        self.donor = donor
        self._fittings: dict[tuple[str, str], Fitting | None] = {}

    def give(self, code: str, taker: Mapping[str, Any], subject: Subject) -> dict[str, Any] | None:
        fact = self.donor.facts[subject["code"]].get(code)
        if fact is None:
            return None
        pair = code, taker["code"]
        if pair not in self._fittings:
            giver = self.donor.items.get(code)
            self._fittings[pair] = fit_items(giver, taker) if giver is not None else None
        fitting = self._fittings[pair]
        return fitting(fact) if fitting is not None else None


def arrange(
    document: Mapping[str, Any],
    sources: Mapping[str, str],
    subjects: Sequence[Subject],
    donors: Sequence[Donor],
    wish: Wish,
) -> list[ArrangedClass]:
    """Class by class, every subject with the facts that it is tried on; ``sources`` by item."""
    items = list_items(document)
    givings = [_Giving(donor) for donor in donors]
    classes: dict[str, ArrangedClass] = {}
    for subject in subjects:
        of_class = classes.setdefault(
            subject["class"], ArrangedClass(subject["class"], [], {c: set() for c in items}, [])
        )
        giving = next((one for one in givings if subject["code"] in one.donor.facts), None)
        facts = {}
        for code, item in items.items():
            origin, fact = _find_fact(item, sources.get(code, ""), subject, giving, wish)
            if fact is not None:
                facts[code] = fact
                of_class.origins[code].add(origin)
        of_class.subjects.append({**subject, "facts": facts})
    for of_class in classes.values():
        of_class.left_out = [code for code, item in items.items() if _is_left_out(item, of_class, wish)]
    return list(classes.values())


def _find_fact(
    item: Mapping[str, Any], source: str, subject: Subject, giving: _Giving | None, wish: Wish
) -> tuple[str, Mapping[str, Any] | None]:
    code = item["code"]
    if (typed := wish.typed.get((code, subject["code"]))) is not None:
        return "typed", typed
    if wish.draws(code):
        return "drawn", draw_fact(item, wish.seed, subject["code"])
    if code in wish.taken_from:
        return "taken", giving.give(wish.taken_from[code], item, subject) if giving is not None else None
    own = subject["facts"].get(code)
    if giving is not None and source in _SCORED and (given := giving.give(code, item, subject)) is not None:
        return "record", given
    return "record", own


def _is_left_out(item: Mapping[str, Any], of_class: ArrangedClass, wish: Wish) -> bool:
    """Nobody having an event is a fact; nobody having a value is none."""
    is_event = RULES[item["rule"]["type"]].is_event
    return item["code"] in wish.left_out or not (is_event or of_class.origins[item["code"]])


def invent_subjects(class_code: str, name: str) -> list[dict[str, Any]]:
    """Subjects of a class in which nobody is registered yet."""
    return [
        {"code": f"{class_code}-{number:02}", "class": class_code, "name": f"{name} {number:02}", "facts": {}}
        for number in range(1, INVENTED_SUBJECTS + 1)
    ]
