"""Classes under a scheme, each without the items that it leaves out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine import item_codes, reduce_scheme
from hengjian.appraisal.engine.item_effects import ItemEffect, measure_effects
from hengjian.appraisal.records.facts import Prepared
from hengjian.appraisal.standings.reduced import evaluate_who_can, split_incomplete
from hengjian.appraisal.trials.fact_choice import ArrangedClass


@dataclass(frozen=True)
class ScoredClass:
    """Lines of the result in its order, and what each item does; both empty where nothing can be scored."""

    arranged: ArrangedClass
    lines: Sequence[Mapping[str, Any]]
    effects: Mapping[str, ItemEffect]

    @property
    def incomplete(self) -> list[dict[str, Any]]:
        scored = {line["code"] for line in self.lines}
        return [subject for subject in self.arranged.subjects if subject["code"] not in scored]


def score_classes(
    document: Mapping[str, Any], arranged: Sequence[ArrangedClass], *, with_effects: bool
) -> dict[str, ScoredClass]:
    """By class. Those that leave out the same are scored as one document."""
    alike: dict[tuple[str, ...], list[ArrangedClass]] = {}
    for of_class in arranged:
        alike.setdefault(tuple(of_class.left_out), []).append(of_class)
    scored: dict[str, ScoredClass] = {}
    for left_out, classes in alike.items():
        scored |= _score_alike(document, set(left_out), classes, with_effects=with_effects)
    return scored


def _score_alike(
    document: Mapping[str, Any], left_out: set[str], classes: Sequence[ArrangedClass], *, with_effects: bool
) -> dict[str, ScoredClass]:
    standing = set(item_codes(document)) - left_out
    reduced = reduce_scheme(document, standing) if left_out else document
    if reduced is None:
        return {of_class.class_code: ScoredClass(of_class, (), {}) for of_class in classes}
    everybody = [subject for of_class in classes for subject in of_class.subjects]
    complete, _ = split_incomplete(reduced, Prepared(everybody, {}), standing)
    result, who = evaluate_who_can(reduced, complete, "zh", explained=False)
    effects = measure_effects({"scheme": reduced, "subjects": who}) if with_effects and result else {}
    lines: dict[str, list[Mapping[str, Any]]] = {}
    for line in result["subjects"] if result else ():
        # Lines and numbers of places were set for the whole score.
        lines.setdefault(line["class"], []).append({**line, "tier": None} if left_out else line)
    return {
        code: ScoredClass(of_class, lines.get(code, ()), {e.code: e for e in effects.get(code, ())})
        for of_class in classes
        for code in [of_class.class_code]
    }
