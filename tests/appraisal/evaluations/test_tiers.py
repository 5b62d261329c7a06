"""Leaders' evaluation by tiers: each tier's mean by its weight, and nobody's score to be seen."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import httpx
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.evaluations.tiers import Tier, find_gaps, mean_of, weigh
from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    TOWNSHIP_BINDING,
    TOWNSHIP_SCHEME,
    Office,
    good,
    members,
    refused,
    scheme,
)
from tests.support.clock import YEAR

PRINCIPAL = Tier("主要领导", Decimal("0.6"), frozenset({"a", "b"}))
OTHERS = Tier("其他县领导", Decimal("0.4"), frozenset({"c", "d", "e"}))
TIERS = [PRINCIPAL, OTHERS]


def scores(**given: str) -> dict[str, Decimal]:
    return {who: Decimal(score) for who, score in given.items()}


class TestArithmetic:
    def test_each_tiers_mean_counts_by_its_weight(self) -> None:
        given = scores(a="90", b="80", c="70", d="71", e="72")
        assert mean_of(TIERS, given) == Fraction("0.6") * 85 + Fraction("0.4") * 71

    def test_without_tiers_everybody_counts_alike(self) -> None:
        assert mean_of([], scores(a="90", b="80", c="71")) == Fraction(241, 3)

    def test_a_tier_that_scored_nobody_falls_away(self) -> None:
        assert mean_of(TIERS, scores(a="90", b="81")) == Fraction("85.5")

    def test_a_tier_that_scored_only_some_is_found(self) -> None:
        everything = {"T1": scores(a="90", c="80"), "T2": scores(c="70"), "T3": scores(c="60")}
        assert list(find_gaps(TIERS, everything)) == [(PRINCIPAL, 2)]
        assert list(find_gaps(TIERS, {"T1": scores(c="80"), "T2": scores(d="70")})) == []

    @given(
        st.dictionaries(st.sampled_from("abcde"), st.decimals(0, 100, places=2, allow_nan=False), min_size=1),
        st.decimals("0.01", 100, places=2),
        st.decimals("0.01", 100, places=2),
    )
    def test_the_fact_is_the_weighted_mean_exactly(
        self, given: dict[str, Decimal], one: Decimal, other: Decimal
    ) -> None:
        tiers = [
            Tier("principal", one, PRINCIPAL.evaluators),
            Tier("others", other, OTHERS.evaluators),
        ]
        fact = weigh(tiers, given, Decimal(100))
        assert Fraction(fact["actual"]) / Fraction(fact["target"]) * 100 == mean_of(tiers, given)


def entry(item: str = "leaders", **more: Any) -> dict[str, Any]:
    content = {"year": YEAR, "scheme_code": "townships", "item_code": item, "class_codes": ["township-1"]}
    return {**content, **more}


def tier(name: str, *people: str) -> dict[str, Any]:
    return {"name": name, "evaluators": members(*people)}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    tiers = {"source": "evaluation_round", "tiers": {"principal": "60", "others": "40"}}
    await office.issued(scheme("townships", TOWNSHIP_SCHEME, {**TOWNSHIP_BINDING, "leaders": tiers}, "township-1"))


@pytest_asyncio.fixture(scope="module")
async def path(office: Office) -> str:
    tiers = [tier("principal", "县领导1"), tier("others", "县领导2", "县领导3")]
    opened = await good(office.author.post(f"{API}/evaluation-rounds", json=entry(tiers=tiers)))
    return f"{API}/evaluation-rounds/{opened['id']}"


async def score(leader: httpx.AsyncClient, path: str, value: str, *codes: str) -> dict[str, Any]:
    return await good(leader.put(f"{path}/scores", json={"scores": dict.fromkeys(codes, value)}))


class TestRound:
    """In the order of the work."""

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"tiers": [tier("principal", "县领导1"), tier("others", "县领导1")]}, "person_in_two_tiers"),
            ({"tiers": [{**tier("principal", "县领导1"), "weight": "1"}]}, "invalid_input"),
            ({"minimum": 1}, "invalid_input"),
            ({}, "tiers_do_not_fit"),
            ({"tiers": [tier("principal", "县领导1")]}, "tiers_do_not_fit"),
            ({"tiers": [tier(x, f"县领导{x}") for x in ("principal", "others", "more")]}, "tiers_do_not_fit"),
        ],
    )
    async def test_refusals(self, office: Office, change: dict[str, Any], code: str) -> None:
        call = office.author.post(f"{API}/evaluation-rounds", json=entry() | change)
        assert await refused(call) == (422, code)

    async def test_only_those_named_may_score(self, office: Office, path: str) -> None:
        stranger = office.people.person(Role.COUNTY_LEADER, name="县领导9")
        call = stranger.put(f"{path}/scores", json={"scores": {"T01": "90"}})
        assert await refused(call) == (403, "refused_by_policy")

    async def test_a_tier_scores_all_or_none(self, office: Office, path: str) -> None:
        for leader, value in zip(office.leaders[1:], ("80", "81"), strict=True):
            await score(leader, path, value, *CLASS_ONE)
        await score(office.leaders[0], path, "90", "T01")
        assert await refused(office.author.post(f"{path}:close")) == (409, "tier_incomplete")
        await score(office.leaders[0], path, "91.5", *CLASS_ONE[1:])
        seen = await good(office.author.get(path))
        assert [t["scored_count"] for t in seen["tiers"]] == [1, 2], "as long as the round is open, to remind the rest"

    async def test_the_mean_counts_by_weight_and_shows_nobodys_score(self, office: Office, path: str) -> None:
        closed = await good(office.author.post(f"{path}:close"))
        assert [entry["name_en"] for entry in closed["classes"]] == ["township-1"]
        listed = await good(office.author.get(f"{API}/evaluation-rounds"))
        assert listed["items"][0]["classes"] == closed["classes"]
        assert [(t["name"], t["weight"]) for t in closed["tiers"]] == [("principal", "60"), ("others", "40")]
        assert [t["scored_count"] for t in closed["tiers"]] == [None, None], "each has fewer than three"
        summary = {line["subject_code"]: (line["count"], line["mean"]) for line in closed["summary"]}
        assert summary["T01"] == (3, "86.20")  # 0.6 x 90 + 0.4 x 80.5
        assert summary["T02"] == (3, "87.10")
        await office.service.jobs.run_all()
        answer = await office.head("T02").get(f"{API}/standings/{YEAR}/units/T02")
        assert {node["code"]: node["score"] for node in answer.json()["nodes"]}["leaders"] == "87.100000"
        for reader in (office.author, office.leaders[1]):
            assert "91.5" not in (await reader.get(path)).text
        assert "91.5" not in answer.text
