from uuid import uuid4

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.personnel.county import (
    API,
    ORDINARY,
    Office,
    decide,
    deputies_result,
    final,
    line,
    ordinary_result,
    township_result,
)
from tests.support.clock import YEAR
from tests.support.events import letter_standing
from tests.support.people import People

PROPOSALS = f"{API}/proposals"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def results(office: Office) -> None:
    await office.issue_rules(nomination={"suggest_top_share": "0.1"})
    async with letter_standing(office.personnel):
        await office.finalise(township_result())
        assert await office.proposals() == [], "something told of the year is not taken in yet"
    await office.personnel.jobs.run_all()
    await office.finalise(deputies_result(), ordinary_result("T01"), ordinary_result("T02"))


class TestMaking:
    async def test_what_follows_from_a_units_result(self, office: Office) -> None:
        made = await office.proposals(unit_code="T01")
        assert {p["kind"] for p in made if p["cadre_code"] is None} == {"excellent_quota", "unit_bonus"}
        lagging = await office.proposals(unit_code="T04")
        assert {p["kind"] for p in lagging} == {
            "excellent_quota",
            "head_grade",
            "bonus_withheld",
            "accountability_step",
        }
        standard = await office.proposals(unit_code="T03")
        assert {p["kind"] for p in standard} == {"excellent_quota"}

    async def test_a_proposal_cites_rule_and_result(self, office: Office) -> None:
        quota = await office.proposal(kind="excellent_quota", unit_code="T01")
        assert quota["rule"]["number"] == 1
        assert quota["evidence"] | {"sentence": None, "result_id": None} == {
            "result_id": None,
            "version": 1,
            "digest": "sha256:township-1-1",
            "class_code": "township-1",
            "rank": 1,
            "of": 4,
            "total": "99",
            "tier": "advanced",
            "flags": [],
            "sentence": None,
        }
        sentence = quota["evidence"]["sentence"]
        assert sentence["zh"].startswith(f"按〈{YEAR}年度考核结果运用办法〉第1条，T01乡在一类乡镇4个单位中排名第1")
        assert "Article 1" in sentence["en"]

    async def test_the_quota_counts_people_without_their_head(self, office: Office) -> None:
        """25 people beside the head, 26 with the newcomer: 15 % is 3.9, so 4, one more, at most 20 %."""
        quota = await office.proposal(kind="excellent_quota", unit_code="T01")
        figures = quota["figures"]
        assert (figures["headcount"], figures["base"], figures["adjustment"], figures["ceiling"]) == (26, 4, 1, 5)
        assert quota["content"]["places"] == 5
        assert (await office.proposal(kind="excellent_quota", unit_code="T04"))["content"]["places"] == 3

    async def test_the_head_is_proposed_in_or_out(self, office: Office) -> None:
        heads = {p["unit_code"]: p["content"]["head"] for p in await office.proposals(kind="head_grade")}
        assert heads == {"T01": "in", "T04": "out"}

    async def test_amounts_of_bonus(self, office: Office) -> None:
        paid = await office.proposal(kind="unit_bonus")
        assert (paid["figures"]["headcount"], paid["content"]["amount"]) == (27, "135000")
        withheld = await office.proposal(kind="bonus_withheld")
        assert withheld["content"]["amount"] == "78000"

    async def test_the_first_of_a_class_are_suggested(self, office: Office) -> None:
        suggested = await office.proposals(kind="promotion_suggestion")
        assert [p["cadre_code"] for p in suggested] == ["T01-V09", "T01-V01"]
        assert {p["content"]["destination"] for p in suggested} == {"promote_chief"}
        assert "排名第2" in suggested[1]["evidence"]["sentence"]["zh"]
        assert "初步人选名单" in suggested[1]["evidence"]["sentence"]["zh"]

    async def test_the_last_of_a_townships_own_ranking_may_move(self, office: Office) -> None:
        moving = await office.proposals(kind="downward_transfer")
        assert [p["cadre_code"] for p in moving] == [f"T01-O{ORDINARY}", f"T02-O{ORDINARY}"]
        assert (moving[0]["figures"]["ranked"], moving[0]["figures"]["last_places"]) == (ORDINARY, 1)

    async def test_a_first_year_of_lagging_has_the_first_rung(self, office: Office) -> None:
        steps = await office.proposal(kind="accountability_step")
        assert (steps["content"]["steps"], steps["figures"]["lagging_years"]) == (["circular", "self_exam"], 1)

    async def test_without_issued_rules_a_result_waits(self, office: Office) -> None:
        await office.finalise(township_result(year=2040))
        assert await office.proposals(year=2040) == []
        await office.issue_rules(2040)
        await office.personnel.jobs.run_all()
        assert len(await office.proposals(year=2040)) == 9

    async def test_the_same_result_again_changes_nothing(self, office: Office) -> None:
        before = await office.proposals()
        await office.finalise(township_result(), ordinary_result("T01"))
        assert await office.proposals() == before

    async def test_earlier_years_of_lagging_climb_the_ladder(self, office: Office) -> None:
        rows = [{"year": year, "unit_code": "T04", "tier": "lagging"} for year in (2040 - 1, 2041 - 1)]
        imported = await office.organisation.post(f"{API}/history:batch", json={"items": rows[:1]})
        assert imported.status_code == 200
        await office.issue_rules(2041)
        await office.finalise(township_result(year=2041))
        steps = await office.proposal(kind="accountability_step", year=2041)
        assert (steps["figures"]["lagging_years"], steps["content"]["steps"]) == (3, ["adjust_post", "remove"])

    async def test_a_veto_counts_as_three_years(self, office: Office) -> None:
        await office.issue_rules(2043)
        vetoed = [line("T01", 1, 2), line("T02", 2, 2, tier="lagging", flags=("veto:V1",))]
        await office.finalise(final("township-1", vetoed, year=2043))
        steps = await office.proposal(kind="accountability_step", year=2043)
        assert (steps["figures"]["lagging_years"], steps["content"]["steps"]) == (1, ["adjust_post", "remove"])


