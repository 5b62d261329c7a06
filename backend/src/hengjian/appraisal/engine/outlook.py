"""Who stands next to a subject, where the tiers begin, and what would move it a place or a tier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Literal

from hengjian.appraisal.engine.evaluation import Ranked, rank_subjects, read_sound, score_subjects
from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.other_scores import Lever, Stage, Values, groups_above, lines_of, reach_of
from hengjian.appraisal.engine.ranking import Standing
from hengjian.appraisal.engine.rationals import print_fixed, round_half_up
from hengjian.appraisal.engine.scheme import Item, Scheme, TierRule
from hengjian.appraisal.engine.scoring import SCORE_PLACES
from hengjian.appraisal.engine.subjects import Subject
from hengjian.appraisal.engine.tiers import order_tiers, places_of

_PEERS = frozenset({"relative_to_best", "rank", "range"})
_ZERO = Exact(0)


@dataclass(frozen=True)
class Neighbours:
    """Those of one rank, and how far their total is from the subject's: a decimal, never negative."""

    rank: int
    total: str
    gap: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Boundary:
    """Where another tier begins, others' totals held: at ``total``, which would be place ``rank``.

    ``decided_by`` says what the rule of that tier goes by there: a ``line`` on the total, or ``places``, a number of
    them or a ``share`` of the class. ``codes``: who has that rank today.
    """

    tier: str
    total: str
    gap: str
    rank: int
    decided_by: Literal["line", "places"]
    line: str | None
    places: int | None
    share: str | None
    end: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """What an item alone would have to gain (lose, where the lowest total leads), and what would come of it."""

    points: str
    total: str
    rank: int
    tier: str | None
    is_within_rule: bool


@dataclass(frozen=True)
class ItemOutlook:
    """``score`` None: the item does not apply to the subject. ``held_by``: the group whose cap or floor keeps it
    back."""

    code: str
    score: str | None
    limit: str | None
    is_relative: bool
    place: Move | None
    tier: Move | None
    held_by: str | None


@dataclass(frozen=True)
class Outlook:
    """``tier_block``: why no total reaches a better tier: ``best`` already, a ``veto``, or the ``rules``."""

    code: str
    total: str
    rank: int | None
    of: int
    tier: str | None
    flags: tuple[str, ...]
    is_ascending: bool
    above: Neighbours | None
    tied: tuple[str, ...]
    below: Neighbours | None
    tier_above: Boundary | None
    tier_below: Boundary | None
    tier_block: Literal["best", "veto", "rules"] | None
    items: tuple[ItemOutlook, ...]


def look_ahead(document: Any, code: str) -> Outlook | None:
    """The outlook of one subject of a document; None where it has none of that code. Raises
    :class:`DocumentRefusedError`.

    Everybody else's scores are held as they are. That is the whole truth for rules that look at one subject alone; an
    item that compares with peers (``is_relative``) may change their scores with one's own, and its figures say
    what its own score would have to be. Points are changes of the item's score as the result shows it, the smallest of
    six places that do it.
    """
    sound = read_sound(document)
    ranked = rank_subjects(sound, *score_subjects(sound))
    own = next((standing for standing in ranked.standings if standing.subject.code == code), None)
    return None if own is None else _Observer(ranked, own).observe()


