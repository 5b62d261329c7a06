"""Year end: three teams, county leaders, ballots and owners give facts; nobody sees a single score of another."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    LEADER_SCHEME,
    SOMETHING,
    TOWNSHIP_BINDING,
    TOWNSHIP_SCHEME,
    Office,
    faults,
    good,
    members,
    refused,
    scheme,
)
from tests.support.clock import YEAR

TEAMS = {"verify": members("审核甲"), "score": members("评分甲", "评分乙"), "monitor": members("监督甲")}


def of_item(item: str, *classes: str, **more: Any) -> dict[str, Any]:
    return {
        "year": YEAR,
        "scheme_code": "townships",
        "item_code": item,
        "class_codes": list(classes or ("township-1",)),
        **more,
    }


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await office.issued(scheme("townships", TOWNSHIP_SCHEME, TOWNSHIP_BINDING, "township-1"))
    for code, owner, group in (("chiefs", "organisation_department", "chief"), ("staff", "unit_head", "")):
        binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": owner}}
        classes = [f"{group}-township-1"] if group else ["ordinary:*"]
        await office.issued(scheme(code, LEADER_SCHEME, binding, *classes, subject_kind="cadre"))


@pytest_asyncio.fixture(scope="module")
async def sheets(office: Office) -> str:
    opened = await good(office.author.post(f"{API}/sheet-rounds", json=of_item("site", teams=TEAMS)))
    return f"{API}/sheet-rounds/{opened['id']}"


@pytest_asyncio.fixture(scope="module")
async def evaluation(office: Office) -> str:
    opened = await good(office.author.post(f"{API}/evaluation-rounds", json=of_item("leaders", minimum=2)))
    return f"{API}/evaluation-rounds/{opened['id']}"


@pytest_asyncio.fixture(scope="module")
async def ballot(office: Office) -> str:
    entry = of_item("social", options=["good", "fair", "bad", "unknown"], minimum=5)
    return f"{API}/ballot-rounds/{(await good(office.author.post(f'{API}/ballot-rounds', json=entry)))['id']}"


def rows(*codes: str, **more: Any) -> dict[str, Any]:
    return {"rows": [{"subject_code": code, **more} for code in codes]}


class TestAccess:
    @pytest.mark.parametrize(
        ("method", "path", "wrong"),
        [
            ("GET", "sheets", Role.UNIT_HEAD),
            ("POST", "sheet-rounds", Role.SCORER),
            ("POST", f"sheet-rounds/{SOMETHING}/sheets:verify", Role.SCORER),
            ("POST", f"sheet-rounds/{SOMETHING}/sheets:score", Role.VERIFIER),
            ("POST", f"sheet-rounds/{SOMETHING}/sheets:sign", Role.SCORER),
            ("POST", f"sheet-rounds/{SOMETHING}:close", Role.MONITOR),
            ("GET", "evaluation-rounds", Role.UNIT_HEAD),
            ("POST", "evaluation-rounds", Role.COUNTY_LEADER),
            ("PUT", f"evaluation-rounds/{SOMETHING}/scores", Role.APPRAISAL_OFFICE),
            ("GET", "ballot-rounds", Role.UNIT_HEAD),
            ("POST", f"ballot-rounds/{SOMETHING}/counts:batch", Role.MONITOR),
            ("POST", "manual-scores:batch", Role.APPRAISAL_OFFICE),
        ],
    )
    async def test_anonymous_and_wrong_role(
        self, office: Office, anonymous: httpx.AsyncClient, method: str, path: str, wrong: Role
    ) -> None:
        assert (await anonymous.request(method, f"{API}/{path}")).status_code == 401
        caller = office.people.person(wrong, unit="T01")
        assert await refused(caller.request(method, f"{API}/{path}")) == (403, "not_permitted")


class TestSheets:
    """In the order of the work."""

    async def test_nobody_stands_in_two_teams(self, office: Office) -> None:
        teams = TEAMS | {"monitor": members("审核甲")}
        call = office.author.post(f"{API}/sheet-rounds", json=of_item("site", teams=teams))
        assert await refused(call) == (422, "person_in_two_teams")

    async def test_the_item_must_take_sheets(self, office: Office) -> None:
        call = office.author.post(f"{API}/sheet-rounds", json=of_item("daily", teams=TEAMS))
        assert await refused(call) == (422, "no_such_item")

    async def test_every_subject_has_a_sheet(self, office: Office, sheets: str) -> None:
        listed = await good(office.monitor.get(f"{API}/sheets?round_id={sheets.rsplit('/', 1)[1]}"))
        assert [(sheet["subject_code"], sheet["state"]) for sheet in listed["items"]] == [
            (code, "awaited") for code in CLASS_ONE
        ]
        again = office.author.post(f"{API}/sheet-rounds", json=of_item("site", teams=TEAMS))
        assert await refused(again) == (409, "already_there")

    async def test_scoring_waits_for_verification(self, office: Office, sheets: str) -> None:
        call = office.scorers[0].post(f"{sheets}/sheets:score", json=rows("T01", score="90"))
        assert await refused(call) == (409, "wrong_state")

    async def test_only_the_team_of_the_round_may(self, office: Office, sheets: str) -> None:
        stranger = office.people.person(Role.VERIFIER, name="审核乙")
        call = stranger.post(f"{sheets}/sheets:verify", json=rows("T01"))
        assert await refused(call) == (403, "refused_by_policy")
        namesake = office.people.person(Role.VERIFIER, name="审核甲", account=str(uuid4()))
        call = namesake.post(f"{sheets}/sheets:verify", json=rows("T01"))
        assert await refused(call) == (403, "refused_by_policy")
        await good(office.verifier.post(f"{sheets}/sheets:verify", json=rows(*CLASS_ONE, remark="台账齐全")))
        shown = (await good(office.author.get(sheets)))["teams"]
        assert shown == TEAMS

    async def test_a_score_lies_within_the_item_s_points(self, office: Office, sheets: str) -> None:
        call = office.scorers[0].post(f"{sheets}/sheets:score", json=rows("T01", score="100.5"))
        assert await faults(call) == {("/rows/0/score", "out_of_range")}

    async def test_scores_are_blind(self, office: Office, sheets: str) -> None:
        await good(office.scorers[0].post(f"{sheets}/sheets:score", json=rows(*CLASS_ONE, score="90.5")))
        for reader in (office.scorers[1], office.author, office.verifier):
            listed = await reader.get(f"{API}/sheets")
            assert "90.5" not in listed.text
            assert {sheet["state"] for sheet in listed.json()["items"]} == {"verified"}
        own = await good(office.scorers[0].get(f"{API}/sheets"))
        assert {(sheet["own_score"], sheet["scores"]) for sheet in own["items"]} == {("90.5", None)}
        early = office.monitor.post(f"{sheets}/sheets:sign", json=rows("T01"))
        assert await refused(early) == (409, "wrong_state")
        await good(office.scorers[1].post(f"{sheets}/sheets:score", json=rows(*CLASS_ONE, score="93")))
        assert "90.5" not in (await office.scorers[1].get(f"{API}/sheets")).text

    async def test_the_monitor_may_stop_a_sheet_and_it_is_scored_anew(self, office: Office, sheets: str) -> None:
        stopped = await good(office.monitor.post(f"{sheets}/sheets/T05:stop", json={"reason": "评分前接触被考单位"}))
        assert (stopped["state"], stopped["stop_reason"]) == ("stopped", "评分前接触被考单位")
        await good(office.monitor.post(f"{sheets}/sheets:sign", json=rows(*CLASS_ONE[:4])))
        assert await refused(office.author.post(f"{sheets}:close")) == (409, "sheets_unsigned")
        await good(office.verifier.post(f"{sheets}/sheets:verify", json=rows("T05")))
        for scorer, score in zip(office.scorers, ("80", "81"), strict=True):
            await good(scorer.post(f"{sheets}/sheets:score", json=rows("T05", score=score)))
        await good(office.monitor.post(f"{sheets}/sheets:sign", json=rows("T05")))

    async def test_closing_makes_the_item_stand(self, office: Office, sheets: str) -> None:
        before = await office.standing("T01")
        closed = await good(office.author.post(f"{sheets}:close"))
        assert closed["state"] == "closed"
        await office.service.jobs.run_all()
        after = await office.standing("T01")
        assert before["total"] == "100.00"
        assert after["total"] == "93.81"  # (60 x 91.75 + 20 x 100) / 80 = 93.8125
        assert await refused(office.author.post(f"{sheets}:close")) == (409, "wrong_state")
        late = office.scorers[0].post(f"{sheets}/sheets:score", json=rows("T01", score="1"))
        assert await refused(late) == (409, "wrong_state")


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

    async def test_the_mean_is_exact_and_why_ends_there(self, office: Office, evaluation: str) -> None:
        await office.service.jobs.run_all()
        answer = await office.head("T02").get(f"{API}/standings/{YEAR}/units/T02")
        scores = {node["code"]: node["score"] for node in answer.json()["nodes"]}
        assert scores["leaders"] == "88.416667"  # (91.25 + 88 + 86) / 3
        assert "91.25" not in answer.text


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

    async def test_the_scale_of_the_scheme_is_applied(self, office: Office, ballot: str) -> None:
        await office.service.jobs.run_all()
        why = await good(office.head("T01").get(f"{API}/standings/{YEAR}/units/T01"))
        scores = {node["code"]: node["score"] for node in why["nodes"]}
        assert scores["social"] == "86.842105"


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