class TestList:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(PROPOSALS)).status_code == 401

    @pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.CADRE, Role.APPRAISAL_OFFICE, Role.COUNTY_LEADER])
    async def test_roles_that_see_none(self, people: People, role: Role) -> None:
        client = people.person(role, unit="T01", cadre="T01-C01")
        assert (await client.get(PROPOSALS)).status_code == 403

    async def test_each_office_sees_what_it_decides(self, office: Office) -> None:
        kinds = {}
        for name in ("finance", "discipline", "committee"):
            page = (await getattr(office, name).get(PROPOSALS, params={"limit": 200})).json()["items"]
            kinds[name] = {p["kind"] for p in page}
        assert kinds["finance"] == {"unit_bonus", "bonus_withheld"}
        assert kinds["discipline"] == {"accountability_step"}
        assert len(kinds["committee"]) == 7

    async def test_a_machine_by_its_scope(self, people: People) -> None:
        assert (await people.machine("personnel:proposal:read").get(PROPOSALS)).status_code == 200
        assert (await people.machine("personnel:quota:read").get(PROPOSALS)).status_code == 403


class TestGet:
    async def test_another_offices_proposal_is_not_there(self, office: Office) -> None:
        quota = await office.proposal(kind="excellent_quota", unit_code="T02")
        assert (await office.finance.get(f"{PROPOSALS}/{quota['id']}")).status_code == 404
        assert (await office.organisation.get(f"{PROPOSALS}/{uuid4()}")).status_code == 404

    async def test_it_says_what_may_be_done(self, office: Office) -> None:
        bonus = await office.proposal(kind="unit_bonus")
        for client, allowed in ((office.finance, True), (office.committee, False), (office.organisation, False)):
            actions = (await client.get(f"{PROPOSALS}/{bonus['id']}")).json()["actions"]
            decide_action = next(action for action in actions if action["name"] == "decide")
            assert decide_action["allowed"] is allowed
            assert (decide_action["reason"] is None) is allowed


