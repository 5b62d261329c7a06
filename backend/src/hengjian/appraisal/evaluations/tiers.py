"""Tiers of evaluators: principal leaders may weigh more than the others. Pure.

A subject's mean is the weighted mean of its tiers' plain means. A tier that has scored nobody falls away for all
subjects alike; one that has scored only some of them keeps the round open, or subjects would be measured differently.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from hengjian.kit.data.decimals import write_decimal

Scores = Mapping[str, Mapping[str, Decimal]]
"""Subject code to evaluator to score."""


@dataclass(frozen=True)
class Tier:
    name: str
    weight: Decimal
    evaluators: frozenset[str]


def read_tiers(stored: Sequence[Mapping[str, Any]]) -> list[Tier]:
    return [Tier(t["name"], Decimal(t["weight"]), frozenset(m["account_id"] for m in t["evaluators"])) for t in stored]


def who_scored(tier: Tier, scores: Scores) -> set[str]:
    return {evaluator for given in scores.values() for evaluator in given if evaluator in tier.evaluators}


def find_gaps(tiers: Sequence[Tier], scores: Scores) -> Iterator[tuple[Tier, int]]:
    """Tiers that have scored some subjects and not others, with how many are left."""
    for tier in tiers:
        left = sum(not tier.evaluators.intersection(given) for given in scores.values())
        if 0 < left < len(scores):
            yield tier, left


def _by_tier(tiers: Sequence[Tier], given: Mapping[str, Decimal]) -> list[tuple[Decimal, list[Decimal]]]:
    """Weight and scores of each tier that has scored the subject; without tiers all are one."""
    if not tiers:
        return [(Decimal(1), [*given.values()])]
    found = [(tier.weight, [score for who, score in given.items() if who in tier.evaluators]) for tier in tiers]
    return [(weight, scores) for weight, scores in found if scores]


def weigh(tiers: Sequence[Tier], given: Mapping[str, Decimal], most: Decimal) -> dict[str, str]:
    """A subject's fact for ``proportional``: the weighted mean against the most there could be, exactly.

    Means are brought to a common denominator, so that both numbers are decimals and show no single score.
    """
    parts = _by_tier(tiers, given)
    common = lcm(*(len(scores) for _, scores in parts))
    actual = sum((weight * sum(scores) * (common // len(scores)) for weight, scores in parts), Decimal(0))
    target = most * common * sum((weight for weight, _ in parts), Decimal(0))
    return {"actual": write_decimal(actual), "target": write_decimal(target)}


def mean_of(tiers: Sequence[Tier], given: Mapping[str, Decimal]) -> Fraction:
    parts = _by_tier(tiers, given)
    total = sum((Fraction(weight) * Fraction(sum(scores)) / len(scores) for weight, scores in parts), Fraction(0))
    return total / Fraction(sum((weight for weight, _ in parts), Decimal(0)))
