"""County leaders score units: each sees the own scores, others learn count and mean."""

import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    SOMETHING,
    Office,
    faults,
    good,
    refused,
)
from tests.appraisal.year_end import issue_schemes, of_item
from tests.support.clock import YEAR


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await issue_schemes(office)


@pytest_asyncio.fixture(scope="module")
async def evaluation(office: Office) -> str:
    opened = await good(office.author.post(f"{API}/evaluation-rounds", json=of_item("leaders")))
    return f"{API}/evaluation-rounds/{opened['id']}"


class TestAccess:
    @pytest.mark.parametrize(
        ("method", "path", "wrong"),
        [
            ("GET", "evaluation-rounds", Role.UNIT_HEAD),
            ("POST", "evaluation-rounds", Role.COUNTY_LEADER),
            ("PUT", f"evaluation-rounds/{SOMETHING}/scores", Role.APPRAISAL_OFFICE),
        ],
    )
    async def test_anonymous_and_wrong_role(
        self, office: Office, anonymous: httpx.AsyncClient, method: str, path: str, wrong: Role
    ) -> None:
        assert (await anonymous.request(method, f"{API}/{path}")).status_code == 401
        caller = office.people.person(wrong, unit="T01")
        assert await refused(caller.request(method, f"{API}/{path}")) == (403, "not_permitted")


class TestEvaluation:
    async def test_only_units_of_the_round_are_scored(self, office: Office, evaluation: str) -> None:
        call = office.leaders[0].put(f"{evaluation}/scores", json={"scores": {"T06": "90"}})
        assert await refused(call) == (422, "no_such_subject")
        bad = office.leaders[0].put(f"{evaluation}/scores", json={"scores": {"T01": "101"}})
        assert await faults(bad) == {("/scores/T01", "out_of_range")}

    async def test_a_leader_sees_the_own_scores_alone(self, office: Office, evaluation: str) -> None:
        for leader, score in zip(office.leaders, ("91.25", "88", "86"), strict=True):
            scores = {"scores": dict.fromkeys(CLASS_ONE[:4], score)}
            assert (await good(leader.put(f"{evaluation}/scores", json=scores)))["own_scores"]["T01"] == score
        for reader in (office.author, office.leaders[1], office.head("T01")):
            assert "91.25" not in (await reader.get(evaluation)).text
        assert (await good(office.author.get(evaluation)))["summary"] == []

    async def test_sent_again_they_replace_the_earlier_ones(self, office: Office, evaluation: str) -> None:
        await good(office.leaders[2].put(f"{evaluation}/scores", json={"scores": {"T01": "87"}}))
        own = (await good(office.leaders[2].get(evaluation)))["own_scores"]
        assert own == {"T01": "87", "T02": "86", "T03": "86", "T04": "86"}

    async def test_closed_it_shows_count_and_mean(self, office: Office, evaluation: str) -> None:
        await good(office.leaders[0].put(f"{evaluation}/scores", json={"scores": {"T05": "70"}}))
        closed = await good(office.author.post(f"{evaluation}:close"))
        summary = {line["subject_code"]: (line["count"], line["mean"]) for line in closed["summary"]}
        assert summary["T01"] == (3, "88.75")
        assert summary["T05"] == (None, None), "fewer than the minimum"
        late = office.leaders[0].put(f"{evaluation}/scores", json={"scores": {"T01": "1"}})
        assert await refused(late) == (409, "wrong_state")

    @pytest.mark.usefixtures("evaluation")
    async def test_the_mean_is_exact_and_why_ends_there(self, office: Office) -> None:
        await office.service.jobs.run_all()
        answer = await office.head("T02").get(f"{API}/standings/{YEAR}/units/T02")
        scores = {node["code"]: node["score"] for node in answer.json()["nodes"]}
        assert scores["leaders"] == "88.416667"  # (91.25 + 88 + 86) / 3
        assert "91.25" not in answer.text
