"""Schemes: their states, what review refuses, and that an issued one cannot change."""

import copy
from typing import Any

import asyncpg
import httpx
import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.service import Service
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    Office,
    faults,
    good,
    refused,
    scheme,
)


def entry(code: str, *classes: str, **changes: Any) -> Any:
    return scheme(code, DAILY_SCHEME, DAILY_BINDING, *(classes or (f"class-of-{code}",))) | changes


def changed_binding(**changes: Any) -> dict[str, Any]:
    return {code: source for code, source in (DAILY_BINDING | changes).items() if source is not None}


class TestDrafting:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert await refused(anonymous.post(f"{API}/schemes", json=entry("a"))) == (401, "not_signed_in")

    async def test_wrong_role(self, office: Office) -> None:
        assert await refused(office.committee.post(f"{API}/schemes", json=entry("a"))) == (403, "not_permitted")

    async def test_a_draft_is_kept_as_written(self, office: Office) -> None:
        made = await good(office.author.post(f"{API}/schemes", json=entry("d1", coefficients={"T01": "1.05"})))
        assert (made["state"], made["edition"], made["author_name"]) == ("draft", 1, "考核办甲")
        assert made["document"] == DAILY_SCHEME
        assert made["coefficients"] == {"T01": "1.05"}
        listed = await good(office.head("T01").get(f"{API}/schemes?state=draft&limit=200"))
        assert made["id"] in {row["id"] for row in listed["items"]}

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"subject_kind": "village"}, "/subject_kind"),
            ({"coefficients": {"T01": 1.05}}, "/coefficients/T01"),
            ({"class_codes": []}, "/class_codes"),
            ({"binding": {"daily": {"source": "hearsay"}}}, "/binding/daily"),
            ({"remark": "x"}, "/remark"),
        ],
    )
    async def test_bad_input(self, office: Office, change: dict[str, Any], pointer: str) -> None:
        found = await faults(office.author.post(f"{API}/schemes", json=entry("bad") | change))
        assert {where for where, _ in found} == {pointer}

    async def test_a_change_needs_the_version_that_was_seen(self, office: Office) -> None:
        made = await good(office.author.post(f"{API}/schemes", json=entry("d2")))
        content = {key: made[key] for key in ("name", "class_codes", "document", "binding", "coefficients")}
        address = f"{API}/schemes/{made['id']}"
        assert (await refused(office.author.put(address, json=content)))[0] == 428
        seen = {"If-Match": f'"{made["version"]}"'}
        await good(office.author.put(address, json=content | {"name": "改"}, headers=seen))
        assert (await refused(office.author.put(address, json=content, headers=seen)))[0] == 412


class TestReview:
    async def review(self, office: Office, draft: Any) -> httpx.Response:
        made = await good(office.author.post(f"{API}/schemes", json=draft))
        return await office.reviewer.post(f"{API}/schemes/{made['id']}:review")

    async def found(self, office: Office, draft: Any) -> set[tuple[str, str]]:
        answer = await self.review(office, draft)
        assert (answer.status_code, answer.json()["code"]) == (422, "scheme_not_sound"), answer.text
        return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}

    async def test_not_found(self, office: Office) -> None:
        assert await refused(office.reviewer.post(f"{API}/schemes/{SOMETHING}:review")) == (404, "not_found")

    async def test_the_author_cannot_review(self, office: Office) -> None:
        made = await good(office.author.post(f"{API}/schemes", json=entry("r1")))
        call = office.author.post(f"{API}/schemes/{made['id']}:review")
        assert await refused(call) == (403, "refused_by_policy")
        seen = await good(office.author.get(f"{API}/schemes/{made['id']}"))
        [review] = [action for action in seen["actions"] if action["name"] == "review"]
        assert review["allowed"] is False
        assert review["reason"]

    async def test_faults_of_the_document_are_pointed_at(self, office: Office) -> None:
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][0]["points"] = "viele"
        assert ("/document/root/parts/0/points", "not_a_number") in await self.found(
            office, entry("r2", document=document)
        )

    async def test_every_item_is_bound(self, office: Office) -> None:
        draft = entry("r3", binding=changed_binding(revenue=None))
        assert await self.found(office, draft) == {("/binding/revenue", "unbound_item")}

    async def test_nothing_else_is_bound(self, office: Office) -> None:
        draft = entry("r4", binding=changed_binding(weather={"source": "manual", "owner": "organisation_department"}))
        assert await self.found(office, draft) == {("/binding/weather", "unknown_item")}

    async def test_a_catalogue_code_counts_once(self, office: Office) -> None:
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"].append({"code": "other", "points": "10", "rule": {"type": "deductions"}})
        for number, (one, other) in enumerate(((["*", "VISIT-1"], ["VISIT-1"]), (["*"], ["*"]))):
            binding = changed_binding(
                daily={"source": "deductions", "rule_codes": one}, other={"source": "deductions", "rule_codes": other}
            )
            draft = entry(f"r5-{number}", document=document, binding=binding)
            assert await self.found(office, draft) == {("/binding/other/rule_codes/0", "catalogue_code_bound_twice")}

    async def test_a_source_must_fit_its_rule(self, office: Office) -> None:
        draft = entry("r6", binding=changed_binding(revenue={"source": "ballot_round"}))
        assert await self.found(office, draft) == {("/binding/revenue/source", "source_does_not_fit")}

    async def test_an_indicator_cannot_feed_a_rule_over_events(self, office: Office) -> None:
        draft = entry("r7", binding=changed_binding(daily={"source": "indicator", "indicator_code": "REV"}))
        assert ("/binding/daily/source", "source_does_not_fit") in await self.found(office, draft)

    async def test_no_catalogue_code_may_be_lost(self, office: Office) -> None:
        draft = entry("r8", binding=changed_binding(daily={"source": "deductions", "rule_codes": ["VISIT-1"]}))
        assert {code for _, code in await self.found(office, draft)} == {"catalogue_code_unbound"}


