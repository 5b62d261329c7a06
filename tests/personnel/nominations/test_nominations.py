from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.personnel.county import API, Office, deputies_result, township_result
from tests.support.clock import YEAR
from tests.support.people import People

ROUNDS = f"{API}/nomination-rounds"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def results(office: Office) -> None:
    await office.issue_rules(nomination={"suggest_top_share": "0.5", "recommendation_line": "0.3"})
    await office.finalise(township_result(), deputies_result())


def entry(**changes: Any) -> dict[str, Any]:
    return {
        "year": YEAR,
        "post_code": "township-chief",
        "post_name": "乡镇长",
        "post_group": "chief",
        "vacancies": 2,
        "source_class_codes": ["deputy-township-1"],
        **changes,
    }


Round = dict[str, Any]


async def step(office: Office, round_: Round, verb: str, **body: Any) -> httpx.Response:
    who = office.board if verb == "decide" else office.organisation
    return await who.post(f"{ROUNDS}/{round_['id']}:{verb}", json=body)


async def opened(office: Office, **changes: Any) -> Round:
    answer = await office.organisation.post(ROUNDS, json=entry(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def suggested(office: Office, **body: Any) -> Round:
    answer = await step(office, await opened(office), "suggest", **body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def open_candidates(round_: Round) -> list[str]:
    return [c["cadre_code"] for c in round_["candidates"] if not c["is_excluded"]]


def votes(codes: list[str], *counts: int) -> list[dict[str, Any]]:
    padded = [*counts, *[counts[-1]] * len(codes)]
    return [{"cadre_code": code, "votes": count} for code, count in zip(codes, padded, strict=False)]


async def preliminary(office: Office) -> tuple[Round, list[str]]:
    round_ = await suggested(office)
    codes = open_candidates(round_)
    answer = await step(office, round_, "recommend", ballots=100, votes=votes(codes, 80))
    assert answer.status_code == 200, answer.text
    return dict(answer.json()), codes


class TestOpen:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.post(ROUNDS, json=entry())).status_code == 401

    async def test_wrong_role(self, office: Office) -> None:
        assert (await office.committee.post(ROUNDS, json=entry())).status_code == 403
        assert (await office.discipline.get(ROUNDS)).status_code == 403

    async def test_needs_the_years_rules(self, office: Office) -> None:
        answer = await office.organisation.post(ROUNDS, json=entry(year=2099))
        assert (answer.status_code, answer.json()["code"]) == (409, "linkage_rules_not_issued")

    async def test_the_bounds_are_copied(self, office: Office) -> None:
        round_ = await opened(office)
        assert (round_["rule"]["least_slate"], round_["rule"]["most_slate"]) == (5, 7)
        assert round_["stage"] == "opened"
        assert [a["name"] for a in round_["actions"] if a["allowed"]] == ["suggest"]
        listed = (await office.committee.get(ROUNDS, params={"year": YEAR})).json()["items"]
        assert round_["number"] in [r["number"] for r in listed]


class TestGet:
    async def test_none_such(self, office: Office) -> None:
        assert (await office.committee.get(f"{ROUNDS}/{uuid4()}")).status_code == 404

    async def test_the_committee_reads_and_moves_nothing(self, office: Office) -> None:
        round_ = await opened(office)
        read = (await office.committee.get(f"{ROUNDS}/{round_['id']}")).json()
        assert [action["allowed"] for action in read["actions"]] == [False] * 6


class TestSuggest:
    async def test_from_the_highest_ranked_with_exclusions(self, office: Office) -> None:
        """Half of twenty-one ranked, rounded half up, is eleven; the newcomer and who has a case take no place."""
        case = {"cadre_code": "T01-V03", "ground": "ongoing_case", "reason": "正在接受调查"}
        round_ = await suggested(office, exclusions=[case])
        excluded = {c["cadre_code"]: c for c in round_["candidates"] if c["is_excluded"]}
        assert {code: c["exclusion_ground"] for code, c in excluded.items()} == {
            "T01-V09": "tenure",
            "T01-V03": "ongoing_case",
        }
        assert excluded["T01-V03"]["exclusion_reason"] == "正在接受调查"
        assert len(open_candidates(round_)) == 11
        assert open_candidates(round_)[0] == "T01-V01"
        assert (round_["funnel"]["ranked"], round_["funnel"]["suggested"], round_["funnel"]["excluded"]) == (21, 11, 2)
        first = round_["candidates"][1]
        assert first["sentence"]["zh"].startswith(f"按〈{YEAR}年度考核结果运用办法〉第3条，T01乡副乡长某T01-V01排名第2")
        assert first["result_digest"] == "sha256:deputy-township-1-1"

    async def test_the_lagging_unit_is_left_out(self, office: Office) -> None:
        await office.issue_rules(2051, nomination={"suggest_top_share": "1"})
        await office.finalise(township_result(year=2051), deputies_result(year=2051))
        round_ = await opened(office, year=2051)
        done = (await step(office, round_, "suggest")).json()
        grounds = {c["unit_code"]: c["exclusion_ground"] for c in done["candidates"] if c["is_excluded"]}
        assert grounds["T04"] == "lagging_unit"

    async def test_a_low_grade_last_year_is_left_out(self, office: Office) -> None:
        row = {"year": 2051, "cadre_code": "T01-V01", "grade": "basically_competent"}
        await office.organisation.post(f"{API}/history:batch", json={"items": [row]})
        await office.issue_rules(2052)
        await office.finalise(deputies_result(year=2052))
        done = (await step(office, await opened(office, year=2052), "suggest")).json()
        grounds = {c["cadre_code"]: c["exclusion_ground"] for c in done["candidates"]}
        assert grounds["T01-V01"] == "low_grade"

    async def test_only_final_results_of_cadres(self, office: Office) -> None:
        for class_code in ("chief-township-1", "township-1"):
            round_ = await opened(office, source_class_codes=[class_code])
            answer = await step(office, round_, "suggest")
            assert (answer.status_code, answer.json()["code"]) == (422, "no_final_result")

    async def test_only_once(self, office: Office) -> None:
        answer = await step(office, await suggested(office), "suggest")
        assert (answer.status_code, answer.json()["code"]) == (409, "wrong_nomination_stage")


class TestRecommend:
    async def test_who_reaches_the_line_is_preliminary(self, office: Office) -> None:
        round_ = await suggested(office)
        codes = open_candidates(round_)
        done = (await step(office, round_, "recommend", ballots=100, votes=votes(codes, 90, 30, 29))).json()
        assert [c["cadre_code"] for c in done["candidates"] if c["is_preliminary"]] == codes[:2]
        assert (done["stage"], done["funnel"]["preliminary"]) == ("preliminary", 2)

    async def test_refusals(self, office: Office) -> None:
        round_ = await suggested(office)
        codes = open_candidates(round_)
        cases = [
            (votes(codes, 101), "too_many_votes"),
            (votes(codes[1:], 10), "votes_missing"),
            (votes([*codes, "T01-V09"], 10), "not_on_list"),
            (votes([*codes, codes[0]], 10), "named_twice"),
        ]
        for entered, code in cases:
            answer = await step(office, round_, "recommend", ballots=100, votes=entered)
            assert (answer.status_code, answer.json()["code"]) == (422, code)


class TestSlate:
    @pytest.mark.parametrize("size", [4, 8])
    async def test_two_vacancies_refuse_four_and_eight(self, office: Office, size: int) -> None:
        round_, codes = await preliminary(office)
        answer = await step(office, round_, "slate", cadre_codes=codes[:size], reason="研究确定")
        assert (answer.status_code, answer.json()["code"]) == (422, "slate_size")
        assert answer.json()["params"] == {"size": size, "least": 5, "most": 7}
        unchanged = (await office.organisation.get(f"{ROUNDS}/{round_['id']}")).json()
        assert (unchanged["stage"], unchanged["funnel"]["slate"]) == ("preliminary", None)

    @pytest.mark.parametrize("size", [5, 6, 7])
    async def test_and_take_five_to_seven(self, office: Office, size: int) -> None:
        round_, codes = await preliminary(office)
        answer = await step(office, round_, "slate", cadre_codes=codes[:size], reason="研究确定")
        assert (answer.status_code, answer.json()["funnel"]["slate"]) == (200, size)

    async def test_only_from_the_preliminary_list(self, office: Office) -> None:
        round_, codes = await preliminary(office)
        answer = await step(office, round_, "slate", cadre_codes=[*codes[:4], "T04-V05"], reason="研究确定")
        assert answer.json()["code"] == "not_on_list"

    async def test_not_before_the_recommendation(self, office: Office) -> None:
        round_ = await suggested(office)
        answer = await step(office, round_, "slate", cadre_codes=open_candidates(round_)[:5], reason="研究确定")
        assert answer.json()["code"] == "wrong_nomination_stage"


class TestToTheEnd:
    async def test_a_whole_round(self, office: Office, people: People, owner_url: str) -> None:
        round_, codes = await preliminary(office)
        slate = codes[:6]
        await step(office, round_, "slate", cadre_codes=slate, reason="研究确定")
        plenary = (await step(office, round_, "plenary", ballots=31, votes=votes(slate, 30, 28, 25, 15))).json()
        assert plenary["funnel"]["plenary_recommended"] == 3
        refused = await step(office, round_, "inspect", cadre_codes=[slate[3]], reason="确定考察对象")
        assert refused.json()["code"] == "not_on_list"
        await step(office, round_, "inspect", cadre_codes=slate[:3], reason="确定考察对象")
        number = {"decision_number": "县委〔2027〕8号", "reason": "常委会决定"}
        many = await step(office, round_, "decide", appointed=slate[:3], **number)
        assert (many.status_code, many.json()["code"]) == (422, "too_many_appointed")
        decision = {"appointed": slate[:2], **number}
        candidate = people.person(Role.ORGANISATION_DEPARTMENT, name="candidate", cadre=slate[0])
        for barred in (office.organisation, candidate):
            answer = await barred.post(f"{ROUNDS}/{round_['id']}:decide", json=decision)
            assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
        done = (await step(office, round_, "decide", **decision)).json()
        assert done["stage"] == "decided"
        assert done["funnel"] == {
            "ranked": 21,
            "suggested": 11,
            "excluded": 1,
            "preliminary": 11,
            "slate": 6,
            "plenary_recommended": 3,
            "inspection": 3,
            "appointed": 2,
        }
        assert [s["stage"] for s in done["steps"]] == [
            "opened",
            "suggested",
            "preliminary",
            "slate",
            "plenary_recommended",
            "inspection",
            "decided",
        ]
        assert not any(action["allowed"] for action in done["actions"])

        outcome = {
            "nomination_round_id": round_["id"],
            "cadre_code": slate[0],
            "kind": "promoted_chief",
            "decision_number": "县委〔2027〕8号",
        }
        address = f"{API}/outcomes"
        wrong = await office.records.post(address, json={**outcome, "kind": "promoted_deputy"})
        assert wrong.json()["code"] == "outcome_does_not_follow"
        not_theirs = await office.records.post(address, json={**outcome, "cadre_code": slate[2]})
        assert not_theirs.json()["code"] == "cadre_not_concerned"
        for decided_or_recommended in (office.board, office.organisation):
            answer = await decided_or_recommended.post(address, json=outcome)
            assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
        assert (await office.records.post(address, json=outcome)).status_code == 201
        twice = await office.records.post(address, json=outcome)
        assert (twice.status_code, twice.json()["code"]) == (409, "outcome_recorded")

        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("DELETE FROM personnel.nomination_step")
        finally:
            await connection.close()
