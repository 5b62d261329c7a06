from datetime import date

import pytest

from hengjian.personnel.postings import months_served, posting_of_year


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
