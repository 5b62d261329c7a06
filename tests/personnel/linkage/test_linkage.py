from typing import Any

import asyncpg
import httpx
import pytest

from hengjian.contracts.roles import Role
from tests.personnel.county import API, Office
from tests.support.people import People

RULES = f"{API}/linkage-rules"


class TestList:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(RULES)).status_code == 401

    async def test_a_unit_sees_none(self, people: People) -> None:
        assert (await people.person(Role.UNIT_HEAD, unit="T01").get(RULES)).status_code == 403

    async def test_by_year(self, office: Office) -> None:
        await office.issue_rules(2020)
        await office.issue_rules(2021)
        found = (await office.committee.get(RULES, params={"year": 2020})).json()["items"]
        assert [rules["year"] for rules in found] == [2020]


class TestWrite:
    async def test_wrong_role(self, office: Office) -> None:
        assert (await office.committee.put(f"{RULES}/2030", json={})).status_code == 403

    async def test_the_defaults_are_those_of_the_county(self, office: Office) -> None:
        rules = (await office.organisation.put(f"{RULES}/2030", json={})).json()
        quota = rules["document"]["excellent_quota"]
        assert (quota["advanced_adjustment"], quota["lagging_adjustment"]) == (1, -1)
        assert (quota["advanced_head"], quota["lagging_head"]) == ("in", "out")
        assert quota["principal_leaders_outside"] is True
        nomination = rules["document"]["nomination"]
        assert (nomination["least_excess"], nomination["most_excess"]) == (3, 5)
        assert [article["number"] for article in rules["articles"]] == [1, 2, 3, 4, 5, 6]
        other = (await office.board.get(f"{RULES}/2030")).json()
        assert [self.allowed(seen) for seen in (rules, other)] == [
            {"write": True, "issue": False},
            {"write": True, "issue": True},
        ], "whoever wrote them does not issue them"

    @staticmethod
    def allowed(rules: dict[str, Any]) -> dict[str, bool]:
        return {action["name"]: action["allowed"] for action in rules["actions"]}

    async def test_a_class_is_called_by_its_name(self, office: Office) -> None:
        document = {"excellent_quota": {"class_shares": [{"class_code": "township-1", "share": "0.18"}]}}
        rules = (await office.organisation.put(f"{RULES}/2039", json=document)).json()
        assert "一类乡镇为 18%" in rules["articles"][0]["zh"]

    async def test_writing_anew_needs_the_version(self, office: Office) -> None:
        first = await office.organisation.put(f"{RULES}/2031", json={})
        assert (await office.organisation.put(f"{RULES}/2031", json={})).status_code == 428
        stale = await office.organisation.put(f"{RULES}/2031", json={}, headers={"If-Match": '"7"'})
        assert stale.status_code == 412
        document = {"downward_transfer": {"share": "0.04"}}
        again = await office.organisation.put(
            f"{RULES}/2031", json=document, headers={"If-Match": first.headers["etag"]}
        )
        assert again.json()["document"]["downward_transfer"]["share"] == "0.04"

    @pytest.mark.parametrize(
        ("document", "pointer"),
        [
            ({"downward_transfer": {"share": 0.05}}, "/downward_transfer/share"),
            ({"downward_transfer": {"share": "1.5"}}, "/downward_transfer/share"),
            ({"bonus": {"surplus": "1"}}, "/bonus/surplus"),
            ({"nomination": {"least_excess": 5, "most_excess": 3}}, "/nomination/most_excess"),
            ({"excellent_quota": {"ceiling_share": "0.1"}}, "/excellent_quota/ceiling_share"),
            (
                {"accountability": {"ladder": [{"lagging_years": 2, "steps": ["circular"]}] * 2}},
                "/accountability/ladder",
            ),
        ],
    )
    async def test_bad_input_is_pointed_at(self, office: Office, document: dict[str, object], pointer: str) -> None:
        answer = await office.organisation.put(f"{RULES}/2032", json=document)
        assert answer.status_code == 422
        assert pointer in [error["pointer"] for error in answer.json()["errors"]]
        assert (await office.organisation.get(f"{RULES}/2032")).status_code == 404


class TestIssue:
    async def test_issued_rules_do_not_change(self, office: Office) -> None:
        await office.issue_rules(2033)
        rules = await office.committee.get(f"{RULES}/2033")
        assert rules.json()["issued_by_name"] == "organisation_department"
        headers = {"If-Match": rules.headers["etag"]}
        again = await office.organisation.put(f"{RULES}/2033", json={}, headers=headers)
        assert (again.status_code, again.json()["code"]) == (409, "linkage_rules_issued")
        twice = await office.organisation.post(f"{RULES}/2033:issue", json={"decision_number": "x"})
        assert (twice.status_code, twice.json()["code"]) == (409, "linkage_rules_issued")

    async def test_nor_by_sql(self, office: Office, owner_url: str) -> None:
        await office.issue_rules(2034)
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE personnel.linkage_rules SET document = '{}' WHERE year = 2034")
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("DELETE FROM personnel.linkage_rules WHERE year = 2034")
        finally:
            await connection.close()
