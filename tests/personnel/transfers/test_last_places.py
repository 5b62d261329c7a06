from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.transfers.rules import last_places

ranks_with_ties = st.lists(st.integers(1, 12), max_size=30)


class TestLastPlaces:
    @given(ranks_with_ties, st.integers(0, 10))
    def test_never_more_than_the_places_without_a_choice(self, ranks: list[int], places: int) -> None:
        pairs = [(f"c{i}", rank) for i, rank in enumerate(ranks)]
        last = last_places(pairs, places)
        by_code = dict(pairs)
        assert len(last.clear) <= places
        assert not set(last.clear) & set(last.tied)
        if last.tied:
            assert len(last.clear) < places < len(last.clear) + len(last.tied)
        else:
            assert len(last.clear) == min(places, len(pairs))
        left = set(by_code) - set(last.clear) - set(last.tied)
        if last.clear and left:
            assert min(by_code[code] for code in last.clear) > max(by_code[code] for code in left)

    def test_a_tie_across_the_line_is_left_to_people(self) -> None:
        last = last_places([("a", 1), ("b", 2), ("c", 2), ("d", 4)], 2)
        assert (last.clear, last.tied) == (("d",), ("b", "c"))