class TestDecide:
    async def test_anonymous(self, anonymous: httpx.AsyncClient, office: Office) -> None:
        assert (await decide(anonymous, await office.proposal(kind="unit_bonus"))).status_code == 401

    async def test_the_wrong_office(self, office: Office) -> None:
        bonus = await office.proposal(kind="unit_bonus")
        for client in (office.organisation, office.committee):
            answer = await decide(client, bonus)
            assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
        quota = await office.proposal(kind="excellent_quota", unit_code="T02")
        assert (await decide(office.finance, quota)).status_code == 404
        assert (await office.proposal(kind="unit_bonus"))["state"] == "proposed"

    async def test_nobody_decides_about_themselves(self, office: Office, people: People) -> None:
        mine = people.person(Role.ORGANISATION_DEPARTMENT, cadre="T01-V01", name="mine")
        suggestion = await office.proposal(kind="promotion_suggestion", cadre_code="T01-V01")
        answer = await decide(mine, suggestion)
        assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")

    @pytest.mark.parametrize(
        ("entry", "code"),
        [
            ({"reason": ""}, "invalid_input"),
            ({"decision_number": None}, "decision_number_needed"),
            ({"outcome": "changed"}, "change_does_not_fit"),
            ({"outcome": "changed", "change": {"head": "in"}}, "change_does_not_fit"),
            ({"outcome": "changed", "change": {"places": 1, "head": "in"}}, "change_does_not_fit"),
            ({"outcome": "accepted", "change": {"places": 1}}, "change_does_not_fit"),
            ({"outcome": "changed", "change": {"places": 6}}, "quota_above_ceiling"),
            ({"outcome": "deferred"}, "invalid_input"),
        ],
    )
    async def test_refusals_change_nothing(self, office: Office, entry: dict[str, object], code: str) -> None:
        quota = await office.proposal(kind="excellent_quota", unit_code="T01")
        answer = await decide(office.organisation, quota, **entry)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert await office.proposal(kind="excellent_quota", unit_code="T01") == quota

    async def test_accepted(self, office: Office) -> None:
        decided = await office.accept(await office.proposal(kind="bonus_withheld"))
        assert (decided["state"], decided["decided"]) == ("accepted", decided["content"])
        assert decided["decision"]["reason"] == "会议研究同意"
        assert decided["decision"]["decided_by_name"] == "finance_office"

    async def test_changed(self, office: Office) -> None:
        bonus = await office.proposal(kind="unit_bonus")
        decided = await office.accept(bonus, outcome="changed", change={"amount": "100000.50"})
        assert decided["content"]["amount"] == "135000"
        assert decided["decided"]["amount"] == "100000.50"

    async def test_declined_needs_no_document(self, office: Office) -> None:
        suggestion = await office.proposal(kind="promotion_suggestion", cadre_code="T01-V09")
        decided = await office.accept(suggestion, outcome="declined", decision_number=None)
        assert (decided["state"], decided["decided"]) == ("declined", None)

    async def test_once(self, office: Office) -> None:
        steps = await office.proposal(kind="accountability_step")
        await office.accept(steps)
        again = await decide(office.discipline, steps, outcome="declined")
        assert (again.status_code, again.json()["code"]) == (409, "proposal_not_open")

    async def test_a_decision_cannot_change_by_sql(self, office: Office, owner_url: str) -> None:
        await office.accept(await office.proposal(kind="head_grade", unit_code="T01"))
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "UPDATE personnel.proposal SET state = 'proposed' WHERE state = 'accepted'",
                "UPDATE personnel.proposal SET decided = '{}' WHERE state = 'accepted'",
                "UPDATE personnel.proposal SET content = '{}' WHERE state = 'proposed'",
                "DELETE FROM personnel.proposal",
                "UPDATE personnel.decision SET reason = 'another'",
                "DELETE FROM personnel.decision",
                "UPDATE personnel.final_result SET digest = 'another'",
                "UPDATE personnel.final_line SET rank = 1",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement)
        finally:
            await connection.close()


