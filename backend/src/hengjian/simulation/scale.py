"""The two sizes of the play."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """``*_now`` are outcomes that this year's own decisions bring; earlier years' books bring the rest."""

    deductions: int
    objections: int
    amendments: int
    suggest_top_share: str
    chief_slate_classes: tuple[str, ...]
    deputy_vacancies: int
    deputy_source_units: tuple[str, ...]
    important_posts_now: int
    resigned_now: int
    demoted_now: int
    ordinary_posts_now: int


FULL = Scale(
    deductions=560,
    objections=42,
    amendments=8,
    suggest_top_share="0.10",
    chief_slate_classes=("deputy-township-1", "deputy-township-2", "deputy-township-3"),
    deputy_vacancies=4,
    deputy_source_units=("T01", "T05", "T09", "T14", "T20", "T26"),
    important_posts_now=16,
    resigned_now=1,
    demoted_now=2,
    ordinary_posts_now=4,
)
SMALL = Scale(
    deductions=44,
    objections=9,
    amendments=2,
    suggest_top_share="0.30",
    chief_slate_classes=("deputy-township-1",),
    deputy_vacancies=2,
    deputy_source_units=("T01", "T02", "T03", "T04", "T05"),
    important_posts_now=3,
    resigned_now=0,
    demoted_now=1,
    ordinary_posts_now=1,
)
