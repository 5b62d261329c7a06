"""From facts to the scores of every node, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.faults import Fault
from hengjian.appraisal.engine.numbers import print_fixed
from hengjian.appraisal.engine.rules.base import ZERO, NoBand
from hengjian.appraisal.engine.scheme import Group, Item, Node, Scheme
from hengjian.appraisal.engine.subjects import Subject

Surveys = Mapping[str, Mapping[str, Any]]
"""By class and item: what rules that look at peers know of all facts of the class."""
SCORE_PLACES = 6


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one subject, by the place of each node; None where it is excluded.

    ``values`` holds the exact scores, ``weighted`` what each brings to its parent, as the result prints it.
    """

    values: list[Exact | None]
    weighted: list[str | None]


def survey_peers(scheme: Scheme, subjects: Sequence[Subject]) -> Surveys:
    classes: dict[str, list[Subject]] = {}
    for subject in subjects:
        classes.setdefault(subject.class_code, []).append(subject)
    surveys: dict[str, dict[str, Any]] = {}
    for class_code, members in classes.items():
        surveys[class_code] = {}
        for code, item in scheme.items.items():
            facts = [member.facts[code] for member in members if code in member.facts]
            surveys[class_code][code] = item.rule.survey(facts) if facts else None
    return surveys


class Scorer:
    """Scores one subject after another; notes what could not be scored."""

    def __init__(self, scheme: Scheme, surveys: Surveys) -> None:
        self._scheme = scheme
        self._surveys = surveys
        self.faults: list[Fault] = []

    def score(self, subject: Subject) -> Scores:
        count = len(self._scheme.nodes)
        scores = Scores([None] * count, [None] * count)
        total = self._score_node(self._scheme.root, subject, scores)
        if total is None:
            self.faults.append(Fault(("subjects", subject.index), "nothing_to_score"))
        else:
            scores.weighted[0] = print_fixed(total, SCORE_PLACES)
        return scores

    def _score_node(self, node: Node, subject: Subject, scores: Scores) -> Exact | None:
        if isinstance(node, Item):
            value = self._score_item(node, subject)
        else:
            value = self._combine(node, subject, scores)
        scores.values[node.place] = value
        return value

    def _score_item(self, item: Item, subject: Subject) -> Exact | None:
        fact = subject.facts.get(item.code)
        if fact is None:
            return score_missing(item)
        try:
            value = item.rule.score(fact, self._surveys[subject.class_code][item.code])
        except NoBand:
            self.faults.append(Fault(("subjects", subject.index, "facts", item.code), "no_band"))
            return ZERO
        if item.times_coefficient:
            value *= subject.coefficient
        return hold(value, item)

    def _combine(self, group: Group, subject: Subject, scores: Scores) -> Exact | None:
        values = [self._score_node(part, subject, scores) for part in group.parts]
        applied = [(part, value) for part, value in zip(group.parts, values, strict=True) if value is not None]
        if not applied:
            return None
        brought, total = combine(group, applied)
        for (part, _), contribution in zip(applied, brought, strict=True):
            scores.weighted[part.place] = print_fixed(contribution, SCORE_PLACES)
        return hold(total, group)


def combine(group: Group, applied: Sequence[tuple[Node, Exact]]) -> tuple[list[Exact], Exact]:
    """What each part that applies brings into the group, and their sum: its score before floor and cap."""
    values = [value for _, value in applied]
    is_whole = len(applied) == len(group.parts)
    if group.combine == "mean":
        return [value / len(values) for value in values], add_up(values) / len(values)
    if group.combine == "weighted":
        weights = group.weight_sum if is_whole else add_up([part.weight for part, _ in applied])
        values = [value * part.weight for part, value in applied]
        return [value / weights for value in values], add_up(values) / weights
    if not is_whole:
        scale = group.worth / add_up([part.worth for part, _ in applied])
        values = [value * scale for value in values]
    return values, add_up(values)


def score_missing(item: Item) -> Exact | None:
    """What the item's ``missing`` gives a subject without a fact; it stands as it is."""
    if item.missing == "exclude":
        return None
    return item.points if item.missing == "full" and item.points is not None else ZERO


def hold(value: Exact, node: Node) -> Exact:
    """Floor first, then cap: where they cross, the cap wins."""
    if node.floor is not None:
        value = max(value, node.floor)
    if node.cap is not None:
        value = min(value, node.cap)
    return value
