"""What an installation says of a year, in a form that can be compared with what another one says."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import httpx

YEAR_SO_FAR: Mapping[str, tuple[str, ...]] = {
    "directory/cadres": ("code", "name", "unit_code", "is_active"),
    "targets/plans": ("year", "level", "unit_code", "cadre_code", "state", "issue_version", "target_count"),
    "targets/reports": ("unit_code", "month", "state", "is_late", "yellow_count", "red_count"),
    "supervision/visits": ("id", "unit_code", "kind", "visited_at", "place", "findings"),
    "supervision/deductions": ("unit_code", "rule_code", "occurred_at", "place", "count", "factor", "points", "state"),
    "supervision/rounds": ("period", "title", "state"),
    "supervision/round-items": ("unit_code", "code", "target", "value", "stage", "reached_on", "state", "light"),
    "supervision/bulletin": ("unit_code", "rule_title", "points", "occurred_on", "place", "public_text", "state"),
    "appraisal/standings": ("class_code", "subject_code", "total", "rank", "of", "flags"),
}
"""By list, the columns that follow from the seed alone; ids and times of the server's own are not among them."""


def read_all(client: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    link: str | None = f"/api/v1/{path}"
    parameters: dict[str, Any] | None = {"limit": 200, **query}
    while link:
        page = client.get(link, params=parameters).raise_for_status().json()
        assert set(page) - {"mark", "gone"} == {"items", "next"}
        items += page["items"]
        link, parameters = page["next"], None
    return items


def digests_so_far(client: httpx.Client) -> dict[str, str]:
    """For each list how long it is, and one digest over what stands in it."""
    return {path: _digest(read_all(client, path), columns) for path, columns in YEAR_SO_FAR.items()}


def _digest(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    lines = sorted(json.dumps([row[column] for column in columns], sort_keys=True) for row in rows)
    return f"{len(lines)} {hashlib.sha256(''.join(lines).encode()).hexdigest()}"


def results_of(client: httpx.Client, year: int) -> dict[str, Any]:
    """Digest, totals, ranks and tiers of every result by scheme and class."""
    found = {}
    for result in read_all(client, "appraisal/results", year=year):
        detail = client.get(f"/api/v1/appraisal/results/{result['id']}").raise_for_status().json()
        lines = [[line["subject_code"], line["total"], line["rank"], line["tier"]] for line in detail["lines"]]
        found[f"{result['scheme_code']}/{result['class_code']}"] = [result["digest"], sorted(lines)]
    return found
