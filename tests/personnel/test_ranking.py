from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.ranking import suggest
from hengjian.personnel.rounding import places_of
from hengjian.personnel.terms import Rounding

shares = st.decimals(min_value=0, max_value=1, places=4, allow_nan=False)


@dataclass(frozen=True)
class Ranked:
    code: str
    rank: int | None


def ranking(ranks: Sequence[int | None]) -> list[Ranked]:
    return [Ranked(f"c{i}", rank) for i, rank in enumerate(ranks)]


ranks_with_ties = st.lists(st.integers(1, 12), max_size=30)


class TestSuggestion:
    @given(ranks_with_ties, shares, st.sets(st.integers(0, 29), max_size=10))
    def test_everybody_taken_is_at_least_as_high_as_everybody_left(
        self, ranks: list[int], share: Decimal, out: set[int]
    ) -> None:
        lines = ranking(ranks)
        excluded = {f"c{i}": "reason" for i in out}
        chosen = suggest(lines, share, excluded)
        taken = [line for line in chosen if line.code not in excluded]
        left = [line for line in lines if line not in chosen and line.code not in excluded]
        assert len(taken) >= min(places_of(share, len(lines), Rounding.HALF_UP), len(taken) + len(left))
        if taken and left:
            assert max(line.rank or 0 for line in taken) < min(line.rank or 0 for line in left)

    def test_who_is_excluded_takes_no_place(self) -> None:
        chosen = suggest(ranking([1, 2, 3, 4]), Decimal("0.5"), {"c0": "tenure"})
        assert [line.code for line in chosen] == ["c0", "c1", "c2"]

    def test_the_unranked_are_not_suggested(self) -> None:
        assert suggest(ranking([None, None]), Decimal(1), {}) == []