class _Observer:
    def __init__(self, ranked: Ranked, own: Standing) -> None:
        self._scheme: Scheme = ranked.sound.scheme
        self._surveys = ranked.surveys
        self._own = own
        self._members = [s for s in ranked.standings if s.subject.class_code == own.subject.class_code]
        self._stage = Stage(self._scheme, self._members, own.subject)
        self._up = -1 if self._scheme.ascending else 1
        self._unit = Exact(1, 10**self._scheme.places)
        self._tiers = order_tiers(self._scheme)

    def observe(self) -> Outlook:
        """The subject's outlook, numbers printed in points as the result prints them."""
        own, is_ranked = self._own, self._own.rank is not None
        has_tiers = is_ranked and bool(self._scheme.tiers)
        above = self._find_boundary(self._stage, self._up) if has_tiers else None
        return Outlook(
            code=own.subject.code,
            total=self._print(own.total),
            rank=own.rank,
            of=own.of,
            tier=own.tier if has_tiers else None,
            flags=tuple(sorted(own.flags)),
            is_ascending=self._scheme.ascending,
            above=self._find_neighbours(-1) if is_ranked else None,
            tied=tuple(s.subject.code for s in self._stage.others if is_ranked and s.rank == own.rank),
            below=self._find_neighbours(1) if is_ranked else None,
            tier_above=above,
            tier_below=self._find_boundary(self._stage, -self._up) if has_tiers else None,
            tier_block=self._find_block() if has_tiers and above is None else None,
            items=tuple(self._look_at_items(has_tiers=has_tiers)) if is_ranked else (),
        )

    def _print(self, value: Exact) -> str:
        return print_fixed(value, self._scheme.places)

    def _find_neighbours(self, side: int) -> Neighbours | None:
        """Those of the next rank: better (-1) or worse (1)."""
        mine = self._own.rank or 0
        ranks = [s.rank for s in self._members if s.rank is not None and (s.rank - mine) * side > 0]
        if not ranks:
            return None
        rank = min(ranks, key=lambda other: abs(other - mine))
        found = [s for s in self._members if s.rank == rank]
        gap = abs(found[0].total - self._own.total)
        codes = tuple(s.subject.code for s in found)
        return Neighbours(rank, self._print(found[0].total), self._print(gap), codes)

    def _totals_towards(self, direction: int) -> list[Exact]:
        """Totals at which something can change on the way up or down, the nearest first."""
        unit, mine = self._unit, self._own.total
        totals = {total for s in self._stage.others for total in (s.total, s.total + unit * direction)}
        for line in lines_of(self._scheme):
            first = Exact(ceil(line / unit)) * unit
            totals |= {first, first - unit}
        ahead = (total for total in totals if (total - mine) * direction > 0)
        return sorted(ahead, key=lambda total: abs(total - mine))

    def _with_total(self, total: Exact) -> Values:
        return [total, *self._own.scores.values[1:]]

    def _is_other_tier(self, tier: str, direction: int) -> bool:
        """Whether it is a better tier on the way up, a worse one on the way down."""
        steps = self._tiers.index(tier) - self._tiers.index(self._own.tier or "")
        return steps * direction * self._up < 0

    def _find_boundary(self, stage: Stage, direction: int) -> Boundary | None:
        for total in self._totals_towards(direction):
            far = stage.place(total, self._with_total(total))
            if not self._is_other_tier(far.tier, direction):
                continue
            before = total - self._unit * direction
            near = stage.place(before, self._with_total(before))
            is_up = direction == self._up
            better, worse = (far, near) if is_up else (near, far)
            rule, outside = (
                (better.taken_by, before if is_up else total)
                if better.taken_by is not None
                else (worse.taken_by, total if is_up else before)
            )
            holders = tuple(s.subject.code for s in stage.others if s.rank == far.rank)
            return self._describe(far.tier, total, far.rank, rule, outside, holders)
        return None

    def _describe(
        self, tier: str, total: Exact, rank: int, rule: TierRule | None, outside: Exact, codes: tuple[str, ...]
    ) -> Boundary:
        """``outside``: the total next to the boundary that the rule does not take."""
        line = None
        if rule is not None:
            if rule.at_least is not None and outside < rule.at_least:
                line = rule.at_least
            elif rule.below is not None and outside >= rule.below:
                line = rule.below
        return Boundary(
            tier=tier,
            total=self._print(total),
            gap=self._print(abs(total - self._own.total)),
            rank=rank,
            decided_by="places" if line is None else "line",
            line=None if line is None else print_fixed(line, SCORE_PLACES),
            places=None if rule is None else places_of(rule, self._own.of),
            share=None if rule is None or rule.share is None else print_fixed(rule.share, SCORE_PLACES),
            end=None if rule is None else rule.end,
            codes=codes,
        )

    def _find_block(self) -> Literal["best", "veto", "rules"]:
        own = self._own
        if self._tiers.index(own.tier or "") == 0:
            return "best"
        if own.subject.vetoes:
            subject = own.subject
            free = Subject(subject.code, subject.class_code, subject.coefficient, (), subject.facts, subject.index)
            stage = Stage(self._scheme, self._members, free)
            if self._is_other_tier(stage.place(own.total, own.scores.values).tier, self._up):
                return "veto"
            if self._find_boundary(stage, self._up) is not None:
                return "veto"
        return "rules"

    def _look_at_items(self, *, has_tiers: bool) -> Iterator[ItemOutlook]:
        above = groups_above(self._scheme)
        totals = self._totals_towards(self._up)
        for item in self._scheme.items.values():
            if self._own.scores.values[item.place] is None:
                yield ItemOutlook(item.code, None, None, item.rule.type in _PEERS, None, None, None)
            else:
                lever = Lever(item, above[item.place], self._own.scores.values)
                yield self._look_at(item, lever, totals, has_tiers=has_tiers)

    def _look_at(self, item: Item, lever: Lever, totals: Sequence[Exact], *, has_tiers: bool) -> ItemOutlook:
        own = self._own
        now = own.scores.values[item.place] or _ZERO
        least, most = reach_of(item, own.subject, self._surveys[own.subject.class_code][item.code])
        limit = least if self._scheme.ascending else most
        ahead = self._stage.key_above(self._stage.key(own.total, own.scores.values))
        place = tier = None
        gain = _ZERO
        for gain in self._gains(lever, totals):
            values = lever.values_with(gain)
            total = round_half_up(values[0] or _ZERO, self._scheme.places)
            passes = place is None and ahead is not None and self._stage.key(total, values) < ahead
            placed = self._stage.place(total, values)
            lifts = tier is None and has_tiers and self._is_other_tier(placed.tier, self._up)
            if passes or lifts:
                is_within = limit is None or (limit - (now + gain)) * self._up >= 0
                move = Move(
                    print_fixed(gain, SCORE_PLACES),
                    self._print(total),
                    placed.rank,
                    placed.tier if has_tiers else None,
                    is_within,
                )
                place, tier = move if passes else place, move if lifts else tier
            if (place or ahead is None) and (tier or not has_tiers):
                break
        held = lever.holding(gain) if ahead is not None and place is None else None
        return ItemOutlook(
            code=item.code,
            score=print_fixed(now, SCORE_PLACES),
            limit=None if limit is None else print_fixed(limit, SCORE_PLACES),
            is_relative=item.rule.type in _PEERS,
            place=place,
            tier=tier,
            held_by=held.code if held is not None else None,
        )

    def _gains(self, lever: Lever, totals: Sequence[Exact]) -> list[Exact]:
        """Every gain, in millionths of a point, at which the subject's place can change; the smallest first."""
        half = self._unit * Exact(self._up, 2)
        lines = [lever.gain_for(0, total - half) for total in totals]
        for place in self._scheme.breaking_places:
            scores = {other.scores.values[place] for other in self._stage.others}
            lines += [lever.gain_for(place, score) for score in scores if score is not None]
        scale = 10**SCORE_PLACES
        steps = set()
        for line in lines:
            if line is not None:
                # On the line itself and just beyond: some lines are to be reached, others to be passed.
                first = ceil(line * scale) if self._up > 0 else floor(line * scale)
                steps |= {first, first + self._up}
        return [Exact(step, scale) for step in sorted(steps, key=abs) if step * self._up > 0]
