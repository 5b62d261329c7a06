"""Owners' scores: each item has its owner, and each head the own cadres."""

from typing import Any

import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    Office,
    faults,
    good,
    refused,
)
from tests.appraisal.year_end import issue_schemes
from tests.support.clock import YEAR


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await issue_schemes(office)


class TestAccess:
    @pytest.mark.parametrize(
        ("method", "path", "wrong"),
        [
            ("POST", "manual-scores:batch", Role.APPRAISAL_OFFICE),
        ],
    )
    async def test_anonymous_and_wrong_role(
        self, office: Office, anonymous: httpx.AsyncClient, method: str, path: str, wrong: Role
    ) -> None:
        assert (await anonymous.request(method, f"{API}/{path}")).status_code == 401
        caller = office.people.person(wrong, unit="T01")
        assert await refused(caller.request(method, f"{API}/{path}")) == (403, "not_permitted")


class TestManualScores:
    def entry(self, scheme_code: str, **scores: str) -> dict[str, Any]:
        return {
            "year": YEAR,
            "scheme_code": scheme_code,
            "item_code": "own",
            "rows": [{"subject_code": code.replace("_", "-"), "score": score} for code, score in scores.items()],
        }

    async def test_each_item_has_its_owner(self, office: Office) -> None:
        entry = self.entry("chiefs", T01_chief_1="18")
        assert await refused(office.head("T01").post(f"{API}/manual-scores:batch", json=entry)) == (
            403,
            "refused_by_policy",
        )
        assert (await good(office.organisation.post(f"{API}/manual-scores:batch", json=entry)))["stored"] == 1
        entry = self.entry("staff", T01_ordinary_1="18")
        call = office.organisation.post(f"{API}/manual-scores:batch", json=entry)
        assert await refused(call) == (403, "refused_by_policy")

    async def test_a_head_scores_the_own_cadres(self, office: Office) -> None:
        entry = self.entry("staff", T01_ordinary_1="18", T01_ordinary_2="17.5")
        assert (await good(office.head("T01").post(f"{API}/manual-scores:batch", json=entry)))["stored"] == 2
        neighbour = self.entry("staff", T02_ordinary_1="1")
        call = office.head("T01").post(f"{API}/manual-scores:batch", json=neighbour)
        assert await refused(call) == (422, "no_such_subject")

    async def test_a_score_lies_within_the_item_s_points(self, office: Office) -> None:
        entry = self.entry("staff", T01_ordinary_1="21")
        call = office.head("T01").post(f"{API}/manual-scores:batch", json=entry)
        assert await faults(call) == {("/rows/0/score", "out_of_range")}
