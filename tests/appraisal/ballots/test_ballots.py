"""Ballots by count: batches add up, and become facts when the round closes."""

from typing import Any

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
async def ballot(office: Office) -> str:
    entry = of_item("social", options=["good", "fair", "bad", "unknown"])
    return f"{API}/ballot-rounds/{(await good(office.author.post(f'{API}/ballot-rounds', json=entry)))['id']}"


class TestAccess:
    @pytest.mark.parametrize(
        ("method", "path", "wrong"),
        [
            ("GET", "ballot-rounds", Role.UNIT_HEAD),
            ("POST", f"ballot-rounds/{SOMETHING}/counts:batch", Role.MONITOR),
        ],
    )
    async def test_anonymous_and_wrong_role(
        self, office: Office, anonymous: httpx.AsyncClient, method: str, path: str, wrong: Role
    ) -> None:
        assert (await anonymous.request(method, f"{API}/{path}")).status_code == 401
        caller = office.people.person(wrong, unit="T01")
        assert await refused(caller.request(method, f"{API}/{path}")) == (403, "not_permitted")


class TestBallots:
    def count(self, number: str, **votes: Any) -> dict[str, Any]:
        return {"batch_number": number, "rows": [{"subject_code": code, "votes": votes} for code in CLASS_ONE]}

    async def test_unknown_options_and_subjects(self, office: Office, ballot: str) -> None:
        call = office.author.post(f"{ballot}/counts:batch", json=self.count("A", splendid=1))
        assert await faults(call) == {("/rows/0/votes/splendid", "unknown_option")}
        other = {"batch_number": "A", "rows": [{"subject_code": "T06", "votes": {"good": 1}}]}
        assert await refused(office.author.post(f"{ballot}/counts:batch", json=other)) == (422, "no_such_subject")
        less = office.author.post(f"{ballot}/counts:batch", json=self.count("A", good=-1))
        assert {where for where, _ in await faults(less)} == {f"/rows/{n}/votes/good" for n in range(5)}

    async def test_batches_add_up_and_a_batch_entered_again_replaces_itself(self, office: Office, ballot: str) -> None:
        for number, votes in (("A", {"good": 50}), ("A", {"good": 40, "fair": 30}), ("B", {"good": 20, "bad": 5})):
            await good(office.author.post(f"{ballot}/counts:batch", json=self.count(number, **votes)))
        await good(office.author.post(f"{ballot}/counts:batch", json=self.count("C", unknown=5)))
        assert (await good(office.author.get(ballot)))["summary"] == []
        closed = await good(office.author.post(f"{ballot}:close"))
        assert closed["summary"][0] == {
            "subject_code": "T01",
            "votes": {"good": 60, "fair": 30, "bad": 5, "unknown": 5},
        }
        late = office.author.post(f"{ballot}/counts:batch", json=self.count("D", good=1))
        assert await refused(late) == (409, "wrong_state")

    @pytest.mark.usefixtures("ballot")
    async def test_the_scale_of_the_scheme_is_applied(self, office: Office) -> None:
        await office.service.jobs.run_all()
        why = await good(office.head("T01").get(f"{API}/standings/{YEAR}/units/T01"))
        scores = {node["code"]: node["score"] for node in why["nodes"]}
        assert scores["social"] == "86.842105"