class TestBatch:
    async def test_all_or_nothing(self, office: Office) -> None:
        open_ones = await office.proposals(kind="excellent_quota", state="proposed", year=2040)
        rows = [
            {"proposal_id": p["id"], "outcome": "accepted", "reason": "同意", "decision_number": "文1"}
            for p in open_ones
        ]
        bad = [*rows, {**rows[0], "proposal_id": str(uuid4())}]
        answer = await office.organisation.post(f"{PROPOSALS}:decide-batch", json={"items": bad})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == f"/items/{len(rows)}"
        assert len(await office.proposals(kind="excellent_quota", state="proposed", year=2040)) == len(rows)
        done = (await office.organisation.post(f"{PROPOSALS}:decide-batch", json={"items": rows})).json()
        assert (done["written"], done["refused"]) == (len(rows), 0)
        quotas = (await office.organisation.get(f"{API}/quotas", params={"year": 2040})).json()["items"]
        assert [q["granted"] for q in quotas] == [q["proposed"] for q in quotas]

    async def test_the_wrong_office_row_by_row(self, office: Office) -> None:
        [bonus] = await office.proposals(kind="unit_bonus", year=2040)
        row = {"proposal_id": bonus["id"], "outcome": "declined", "reason": "不同意"}
        body = {"items": [row], "all_or_nothing": False}
        answer = await office.organisation.post(f"{PROPOSALS}:decide-batch", json=body)
        assert answer.json()["items"][0]["errors"][0]["code"] == "refused_by_policy"


@pytest_asyncio.fixture(scope="module")
async def reviewed(office: Office) -> None:
    """The result of 2045 was reviewed: T04 rises, T03 is lagging now."""
    await office.issue_rules(2045)
    await office.finalise(township_result(year=2045))
    await office.accept(await office.proposal(kind="excellent_quota", unit_code="T01", year=2045))
    await office.accept(await office.proposal(kind="accountability_step", unit_code="T04", year=2045))
    tiers = {"T01": "advanced", "T03": "lagging"}
    lines = [line(u, r, 4, tier=tiers.get(u, "standard")) for r, u in enumerate(("T01", "T02", "T04", "T03"), 1)]
    await office.finalise(final("township-1", lines, year=2045, version=2))


@pytest.mark.usefixtures("reviewed")
class TestNewVersion:
    async def test_undecided_ones_are_superseded(self, office: Office) -> None:
        old = [p for p in await office.proposals(year=2045) if p["evidence"]["version"] == 1]
        assert {p["state"] for p in old} == {"superseded", "accepted"}
        answer = await decide(office.organisation, next(p for p in old if p["kind"] == "head_grade"))
        assert answer.json()["code"] == "proposal_not_open"

    async def test_decided_ones_ask_for_a_review(self, office: Office) -> None:
        flagged = await office.proposals(year=2045, review_state="needed", kind="accountability_step")
        assert [p["unit_code"] for p in flagged] == ["T04"]

    async def test_the_new_version_proposes_anew(self, office: Office) -> None:
        steps = await office.proposal(year=2045, kind="accountability_step", state="proposed")
        assert (steps["unit_code"], steps["evidence"]["version"]) == ("T03", 2)

    async def test_a_new_decision_replaces_the_old_one(self, office: Office) -> None:
        await office.accept(
            await office.proposal(kind="excellent_quota", unit_code="T01", year=2045, state="proposed"),
            outcome="changed",
            change={"places": 2},
        )
        old = await office.proposals(kind="excellent_quota", unit_code="T01", year=2045)
        assert [p["review_state"] for p in old] == ["replaced", "none"]
        [quota] = (await office.organisation.get(f"{API}/quotas", params={"year": 2045, "unit_code": "T01"})).json()[
            "items"
        ]
        assert quota["granted"] == 2

    async def test_a_review_withdraws_what_followed(self, office: Office) -> None:
        flagged = await office.proposal(year=2045, review_state="needed", kind="accountability_step")
        review = {"outcome": "withdrawn", "reason": "复核后不再落后"}
        address = f"{PROPOSALS}/{flagged['id']}:review"
        assert (await office.organisation.post(address, json=review)).status_code == 403
        done = await office.discipline.post(address, json=review)
        assert (done.status_code, done.json()["review_state"]) == (200, "withdrawn")
        cases = (await office.discipline.get(f"{API}/accountability-cases", params={"year": 2045})).json()["items"]
        assert [(case["unit_code"], case["state"]) for case in cases] == [("T04", "withdrawn")]
        again = await office.discipline.post(address, json=review)
        assert (again.status_code, again.json()["code"]) == (409, "no_review_needed")

    async def test_an_older_version_that_comes_late_changes_nothing(self, office: Office) -> None:
        before = await office.proposals(year=2045)
        await office.finalise(township_result(year=2045, version=1, digest="sha256:late"))
        assert await office.proposals(year=2045) == before
