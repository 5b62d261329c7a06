"""From facts to the scores of every node, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Fault
from hengjian.appraisal.engine.rules.base import ZERO, NoBand, Why
from hengjian.appraisal.engine.scheme import Group, Item, Node, Scheme
from hengjian.appraisal.engine.subjects import Subject


@dataclass(frozen=True)
class Score:
    """``value`` None: excluded. ``weighted`` is what the node brings to its parent."""

    value: Fraction | None
    weighted: Fraction | None
    why: Why


_EXCLUDED = Why("缺项，按规定不计", "no fact: left out by rule")
_COMBINED = {
    "sum": Why("各部分相加", "sum of the parts"),
    "weighted": Why("各部分加权平均", "weighted mean of the parts"),
    "mean": Why("各部分平均", "mean of the parts"),
}


def survey_peers(scheme: Scheme, subjects: list[Subject]) -> dict[str, dict[str, Any]]:
    """By class and item: what rules that look at peers need to know of all facts of the class."""
    classes: dict[str, list[Subject]] = {}
    for subject in subjects:
        classes.setdefault(subject.class_code, []).append(subject)
    surveys: dict[str, dict[str, Any]] = {}
    for class_code, members in classes.items():
        surveys[class_code] = {}
        for item in scheme.items:
            facts = [member.facts[item.code] for member in members if item.code in member.facts]
            surveys[class_code][item.code] = item.rule.survey(facts) if facts else None
    return surveys


class Scorer:
    """Scores one subject after another; notes what could not be scored."""

    def __init__(self, scheme: Scheme, surveys: Mapping[str, Mapping[str, Any]]) -> None:
        self._scheme = scheme
        self._surveys = surveys
        self.faults: list[Fault] = []

    def score(self, subject: Subject) -> dict[str, Score]:
        """Scores by node code."""
        scores: dict[str, Score] = {}
        total = self._score_node(self._scheme.root, subject, scores)
        if total is None:
            self.faults.append(Fault(("subjects", subject.index), "nothing_to_score"))
        root = scores[self._scheme.root.code]
        scores[self._scheme.root.code] = Score(root.value, root.value, root.why)
        return scores

    def _score_node(self, node: Node, subject: Subject, scores: dict[str, Score]) -> Fraction | None:
        if isinstance(node, Item):
            value, why = self._score_item(node, subject)
        else:
            value, why = self._combine(node, subject, scores)
        scores[node.code] = Score(value, None, why)
        return value

    def _score_item(self, item: Item, subject: Subject) -> tuple[Fraction | None, Why]:
        fact = subject.facts.get(item.code)
        if fact is None:
            return self._score_missing(item)
        try:
            value, why = item.rule.score(fact, self._surveys[subject.class_code][item.code])
        except NoBand:
            self.faults.append(Fault(("subjects", subject.index, "facts", item.code), "no_band"))
            return ZERO, _EXCLUDED
        if item.times_coefficient and subject.coefficient != 1:
            value *= subject.coefficient
            numbers = {**why.numbers, "coefficient": subject.coefficient, "product": value}
            zh = why.zh + "，乘难度系数 {coefficient} 得 {product}"
            why = Why(zh, why.en + ", times the coefficient {coefficient}: {product}", numbers)
        return _hold(value, item), why

    @staticmethod
    def _score_missing(item: Item) -> tuple[Fraction | None, Why]:
        if item.missing == "exclude":
            return None, _EXCLUDED
        if item.missing == "full" and item.points is not None:
            return item.points, Why(
                "缺项，按规定得满分 {points}", "no fact: all {points} points by rule", {"points": item.points}
            )
        return ZERO, Why("缺项，按规定记 0 分", "no fact: no points by rule")

    def _combine(self, group: Group, subject: Subject, scores: dict[str, Score]) -> tuple[Fraction | None, Why]:
        values = [(part, self._score_node(part, subject, scores)) for part in group.parts]
        applying = [(part, value) for part, value in values if value is not None]
        if not applying:
            return None, _EXCLUDED
        shares = _shares(group, [part for part, _ in applying])
        total = ZERO
        for (part, value), share in zip(applying, shares, strict=True):
            brought = value * share
            total += brought
            scores[part.code] = Score(value, brought, scores[part.code].why)
        return _hold(total, group), _COMBINED[group.combine]


def _shares(group: Group, applying: list[Node]) -> list[Fraction]:
    """By what each applying part's score is multiplied on its way into the group."""
    if group.combine == "mean":
        return [Fraction(1, len(applying))] * len(applying)
    if group.combine == "weighted":
        weights = sum((part.weight for part in applying), ZERO)
        return [part.weight / weights for part in applying]
    if len(applying) == len(group.parts):
        return [Fraction(1)] * len(applying)
    scale = group.worth / sum((part.worth for part in applying), ZERO)
    return [scale] * len(applying)


def _hold(value: Fraction, node: Node) -> Fraction:
    """Floor first, then cap: where they cross, the cap wins."""
    if node.floor is not None:
        value = max(value, node.floor)
    if node.cap is not None:
        value = min(value, node.cap)
    return value
