"""The closing summary: counts read back from the API, and one digest over all results."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from hengjian.simulation.api import Json
from hengjian.simulation.founding import EARLIER_YEARS
from hengjian.simulation.story import YEAR, Story, together

Counts = list[tuple[str, str]]


async def read_summary(story: Story) -> Counts:
    """What the installation says of the year, line by line."""
    organisation, supervision = story.cast["organisation"], story.cast["supervision"]
    office = story.cast["office.author"]
    units, cadres, plans, reports, visits, amendments = await together(
        (
            office.list_all("directory/units"),
            organisation.list_all("directory/cadres"),
            office.list_all("targets/plans", year=YEAR),
            office.list_all("targets/reports", year=YEAR),
            supervision.list_all("supervision/visits", year=YEAR),
            office.list_all("targets/amendments", year=YEAR),
        )
    )
    lines: Counts = [
        ("单位 units", _by(units, "kind")),
        ("干部 cadres", str(len(cadres))),
        ("计划 plans", _by(plans, "level")),
        ("月报 reports", _by(reports, "state")),
        ("迟报 late", str(sum(report["is_late"] for report in reports))),
        ("目标调整 amendments", _by(amendments, "state")),
        ("督查 visits", _by(visits, "kind")),
    ]
    return [*lines, *await _of_deductions(story), *await _of_results(story), *await _of_personnel(story)]


def _by(rows: Iterable[Json], *names: str) -> str:
    counts = Counter(" ".join(str(row[name]) for name in names) for row in rows)
    return f"{sum(counts.values())}: " + ", ".join(f"{key} {counts[key]}" for key in sorted(counts))


async def _of_deductions(story: Story) -> Counts:
    supervision = story.cast["supervision"]
    rows = await supervision.list_all("supervision/deductions", year=YEAR)
    rounds = await supervision.list_all("supervision/rounds", year=YEAR)
    draws = await supervision.list_all("supervision/draws", year=YEAR)
    judged = [row["id"] for row in rows if row["id"] in story.objections]
    details = await together(supervision.get(f"supervision/deductions/{key}") for key in judged)
    outcomes = [detail["judgement"] for detail in details if detail["judgement"]]
    return [
        ("扣分 deductions", _by(rows, "state")),
        ("申辩 objections", _by(outcomes, "outcome")),
        ("季度督查 rounds", _by(rounds, "state")),
        ("督查抽签 draws", _by(draws, "state")),
    ]


async def _of_results(story: Story) -> Counts:
    office = story.cast["office.author"]
    vetoes, claims, reviews, results = await together(
        (
            office.list_all("appraisal/vetoes", year=YEAR),
            office.list_all("appraisal/bonus-claims", year=YEAR),
            office.list_all("appraisal/reviews"),
            office.list_all("appraisal/results", year=YEAR),
        )
    )
    of_units = [result for result in results if result["subject_kind"] == "unit"]
    details = await together(office.get(f"appraisal/results/{result['id']}") for result in of_units)
    lines = [line for detail in details for line in detail["lines"]]
    return [
        ("一票否决 vetoes", _by(vetoes, "state")),
        ("加分 bonus claims", _by(claims, "state")),
        ("复核 reviews", _by(reviews, "state")),
        ("结果 results", _by(results, "subject_kind", "state")),
        ("等次 tiers", _by(lines, "tier")),
        ("结果摘要 digest", _digest(results)),
    ]


def _digest(results: Iterable[Json]) -> str:
    """SHA-256 over the digests of all results by scheme and class."""
    lines = sorted(f"{result['scheme_code']}/{result['class_code']} {result['digest']}" for result in results)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


async def _of_personnel(story: Story) -> Counts:
    organisation = story.cast["organisation"]
    proposals, transfers, grades, rounds, record = await together(
        (
            organisation.list_all("personnel/proposals", year=YEAR),
            organisation.list_all("personnel/transfers", year=YEAR),
            organisation.list_all("personnel/grades", year=YEAR),
            organisation.list_all("personnel/nomination-rounds", year=YEAR),
            organisation.get("personnel/outcome-record", from_year=EARLIER_YEARS[0], to_year=YEAR),
        )
    )
    kinds = sorted({proposal["kind"] for proposal in proposals})
    by_kind = [(f"建议 {kind}", _by([p for p in proposals if p["kind"] == kind], "state")) for kind in kinds]
    outcomes = ", ".join(f"{total['kind']} {total['total']}" for total in record["totals"])
    return [
        *by_kind,
        ("交流 transfers", _by(transfers, "state")),
        ("等次评定 grades", _by(grades, "grade")),
        ("提名 nomination rounds", _by(rounds, "stage")),
        ("三年结果 outcomes", outcomes),
    ]


def print_summary(console: Console, counts: Counts, seed: int) -> None:
    table = Table(title=f"演示年度 {YEAR} / demo year, seed {seed}", show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, count in counts:
        table.add_row(name, count)
    console.print(table)
