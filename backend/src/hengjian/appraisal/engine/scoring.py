"""From facts to the scores of every node, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.faults import Fault
from hengjian.appraisal.engine.rationals import print_fixed
from hengjian.appraisal.engine.rules.base import ZERO, NoBandError
from hengjian.appraisal.engine.scheme import WHOLE, Group, Item, Node, Scheme
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
    """By class and item, what the item's rule makes of the facts of all who have one; None where nobody has."""
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
        self._items = scheme.items.values()
        self._groups = [node for node in reversed(scheme.nodes) if isinstance(node, Group)]
        self._count = len(scheme.nodes)
        self._surveys = surveys
        self.faults: list[Fault] = []

    def score(self, subject: Subject) -> Scores:
        """Exact points of every node: items first, then the groups from the innermost to the root; unrounded.

        What cannot be scored (``no_band``, ``nothing_to_score``) goes to ``faults``. Source: "Groups and items" in
        scheme-language.md.
        """
        values: list[Exact | None] = [None] * self._count
        weighted: list[str | None] = [None] * self._count
        surveys, facts = self._surveys[subject.class_code], subject.facts
        for item in self._items:
            fact = facts.get(item.code)
            values[item.place] = (
                score_missing(item) if fact is None else self._score_item(item, fact, surveys[item.code], subject)
            )
        for group in self._groups:
            applied = [(part, value) for part in group.parts if (value := values[part.place]) is not None]
            if applied:
                brought, total = combine(group, applied)
                values[group.place] = hold(total, group)
                for (part, _), contribution in zip(applied, brought, strict=True):
                    weighted[part.place] = print_fixed(contribution, SCORE_PLACES)
        if (whole := values[0]) is None:
            self.faults.append(Fault(("subjects", subject.index), "nothing_to_score"))
        else:
            weighted[0] = print_fixed(whole, SCORE_PLACES)
        return Scores(values, weighted)

    def _score_item(self, item: Item, fact: Any, survey: Any, subject: Subject) -> Exact:
        try:
            value = item.rule.score(fact, survey)
        except NoBandError:
            self.faults.append(Fault(("subjects", subject.index, "facts", item.code), "no_band"))
            return ZERO
        if item.times_coefficient:
            value *= subject.coefficient
        return hold(value, item)


def combine(group: Group, applied: Sequence[tuple[Node, Exact]]) -> tuple[list[Exact], Exact]:
    """Exact points that each part which applies brings into the group, and their sum: its score before floor and cap.

    Source: ``combine`` and ``exclude`` under "Groups and items" in scheme-language.md.
    """
    if len(applied) == len(group.parts):
        shares = group.shares
    else:
        shares = group.shares_of([part for part, _ in applied])
    brought = [value if share is WHOLE else value * share for (_, value), share in zip(applied, shares, strict=True)]
    return brought, add_up(brought)


def score_missing(item: Item) -> Exact | None:
    """Points that the item's ``missing`` gives a subject without a fact, as they stand; None for ``exclude``.

    Source: the table of ``missing`` in scheme-language.md.
    """
    if item.missing == "exclude":
        return None
    return item.points if item.missing == "full" and item.points is not None else ZERO


def hold(value: Exact, node: Node) -> Exact:
    """``value`` in points, held to the node's floor first, then to its cap: where they cross, the cap wins.

    Source: "Groups and items" in scheme-language.md.
    """
    if node.floor is not None:
        value = max(value, node.floor)
    if node.cap is not None:
        value = min(value, node.cap)
    return value
