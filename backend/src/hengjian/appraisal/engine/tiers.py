"""Tiers by places and lines, and what vetoes do to them."""

from collections.abc import Sequence

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.ranking import Standing
from hengjian.appraisal.engine.rationals import round_half_up
from hengjian.appraisal.engine.scheme import Scheme, TierRule

STANDARD, LAGGING, ADVANCED = "standard", "lagging", "advanced"


def assign_tiers(scheme: Scheme, ranked: Sequence[Standing]) -> None:
    """Give every member of one ranked class (best first) its tier and flags; raises nothing.

    Lines are compared with rounded totals in points. Source: "Tiers and vetoes" in scheme-language.md.
    """
    effects = {id(standing): {scheme.vetoes[v] for v in standing.subject.vetoes} for standing in ranked}
    for standing in ranked:
        if "force_lagging" in effects[id(standing)]:
            standing.tier = LAGGING
    for rule in scheme.tiers:
        candidates = [s for s in ranked if s.tier is None and _may_take(rule, s, effects[id(s)])]
        _fill(rule, candidates, len(ranked))
    chain = order_tiers(scheme)
    for standing in ranked:
        if standing.tier is None:
            standing.tier = STANDARD
        drops = sum(scheme.vetoes[veto] == "drop_tier" for veto in standing.subject.vetoes)
        if drops:
            standing.tier = chain[min(chain.index(standing.tier) + drops, len(chain) - 1)]


def _may_take(rule: TierRule, standing: Standing, effects: set[str]) -> bool:
    if rule.tier == ADVANCED and "bar_advanced" in effects:
        return False
    if "bar_awards" in effects and (rule.end == "top" or rule.at_least is not None):
        return False
    if rule.at_least is not None and standing.total < rule.at_least:
        return False
    return rule.below is None or standing.total < rule.below


def places_of(rule: TierRule, class_size: int) -> int | None:
    """How many places the rule has in a class of that size, a share rounded half up; None where it does not count
    places.

    Source: ``top`` and ``bottom`` under "Tiers and vetoes" in scheme-language.md.
    """
    if rule.share is not None:
        return int(round_half_up(rule.share * Exact(class_size), 0))
    return rule.count


def _fill(rule: TierRule, candidates: list[Standing], class_size: int) -> None:
    places = places_of(rule, class_size)
    in_turn = candidates[::-1] if rule.end == "bottom" else candidates
    if places is None or places >= len(in_turn):
        taken = in_turn
    elif places == 0:
        taken = []
    elif in_turn[places - 1].rank != in_turn[places].rank:
        taken = in_turn[:places]
    else:
        tied_rank = in_turn[places].rank
        tied = [standing for standing in in_turn if standing.rank == tied_rank]
        for standing in tied:
            standing.flags.add("tie_at_boundary")
        before = [standing for standing in in_turn[:places] if standing.rank != tied_rank]
        taken = before + tied if rule.includes_ties else before
    for standing in taken:
        standing.tier, standing.taken_by = rule.tier, rule


def order_tiers(scheme: Scheme) -> list[str]:
    """Tiers from best to worst: in the order written, then standard, then lagging.

    Source: ``drop_tier`` under "Tiers and vetoes" in scheme-language.md.
    """
    written = [rule.tier for rule in scheme.tiers if rule.tier not in {STANDARD, LAGGING}]
    return [*dict.fromkeys(written), STANDARD, LAGGING]
