"""Which items decide a ranking: what each brings to the spread of the totals, and who would stand elsewhere without
it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hengjian.appraisal.engine.evaluation import read_sound, score_subjects
from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.other_scores import Values, groups_above
from hengjian.appraisal.engine.ranking import Standing, rank_class
from hengjian.appraisal.engine.rationals import print_fixed, round_half_up
from hengjian.appraisal.engine.scheme import Group, Item, Node, Scheme
from hengjian.appraisal.engine.scoring import SCORE_PLACES, Scores, combine, hold

_ZERO, _ONE = Exact(0), Exact(1)


@dataclass(frozen=True)
class ItemEffect:
    """How one item separates one class.

    ``lowest`` and ``highest`` score as the result prints them, of those it applies to; ``distinct`` counts the scores.
    ``share`` of the spread of the totals, in percent with two digits: the covariance of what the item brings to the
    total with the total, over the variance of the total, exactly; the shares of all items make 100. None where
    everybody has the same total. ``decided`` subjects stand on another rank without it; None where nothing is left to
    rank them by. ``ranks_alone``: ranked by it alone, everybody stands where they stand.
    """

    code: str
    lowest: str | None
    highest: str | None
    distinct: int
    share: str | None
    decided: int | None
    ranks_alone: bool


def measure_effects(document: Any) -> dict[str, list[ItemEffect]]:
    """By class code, each item in document order. Raises :class:`DocumentRefusedError`.

    Scores are printed in points to six places, shares in percent half up to two digits. A group's cap or floor is borne
    by
    its parts in proportion to what they bring. Source: none in the scheme language; :class:`ItemEffect` defines it.
    """
    sound = read_sound(document)
    standings, _ = score_subjects(sound)
    classes: dict[str, list[Standing]] = {}
    for standing in standings:
        classes.setdefault(standing.subject.class_code, []).append(standing)
    return {code: list(_measure_class(sound.scheme, members)) for code, members in classes.items()}


def _measure_class(scheme: Scheme, members: Sequence[Standing]) -> Iterator[ItemEffect]:
    is_ranked = members[0].subject.class_code not in scheme.unranked
    ranks = _ranks(scheme, [(member, member.scores.values) for member in members])
    brought = [_contributions(scheme, member.scores.values) for member in members]
    totals = [member.scores.values[0] or _ZERO for member in members]
    above = groups_above(scheme)
    for item in scheme.items.values():
        scores = [score for member in members if (score := member.scores.values[item.place]) is not None]
        without = _ranks_without(scheme, item, above[item.place], members) if is_ranked else None
        yield ItemEffect(
            code=item.code,
            lowest=print_fixed(min(scores), SCORE_PLACES) if scores else None,
            highest=print_fixed(max(scores), SCORE_PLACES) if scores else None,
            distinct=len(set(scores)),
            share=_share([parts.get(item.place, _ZERO) for parts in brought], totals),
            decided=None if without is None else sum(one != other for one, other in zip(ranks, without, strict=True)),
            ranks_alone=is_ranked and len(set(scores)) > 1 and _ranks_alone(scheme, item, members) == ranks,
        )


def _ranks(scheme: Scheme, placed: Sequence[tuple[Standing, Values]]) -> list[int | None]:
    """Ranks in the order given, by the rounded total that stands first in the values."""
    tried = [
        Standing(standing.subject, round_half_up(values[0] or _ZERO, scheme.places), Scores(values, []))
        for standing, values in placed
    ]
    rank_class(scheme, tried)
    return [standing.rank for standing in tried]


def _ranks_alone(scheme: Scheme, item: Item, members: Sequence[Standing]) -> list[int | None] | None:
    tried = []
    for member in members:
        score = member.scores.values[item.place]
        if score is None:
            return None
        tried.append(Standing(member.subject, score, member.scores))
    rank_class(replace(scheme, break_by=()), tried)
    return [standing.rank for standing in tried]


def _ranks_without(
    scheme: Scheme, item: Item, above: Sequence[Group], members: Sequence[Standing]
) -> list[int | None] | None:
    """As if the scheme had never had the item; None where that leaves somebody nothing to be ranked by."""
    groups, gone = _take_out(item, above)
    if not groups:
        return None
    lost = {node.code for node in scheme.nodes if node.place in gone}
    order = tuple(code for code in scheme.break_by if code not in lost)
    placed = []
    for member in members:
        values = list(member.scores.values)
        for group in groups:
            values[group.place] = _score(group, values)
        if values[0] is None:
            return None
        placed.append((member, values))
    return _ranks(replace(scheme, break_by=order), placed)


def _take_out(item: Item, above: Sequence[Group]) -> tuple[list[Group], set[int]]:
    """The groups above the item without it, nearest first, and the places of what is gone: groups left empty as
    well."""
    old: Node = item
    new: Group | None = None
    groups, gone = [], {item.place}
    for group in above:
        parts = tuple(part for node in group.parts if (part := new if node is old else node) is not None)
        old, new = group, replace(group, parts=parts) if parts else None
        if new is None:
            gone.add(group.place)
        else:
            groups.append(new)
    return groups, gone


def _applied(group: Group, values: Values) -> list[tuple[Node, Exact]]:
    found = ((part, values[part.place]) for part in group.parts)
    return [(part, value) for part, value in found if value is not None]


def _score(group: Group, values: Values) -> Exact | None:
    applied = _applied(group, values)
    is_worthless = len(applied) < len(group.parts) and group.combine == "sum" and not any(p.worth for p, _ in applied)
    if not applied or is_worthless:
        return None
    return hold(combine(group, applied)[1], group)


def _contributions(scheme: Scheme, values: Values) -> dict[int, Exact]:
    """What each item, by its place, brings to the exact total of one subject."""
    found: dict[int, Exact] = {}

    def spread(node: Node, factor: Exact) -> None:
        if isinstance(node, Item):
            found[node.place] = (values[node.place] or _ZERO) * factor
            return
        applied = _applied(node, values)
        if not applied:
            return
        total, held = combine(node, applied)[1], values[node.place] or _ZERO
        kept = held / total if total else _ONE
        for (part, _), share in zip(applied, combine(node, [(part, _ONE) for part, _ in applied])[0], strict=True):
            spread(part, factor * share * kept)

    spread(scheme.root, _ONE)
    return found


def _share(brought: Sequence[Exact], totals: Sequence[Exact]) -> str | None:
    count = len(totals)
    whole = add_up(totals)
    variance = add_up([total * total for total in totals]) * count - whole * whole
    if not variance:
        return None
    products = add_up([part * total for part, total in zip(brought, totals, strict=True)])
    covariance = products * count - add_up(brought) * whole
    return print_fixed(covariance * 100 / variance, 2)
