"""Year end on site: three teams verify, score and sign; nobody sees a single score of another."""

from uuid import uuid4

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
    members,
    refused,
)
from tests.appraisal.year_end import issue_schemes, of_item, rows
from tests.support.events import letter_standing
from tests.support.people import account_id

TEAMS = {"verify": members("审核甲"), "score": members("评分甲", "评分乙"), "monitor": members("监督甲")}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await issue_schemes(office)


@pytest_asyncio.fixture(scope="module")
async def sheets(office: Office) -> str:
    opened = await good(office.author.post(f"{API}/sheet-rounds", json=of_item("site", teams=TEAMS)))
    return f"{API}/sheet-rounds/{opened['id']}"


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
        local = office.people.person(Role.VERIFIER, name="审核甲", unit="T01")
        call = local.post(f"{sheets}/sheets:verify", json=rows(*CLASS_ONE))
        assert await refused(call) == (403, "refused_by_policy"), "one of them is the own unit"
        await good(office.verifier.post(f"{sheets}/sheets:verify", json=rows(*CLASS_ONE, remark="台账齐全")))
        shown = (await good(office.author.get(sheets)))["teams"]
        assert shown == TEAMS

    async def test_a_score_lies_within_the_item_s_points(self, office: Office, sheets: str) -> None:
        call = office.scorers[0].post(f"{sheets}/sheets:score", json=rows("T01", score="100.5"))
        assert await faults(call) == {("/rows/0/score", "out_of_range")}

    async def test_nobody_scores_the_own_unit_or_what_they_verified(self, office: Office, sheets: str) -> None:
        local = office.people.person(Role.SCORER, name="评分甲", unit="T02")
        call = local.post(f"{sheets}/sheets:score", json=rows("T02", score="100"))
        assert await refused(call) == (403, "refused_by_policy")
        second = office.people.person(Role.SCORER, name="评分甲", person=account_id("审核甲"))
        call = second.post(f"{sheets}/sheets:score", json=rows("T01", score="100"))
        assert await refused(call) == (403, "refused_by_policy")

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
        second = office.people.person(Role.MONITOR, name="监督甲", person=account_id("评分乙"))
        call = second.post(f"{sheets}/sheets:sign", json=rows("T01"))
        assert await refused(call) == (403, "refused_by_policy"), "the same person scored it"
        await good(office.monitor.post(f"{sheets}/sheets:sign", json=rows(*CLASS_ONE[:4])))
        assert await refused(office.author.post(f"{sheets}:close")) == (409, "sheets_unsigned")
        await good(office.verifier.post(f"{sheets}/sheets:verify", json=rows("T05")))
        for scorer, score in zip(office.scorers, ("80", "81"), strict=True):
            await good(scorer.post(f"{sheets}/sheets:score", json=rows("T05", score=score)))
        await good(office.monitor.post(f"{sheets}/sheets:sign", json=rows("T05")))

    async def test_closing_makes_the_item_stand(self, office: Office, sheets: str) -> None:
        before = await office.standing("T01")
        async with letter_standing(office.service):
            assert await refused(office.author.post(f"{sheets}:close")) == (409, "dead_letters_stand")
        closed = await good(office.author.post(f"{sheets}:close"))
        assert closed["state"] == "closed"
        await office.service.jobs.run_all()
        after = await office.standing("T01")
        assert before["total"] == "100.00"
        assert after["total"] == "93.81"  # (60 x 91.75 + 20 x 100) / 80 = 93.8125
        assert await refused(office.author.post(f"{sheets}:close")) == (409, "wrong_state")
        late = office.scorers[0].post(f"{sheets}/sheets:score", json=rows("T01", score="1"))
        assert await refused(late) == (409, "wrong_state")
