"""Ballots by count: batches add up, and become facts when the round closes."""

from typing import Any, ClassVar

import httpx
import pytest
import pytest_asyncio

from hengjian.appraisal.ballots.service import void_open_ballots
from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    CLASS_TWO,
    SOMETHING,
    TOWNSHIP_SCHEME,
    Office,
    faults,
    good,
    refused,
    scheme,
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


@pytest_asyncio.fixture(scope="module")
async def opinions(office: Office) -> list[str]:
    """Of one scheme, one for each test: an item has one round a year."""
    social = next(part for part in TOWNSHIP_SCHEME["root"]["parts"] if part["code"] == "social")
    codes = [f"opinion-{number}" for number in range(1, 6)]
    rule = {"points": "20", "missing": "zero", "rule": social["rule"]}
    parts = [{"code": code, "name": code, **rule} for code in codes]
    document = {"root": {"code": "total", "combine": "sum", "parts": parts}}
    binding = {code: {"source": "ballot_round", "minimum": 3} for code in codes}
    await office.issued(scheme("opinions", document, binding, "township-2"))
    return codes


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


class TestVoid:
    """After a restore nobody knows how far a round had gone: nothing is counted until the committee decides."""

    RULING: ClassVar[dict[str, Any]] = {"document_number": "县考〔2026〕9号", "reason": "清点纸质票后决定"}

    @pytest_asyncio.fixture
    async def void(self, office: Office, opinions: list[str]) -> str:
        entry = {**of_item(opinions.pop(), "township-2", options=["good", "bad"]), "scheme_code": "opinions"}
        made = await good(office.author.post(f"{API}/ballot-rounds", json=entry))
        path = f"{API}/ballot-rounds/{made['id']}"
        await good(office.author.post(f"{path}/counts:batch", json=self.batch("A", good=3)))
        await self.restore(office)
        return path

    async def restore(self, office: Office) -> None:
        async with office.service.database.transaction(Actor("command-line", "restore", "restore")) as session:
            await void_open_ballots(session)

    def batch(self, number: str, **votes: int) -> dict[str, Any]:
        return {"batch_number": number, "rows": [{"subject_code": CLASS_TWO[0], "votes": votes}]}

    async def test_nobody_counts_or_closes(self, office: Office, void: str) -> None:
        told = await good(office.author.get(void))
        assert (told["state"], told["ruling"]) == ("void", None)
        assert told["voided_at"] is not None
        entering = office.author.post(f"{void}/counts:batch", json=self.batch("B", good=1))
        assert await refused(entering) == (409, "wrong_state")
        assert await refused(office.author.post(f"{void}:close")) == (409, "wrong_state")

    async def test_only_the_committee_decides_and_only_once(self, office: Office, void: str) -> None:
        decision = {"ruling": "go_on", **self.RULING}
        for other in (office.author, office.auditor, office.monitor):
            assert await refused(other.post(f"{void}:decide", json=decision)) == (403, "not_permitted")
        for lacking in ("document_number", "reason"):
            without = {**decision, lacking: ""}
            assert (f"/{lacking}", "string_too_short") in await faults(
                office.committee.post(f"{void}:decide", json=without)
            )
        assert (await good(office.committee.get(f"{API}/ballot-rounds?year={YEAR}")))["items"]
        await good(office.committee.post(f"{void}:decide", json=decision))
        again = office.committee.post(f"{void}:decide", json=decision)
        assert await refused(again) == (409, "wrong_state")

    async def test_it_goes_on_with_its_counts(self, office: Office, void: str) -> None:
        told = await good(office.committee.post(f"{void}:decide", json={"ruling": "go_on", **self.RULING}))
        assert (told["state"], told["ruling"], told["decider_name"]) == ("open", "go_on", "考核委员会")
        assert {name: told[name] for name in self.RULING} == self.RULING
        await good(office.author.post(f"{void}/counts:batch", json=self.batch("B", bad=1)))
        closed = await good(office.author.post(f"{void}:close"))
        assert closed["summary"] == [{"subject_code": CLASS_TWO[0], "votes": {"good": 3, "bad": 1}}]

    async def test_it_is_held_again_without_them(self, office: Office, void: str) -> None:
        await good(office.committee.post(f"{void}:decide", json={"ruling": "hold_again", **self.RULING}))
        await good(office.author.post(f"{void}/counts:batch", json=self.batch("B", bad=3)))
        closed = await good(office.author.post(f"{void}:close"))
        assert closed["summary"] == [{"subject_code": CLASS_TWO[0], "votes": {"good": 0, "bad": 3}}]
        async with office.service.database.reading() as connection:
            kept = await connection.fetchval(
                "SELECT before FROM appraisal.audit_log WHERE object_type = 'ballot_count' AND object_id = $1",
                void.rpartition("/")[2],
            )
        assert kept == [{"batch": "A", "subject": CLASS_TWO[0]}]

    async def test_a_closed_round_stands(self, office: Office, void: str) -> None:
        await good(office.committee.post(f"{void}:decide", json={"ruling": "go_on", **self.RULING}))
        await good(office.author.post(f"{void}:close"))
        await self.restore(office)
        assert (await good(office.author.get(void)))["state"] == "closed"