class TestIssuing:
    async def test_the_states_follow_each_other(self, office: Office) -> None:
        made = await good(office.author.post(f"{API}/schemes", json=entry("i1")))
        address = f"{API}/schemes/{made['id']}"
        assert await refused(office.author.post(f"{address}:issue")) == (409, "wrong_state")
        approval = {"document_number": "县考〔2〕号"}
        assert await refused(office.committee.post(f"{address}:approve", json=approval)) == (409, "wrong_state")
        await good(office.reviewer.post(f"{address}:review"))
        assert await refused(office.author.post(f"{address}:approve", json=approval)) == (403, "not_permitted")
        await good(office.committee.post(f"{address}:approve", json=approval))
        issued = await good(office.author.post(f"{address}:issue"))
        assert (issued["state"], issued["document_number"]) == ("issued", "县考〔2〕号")
        assert issued["digest"].startswith("sha256:")
        content = {key: issued[key] for key in ("name", "class_codes", "document", "binding", "coefficients")}
        seen = {"If-Match": f'"{issued["version"]}"'}
        assert await refused(office.author.put(address, json=content, headers=seen)) == (409, "wrong_state")

    async def test_two_schemes_cannot_score_one_class(self, office: Office) -> None:
        await office.issued(entry("i2", "c2"))
        second = await office.approved(entry("i3", "c3", "c2"))
        assert await refused(office.author.post(f"{API}/schemes/{second}:issue")) == (409, "class_covered")

    async def test_an_amendment_takes_the_place_of_what_it_amends(self, office: Office) -> None:
        first = await office.issued(entry("i4"))
        before = await good(office.author.get(f"{API}/schemes/{first}"))
        content = {key: before[key] for key in ("name", "class_codes", "document", "binding", "coefficients")}
        content["document"] = {**DAILY_SCHEME, "rounding": {"places": 3}}
        draft = await good(office.author.post(f"{API}/schemes/{first}:amend", json=content | {"reason": "分值调整"}))
        assert (draft["edition"], draft["state"], draft["reason"]) == (2, "draft", "分值调整")
        await good(office.reviewer.post(f"{API}/schemes/{draft['id']}:review"))
        approval = {"document_number": "县考〔3〕号"}
        await good(office.committee.post(f"{API}/schemes/{draft['id']}:approve", json=approval))
        assert (await good(office.author.get(f"{API}/schemes/{first}")))["state"] == "issued"
        await good(office.author.post(f"{API}/schemes/{draft['id']}:issue"))
        after = await good(office.author.get(f"{API}/schemes/{first}"))
        assert (after["state"], after["digest"]) == ("amended", before["digest"])

    async def test_only_an_amendment_makes_another_edition(self, office: Office) -> None:
        await office.issued(entry("i5"))
        assert (await refused(office.author.post(f"{API}/schemes", json=entry("i5"))))[0] == 409


class TestFrozen:
    @pytest.mark.parametrize(
        "change",
        [
            "document = '{}'",
            "binding = '{}'",
            'coefficients = \'{"T01": "2"}\'',
            "class_codes = '{}'",
            "subject_kind = 'cadre'",
            "state = 'draft'",
        ],
    )
    @pytest.mark.parametrize("login", ["service", "owner"])
    async def test_an_issued_scheme_cannot_change_by_sql(
        self, office: Office, appraisal: Service, owner_url: str, login: str, change: str
    ) -> None:
        scheme_id = await self.an_issued_scheme(office)
        connection = await asyncpg.connect(appraisal.settings.database_url if login == "service" else owner_url)
        try:
            with pytest.raises(asyncpg.PostgresError):
                await connection.execute(f"UPDATE appraisal.scheme SET {change} WHERE id = $1", scheme_id)
            with pytest.raises(asyncpg.PostgresError):
                await connection.execute("DELETE FROM appraisal.scheme WHERE id = $1", scheme_id)
        finally:
            await connection.close()

    async def an_issued_scheme(self, office: Office) -> str:
        listed = await good(office.author.get(f"{API}/schemes?state=issued"))
        if listed["items"]:
            return str(listed["items"][0]["id"])
        return await office.issued(entry("frozen"))


class TestWhatIf:
    async def test_a_document_is_scored_and_not_kept(self, office: Office) -> None:
        rule = {"type": "deductions", "start": "100"}
        document = {
            "scheme": {"root": {"code": "daily", "rule": rule}},
            "subjects": [{"code": "T1", "class": "a", "facts": {"daily": {"events": [{"points": "0.5"}]}}}],
        }
        answer = await good(office.people.person(Role.CADRE, unit="T01").post(f"{API}/evaluations", json=document))
        assert answer["subjects"][0]["total"] == "99.50"

    async def test_a_fault_has_its_place(self, office: Office) -> None:
        document = {"scheme": {"root": {"code": "x", "rule": {"type": "?"}}}, "subjects": []}
        found = await faults(office.author.post(f"{API}/evaluations", json=document))
        assert ("/scheme/root/rule/type", "unknown_rule") in found
