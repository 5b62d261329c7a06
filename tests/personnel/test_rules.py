"""The pure rules: properties that hold for every input, and the county's own examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.accountability.rules import lagging_years_until, steps_for
from hengjian.personnel.bonuses.rules import bonus_of
from hengjian.personnel.linkage.articles import RULE_OF_KIND, STEP_NAMES, write_articles
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.nominations.rules import is_majority, reaches_line, slate_sizes, suggest
from hengjian.personnel.outcomes.rules import outcomes_of_proposal, outcomes_of_round
from hengjian.personnel.postings import months_served, posting_of_year
from hengjian.personnel.quotas.rules import counts_inside, excellent_quota
from hengjian.personnel.rounding import places_of
from hengjian.personnel.terms import AccountabilityStep, Head, OutcomeKind, PostGroup, ProposalKind, Rounding
from hengjian.personnel.transfers.rules import last_places

shares = st.decimals(min_value=0, max_value=1, places=4, allow_nan=False)
people = st.integers(min_value=0, max_value=2000)


class TestPlaces:
    @given(shares, people)
    def test_half_up_is_exact(self, share: Decimal, number: int) -> None:
        exact = Fraction(share) * number
        places = places_of(share, number, Rounding.HALF_UP)
        assert exact - Fraction(1, 2) < places <= exact + Fraction(1, 2)

    @given(shares, people)
    def test_down_and_up_enclose_half_up(self, share: Decimal, number: int) -> None:
        down, half, up = (places_of(share, number, mode) for mode in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP))
        assert down <= half <= up <= down + 1

    def test_a_half_goes_up(self) -> None:
        assert [places_of(Decimal("0.05"), n, Rounding.HALF_UP) for n in (9, 10, 29, 30)] == [0, 1, 1, 2]


class TestQuota:
    @pytest.mark.parametrize(
        ("headcount", "adjustment", "places"), [(23, 1, 4), (23, 0, 3), (23, -1, 2), (11, 1, 2), (3, -1, 0)]
    )
    def test_published_cases(self, headcount: int, adjustment: int, places: int) -> None:
        quota = excellent_quota(headcount, Decimal("0.15"), adjustment, Decimal("0.20"), Rounding.HALF_UP)
        assert quota.places == places

    @given(people, shares, st.integers(-5, 5), shares)
    def test_never_below_nought_nor_above_the_ceiling(
        self, headcount: int, share: Decimal, adjustment: int, ceiling: Decimal
    ) -> None:
        quota = excellent_quota(headcount, share, adjustment, ceiling, Rounding.HALF_UP)
        assert 0 <= quota.places <= quota.ceiling <= ceiling * headcount
        assert quota.is_clamped is (quota.places != quota.base + adjustment)

    @given(people, shares)
    def test_a_better_tier_never_has_fewer(self, headcount: int, share: Decimal) -> None:
        lagging, standard, advanced = (
            excellent_quota(headcount, share, adjustment, Decimal(1), Rounding.HALF_UP).places
            for adjustment in (-1, 0, 1)
        )
        assert lagging <= standard <= advanced

    def test_who_counts_inside(self) -> None:
        def inside(principal: bool, outside: bool, head: Head) -> bool:
            return counts_inside(is_principal=principal, principals_outside=outside, head=head)

        assert inside(False, True, Head.FREE)
        assert not inside(True, True, Head.FREE)
        assert inside(True, False, Head.FREE)
        assert not inside(True, False, Head.IN)


class TestSlate:
    @given(st.integers(1, 50), st.integers(0, 10), st.integers(0, 10))
    def test_bounds(self, vacancies: int, least: int, more: int) -> None:
        sizes = slate_sizes(vacancies, least, least + more)
        assert (sizes[0], sizes[-1]) == (vacancies + least, vacancies + least + more)

    def test_two_vacancies_take_five_to_seven(self) -> None:
        assert [size for size in range(1, 20) if size in slate_sizes(2, 3, 5)] == [5, 6, 7]


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


class TestVotes:
    @given(st.integers(0, 1000), st.integers(1, 1000))
    def test_a_majority_is_more_than_half(self, votes: int, ballots: int) -> None:
        assert is_majority(votes, ballots) is (Fraction(votes, ballots) > Fraction(1, 2))

    def test_the_line_itself_is_enough(self) -> None:
        assert reaches_line(30, 100, Decimal("0.3"))
        assert not reaches_line(29, 100, Decimal("0.3"))


class TestLastPlaces:
    @given(ranks_with_ties, st.integers(0, 10))
    def test_never_more_than_the_places_without_a_choice(self, ranks: list[int], places: int) -> None:
        pairs = [(line.code, line.rank or 0) for line in ranking(ranks)]
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


class TestLadder:
    @given(st.lists(st.sampled_from(["lagging", "standard"]), min_size=1, max_size=8))
    def test_only_years_in_a_row_count(self, backwards: list[str]) -> None:
        tiers = {2026 - i: tier for i, tier in enumerate(backwards)}
        years = lagging_years_until(tiers, 2026)
        assert all(tier == "lagging" for tier in backwards[:years])
        assert years == len(backwards) or backwards[years] != "lagging"

    @given(st.integers(1, 12))
    def test_more_years_are_never_lighter(self, years: int) -> None:
        ladder = [(rung.lagging_years, rung.steps) for rung in LinkageDocument().accountability.ladder]
        order = list(AccountabilityStep)
        now, later = steps_for(ladder, years), steps_for(ladder, years + 1)
        assert max(order.index(step) for step in now) <= max(order.index(step) for step in later)

    def test_below_the_first_rung_nothing_follows(self) -> None:
        assert steps_for([(2, [AccountabilityStep.YELLOW_CARD])], 1) == ()


class TestBonus:
    @given(people, st.decimals(min_value=0, max_value=100_000, places=2))
    def test_exact_to_the_cent(self, headcount: int, each: Decimal) -> None:
        bonus = bonus_of(headcount, each, each)
        assert bonus.amount == 2 * headcount * each
        assert bonus.amount == bonus.amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


class TestPostings:
    def test_the_post_held_longest_counts(self) -> None:
        def posting(unit: str, from_on: str, to_on: str | None) -> dict[str, object]:
            return {
                "unit_code": unit,
                "post_code": "P",
                "post_name": "岗位",
                "post_group": "deputy",
                "is_principal": False,
                "from_on": from_on,
                "to_on": to_on,
            }

        moved = [posting("T01", "2020-01-01", "2026-05-31"), posting("T02", "2026-06-01", None)]
        assert (found := posting_of_year(moved, 2026)) is not None
        assert found.unit_code == "T02"
        assert (found := posting_of_year(moved, 2025)) is not None
        assert found.unit_code == "T01"
        assert posting_of_year(moved, 2019) is None

    @pytest.mark.parametrize(
        ("since", "until", "months"),
        [
            (date(2025, 11, 24), date(2026, 11, 23), 11),
            (date(2025, 11, 23), date(2026, 11, 23), 12),
            (date(2027, 1, 1), date(2026, 11, 23), 0),
        ],
    )
    def test_whole_months(self, since: date, until: date, months: int) -> None:
        assert months_served(since, until) == months


class TestArticles:
    def test_every_kind_cites_an_article(self) -> None:
        codes = {article.code for article in write_articles(LinkageDocument())}
        assert {RULE_OF_KIND[kind] for kind in ProposalKind} == codes

    def test_numbers_follow_the_document(self) -> None:
        document = LinkageDocument.model_validate({"downward_transfer": {"share": "0.027"}})
        article = next(a for a in write_articles(document) if a.code == "downward_transfer")
        assert "2.7%" in article.zh
        assert "2.7%" in article.en

    def test_every_step_has_a_name(self) -> None:
        assert set(STEP_NAMES) == set(AccountabilityStep)


class TestOutcomes:
    def test_nothing_follows_from_a_quota(self) -> None:
        assert outcomes_of_proposal(ProposalKind.EXCELLENT_QUOTA, None) == frozenset()

    def test_a_round_for_chiefs_promotes_chiefs(self) -> None:
        assert OutcomeKind.PROMOTED_CHIEF in outcomes_of_round(PostGroup.CHIEF)
        assert OutcomeKind.PROMOTED_CHIEF not in outcomes_of_round(PostGroup.DEPUTY)
