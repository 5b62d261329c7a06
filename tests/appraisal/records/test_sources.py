"""Where facts come from that no round, no deduction and no indicator gives: each kind, from its record to the score."""

from typing import Any

import pytest_asyncio

from tests.appraisal.county import API, Office, faults, good, scheme
from tests.support.clock import YEAR

UNITS = ("T06", "T07")
BANDS = [{"from": "40", "points": "20"}, {"points": "5"}]
DOCUMENT: dict[str, Any] = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [
            {"code": "awards", "name": "获奖", "rule": {"type": "count", "per": {"province": "3", "city": "1.5"}}},
            {
                "code": "order",
                "name": "排序",
                "missing": "zero",
                "points": "40",
                "rule": {"type": "rank_ballot", "first": "40", "step": "5"},
            },
            {
                "code": "hours",
                "name": "培训学时",
                "points": "20",
                "rule": {"type": "bands", "of": "actual", "bands": BANDS},
            },
            {"code": "rate", "name": "办结率", "points": "10", "rule": {"type": "proportional"}},
            {"code": "projects", "name": "新项目", "rule": {"type": "count", "per": {"new": "2"}}},
        ],
    }
}
BINDING: dict[str, Any] = {
    "awards": {"source": "claim_counts", "kinds": ["province", "city"]},
    "order": {"source": "ballot_round", "minimum": 4},
    "hours": {"source": "manual", "owner": "organisation_department"},
    "rate": {"source": "manual", "owner": "organisation_department"},
    "projects": {"source": "manual", "owner": "organisation_department"},
}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def issued(office: Office) -> None:
    await office.issued(scheme("odd", DOCUMENT, BINDING, "township-2"))


def entry(item_code: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return {"year": YEAR, "scheme_code": "odd", "item_code": item_code, "rows": list(rows)}


async def enter(office: Office, item_code: str, *rows: dict[str, Any]) -> None:
    await good(office.organisation.post(f"{API}/manual-scores:batch", json=entry(item_code, *rows)))


class TestReview:
    async def test_what_is_counted_has_points_in_the_rule(self, office: Office) -> None:
        binding = BINDING | {"awards": {"source": "claim_counts", "kinds": ["province", "weather"]}}
        made = await good(office.author.post(f"{API}/schemes", json=scheme("kinds", DOCUMENT, binding, "other")))
        call = office.reviewer.post(f"{API}/schemes/{made['id']}:review")
        assert ("/binding/awards/kinds/1", "unknown_kind") in await faults(call)


class TestManual:
    async def test_the_rule_says_what_it_can_read(self, office: Office) -> None:
        for item_code, row, fault in (
            ("hours", {"score": "8"}, ("/rows/0", "bad_shape")),
            ("hours", {"actual": "8", "score": "8"}, ("/rows/0", "value_error")),
            ("rate", {"actual": "8"}, ("/rows/0", "bad_shape")),
            ("rate", {"actual": "8", "target": "0"}, ("/rows/0/target", "zero_target")),
            ("projects", {"counts": {"old": 1}}, ("/rows/0/counts/old", "unknown_kind")),
            ("projects", {"target": "1"}, ("/rows/0", "value_error")),
        ):
            call = office.organisation.post(
                f"{API}/manual-scores:batch", json=entry(item_code, {"subject_code": "T06", **row})
            )
            found = await faults(call)
            assert {code for _, code in found} == {fault[1]}, (item_code, row, found)
            assert all(pointer.startswith("/rows/0") for pointer, _ in found), (item_code, row, found)

    async def test_nobody_is_entered_twice(self, office: Office) -> None:
        twice = [{"subject_code": "T06", "actual": hours} for hours in ("8", "9")]
        call = office.organisation.post(f"{API}/manual-scores:batch", json=entry("hours", *twice))
        assert await faults(call) == {("/rows/1/subject_code", "duplicate_subject")}


async def test_every_kind_of_source_reaches_the_result(office: Office) -> None:
    for matter, kind, points in (("省级文明镇", "province", "9"), ("市级一", "city", "1"), ("市级二", "city", "1")):
        claim = {"year": YEAR, "unit_code": "T06", "kind": kind, "matter": matter, "points": points, "evidence": "文"}
        made = await good(office.head("T06").post(f"{API}/bonus-claims", json=claim))
        judgement = {"outcome": "verified", "reason": "属实"}
        await good(office.owner.post(f"{API}/bonus-claims/{made['id']}:judge", json=judgement))
    opening = {"year": YEAR, "scheme_code": "odd", "item_code": "order", "class_codes": ["township-2"]}
    wrong = office.author.post(f"{API}/ballot-rounds", json={**opening, "options": ["1", "3"]})
    assert await faults(wrong) == {("/options", "places_expected")}
    opened = await good(office.author.post(f"{API}/ballot-rounds", json={**opening, "options": ["1", "2"]}))
    path = f"{API}/ballot-rounds/{opened['id']}"
    votes = [{"subject_code": "T06", "votes": {"1": 3, "2": 1}}, {"subject_code": "T07", "votes": {"1": 1, "2": 3}}]
    await good(office.author.post(f"{path}/counts:batch", json={"batch_number": "A", "rows": votes}))
    await good(office.author.post(f"{path}:close"))
    await enter(office, "hours", *({"subject_code": code, "actual": "40"} for code in UNITS))
    await enter(office, "rate", *({"subject_code": code, "actual": "45", "target": "50"} for code in UNITS))
    await enter(office, "projects", {"subject_code": "T06", "counts": {"new": 2}})
    results = await office.published()
    path = f"{API}/results/{results['township-2']}/subjects/T06"
    told = await good(office.author.get(path))
    nodes = {node["code"]: node for node in told["nodes"]}
    assert {code: nodes[code]["score"] for code in BINDING} == {
        "awards": "6.000000",
        "order": "38.750000",
        "hours": "20.000000",
        "rate": "9.000000",
        "projects": "4.000000",
    }
    assert told["total"] == "77.75"
    sentences = {code: [record["sentence"] for record in nodes[code]["fact_records"]] for code in BINDING}
    assert sentences["awards"][0] == "市级一：计“city”一件，财政局核定"
    assert "4 票" in sentences["order"][0]
    assert sentences["rate"][0].endswith("录入完成值 45、目标 50")
    assert sentences["projects"][0].endswith("录入件数：new 2")
