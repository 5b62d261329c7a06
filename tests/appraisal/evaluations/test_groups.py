"""Nothing that is told of a subject lets anybody work out what fewer than the minimum gave.

Whatever an answer tells is a sum of scores with known shares. Taken together such sums say something of a group alone
exactly if some combination of them has no share of anybody else: that is solved for here, group by group.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.evaluations.groups import Counting
from hengjian.appraisal.evaluations.tiers import Tier

MOST = Decimal(100)
A_LITTLE = Decimal("0.001")
Scores = dict[str, Decimal]
Row = tuple[Fraction, ...]


@st.composite
def countings(draw: st.DrawFn) -> tuple[Counting, Scores]:
    """A way of counting, and scores of up to nine evaluators, all different so that it is known which are dropped."""
    people = [f"p{number}" for number in range(draw(st.integers(1, 9)))]
    given = draw(st.lists(st.integers(0, 95), min_size=len(people), max_size=len(people), unique=True))
    minimum = draw(st.integers(3, 5))
    if draw(st.booleans()):
        return Counting(minimum, draw(st.integers(0, 3)), []), dict(zip(people, map(Decimal, given), strict=True))
    place = {who: draw(st.integers(0, 2)) for who in people}
    weights = draw(st.lists(st.decimals("0.5", 60, places=1), min_size=3, max_size=3))
    tiers = [
        Tier(f"tier {number}", weight, frozenset(who for who in people if place[who] == number))
        for number, weight in enumerate(weights)
    ]
    return Counting(minimum, 0, tiers), dict(zip(people, map(Decimal, given), strict=True))


def told_numbers(counting: Counting, given: Mapping[str, Decimal]) -> list[Fraction]:
    """All that is told of the scores of one subject: its mean, and both numbers of its fact."""
    mean, fact = counting.mean(given), counting.fact(given, MOST)
    assert (mean is None) is (fact is None)
    return [] if mean is None or fact is None else [mean, Fraction(fact["actual"]), Fraction(fact["target"])]


def shares(counting: Counting, given: Scores) -> list[Row]:
    """How much of each evaluator's score is in each number told."""
    before = told_numbers(counting, given)
    columns = []
    for who, score in given.items():
        after = told_numbers(counting, {**given, who: score + A_LITTLE})
        columns.append([(b - a) / Fraction(A_LITTLE) for a, b in zip(before, after, strict=True)])
    return list(zip(*columns, strict=True))


def rank(rows: Sequence[Row]) -> int:
    left, found = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for row in left[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        found += 1
    return found


def groups_told_alone(rows: Sequence[Row], smaller_than: int) -> list[tuple[int, ...]]:
    """Groups of which a combination of the rows speaks and of nobody beside them."""
    width = len(rows[0]) if rows else 0
    found = []
    for size in range(1, min(smaller_than, width + 1)):
        for group in combinations(range(width), size):
            others = [tuple(share for place, share in enumerate(row) if place not in group) for row in rows]
            if rank(others) < rank(rows):
                found.append(group)
    return found


@given(countings())
def test_no_group_below_the_minimum_can_be_solved_for(drawn: tuple[Counting, Scores]) -> None:
    counting, scores = drawn
    assert groups_told_alone(shares(counting, scores), counting.minimum) == []


@given(countings(), st.data())
def test_too_few_tell_nothing_whatever_they_gave(drawn: tuple[Counting, Scores], data: st.DataObject) -> None:
    counting, scores = drawn
    if counting.counted(scores):
        return
    other = {who: data.draw(st.decimals(0, 100, places=2)) for who in scores}
    assert told_numbers(counting, scores) == told_numbers(counting, other) == []


def test_the_solver_finds_what_would_tell() -> None:
    """A mean of all beside the trimmed one tells the dropped; a tier's own mean beside the whole tells the other's."""
    scores = {f"p{number}": Decimal(number * 10) for number in range(5)}
    [trimmed, *_] = shares(Counting(3, 1, []), scores)
    [everybody, *_] = shares(Counting(3, 0, []), scores)
    assert groups_told_alone([trimmed, everybody], 3) == [(0, 4)]
    tiers = [Tier("a", Decimal(60), frozenset({"p0", "p1"})), Tier("b", Decimal(40), frozenset({"p2", "p3", "p4"}))]
    [whole, *_] = shares(Counting(3, 0, tiers), scores)
    of_tier = tuple(Fraction(number > 1, 3) for number in range(5))
    assert groups_told_alone([whole], 3) == []
    assert groups_told_alone([whole, of_tier], 3) == [(0, 1)]


class TestCounting:
    def test_what_is_dropped_does_not_fill_the_group(self) -> None:
        """Of three with the lowest and highest dropped one is left, and that one's score would be the mean."""
        given = {"a": Decimal(70), "b": Decimal(80), "c": Decimal(90), "d": Decimal(91)}
        assert Counting(3, 1, []).mean(given) is None
        assert Counting(3, 1, []).mean({**given, "e": Decimal(60)}) == 80
        assert Counting(3, 1, []).fact({**given, "e": Decimal(60)}, MOST) == {"actual": "240", "target": "300"}

    def test_a_small_tier_hides_how_many_of_each_scored(self) -> None:
        tiers = [Tier("a", Decimal(60), frozenset()), Tier("b", Decimal(40), frozenset())]
        assert Counting(3, 0, tiers).is_any_tier_small({"a": 2, "b": 7})
        assert not Counting(3, 0, tiers).is_any_tier_small({"a": 3, "b": 7})
        assert not Counting(3, 0, tiers).is_any_tier_small({"a": 0, "b": 7}), "who did not score said nothing"
