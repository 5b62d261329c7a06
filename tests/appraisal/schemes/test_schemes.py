"""Schemes: their states, what review refuses, and that an issued one cannot change."""

import asyncio
import copy
from typing import Any

import asyncpg
import httpx
import pytest

from hengjian.contracts.events import IndicatorChanged, IndicatorSnapshot
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    LEADER_SCHEME,
    SOMETHING,
    Office,
    faults,
    good,
    refused,
    scheme,
)
from tests.support.clock import YEAR

LEADER_BINDING = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": "organisation_department"}}


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
        for states, is_among in (("state=issued&state=draft", True), ("state=issued&state=reviewed", False)):
            listed = await good(office.head("T01").get(f"{API}/schemes?{states}&limit=200"))
            assert (made["id"] in {row["id"] for row in listed["items"]}) is is_among

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

    async def test_nor_whoever_changed_it(self, office: Office) -> None:
        made = await good(office.author.post(f"{API}/schemes", json=entry("r2b")))
        address, version = f"{API}/schemes/{made['id']}", {"If-Match": '"1"'}
        keys = ("name", "class_codes", "document", "binding", "coefficients", "full_score")
        content = {**{key: made[key] for key in keys}, "name": "改过的办法"}
        await good(office.reviewer.put(address, json=content, headers=version))
        assert await refused(office.reviewer.post(f"{address}:review")) == (403, "refused_by_policy")
        seen = await good(office.reviewer.get(address))
        [review] = [action for action in seen["actions"] if action["name"] == "review"]
        assert review["reason"] == "改动过这份草稿的人不能审核它。"

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

    async def test_single_scores_of_leaders_feed_no_rule(self, office: Office) -> None:
        """A rule that reads scores one by one would show them, and be tried with another way of dropping some."""
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][1].update(rule={"type": "panel"}, missing="zero")
        draft = entry("r6b", document=document, binding=changed_binding(revenue={"source": "evaluation_round"}))
        assert await self.found(office, draft) == {("/binding/revenue/source", "source_does_not_fit")}

    async def test_a_small_group_must_not_stop_its_class(self, office: Office) -> None:
        asked = changed_binding(revenue={"source": "evaluation_round"})
        stops = {("/document/root/parts/1/missing", "small_group_stops_class")}
        assert await self.found(office, entry("r8-unsaid", binding=asked)) == stops
        document = copy.deepcopy(DAILY_SCHEME)
        revenue = document["root"]["parts"][1]
        revenue["missing"] = "error"
        assert await self.found(office, entry("r8-error", document=document, binding=asked)) == stops
        votes = {"type": "ballot", "values": {"good": "80"}}
        counted = copy.deepcopy(DAILY_SCHEME)
        counted["root"]["parts"][1]["rule"] = votes
        by_votes = changed_binding(revenue={"source": "ballot_round"})
        assert await self.found(office, entry("r8-votes", document=counted, binding=by_votes)) == stops
        revenue["missing"] = "zero"
        answer = await self.review(office, entry("r8-zero", document=document, binding=asked))
        assert answer.status_code == 200, answer.text

    @pytest.mark.parametrize(
        ("source", "where"),
        [
            ({"source": "evaluation_round", "minimum": 2}, "minimum"),
            ({"source": "evaluation_round", "tiers": {"principal": "0"}}, "tiers/principal"),
            ({"source": "ballot_round", "minimum": 2}, "minimum"),
            ({"source": "sheet", "minimum": 3}, "minimum"),
        ],
    )
    async def test_no_scheme_goes_below_the_smallest_group(
        self, office: Office, source: dict[str, Any], where: str
    ) -> None:
        draft = entry("r9", binding=changed_binding(revenue=source))
        found = await faults(office.author.post(f"{API}/schemes", json=draft))
        assert [pointer for pointer, _ in found if pointer.endswith(where)], found

    async def test_tiers_are_not_trimmed(self, office: Office) -> None:
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][1]["missing"] = "zero"
        asked = {"source": "evaluation_round", "trim": 1, "tiers": {"principal": "60", "others": "40"}}
        draft = entry("r9-trim", document=document, binding=changed_binding(revenue=asked))
        assert await self.found(office, draft) == {("/binding/revenue/trim", "tiers_are_not_trimmed")}

    async def test_an_indicator_cannot_feed_a_rule_over_events(self, office: Office) -> None:
        draft = entry("r7", binding=changed_binding(daily={"source": "indicator", "indicator_code": "REV"}))
        assert ("/binding/daily/source", "source_does_not_fit") in await self.found(office, draft)

    async def test_no_catalogue_code_may_be_lost(self, office: Office) -> None:
        draft = entry("r8", binding=changed_binding(daily={"source": "deductions", "rule_codes": ["VISIT-1"]}))
        assert {code for _, code in await self.found(office, draft)} == {"catalogue_code_unbound"}

    @pytest.mark.parametrize(
        "source",
        [{"source": "indicator", "indicator_code": "REV"}, {"source": "plan_completion"}, {"source": "unit_result"}],
    )
    async def test_a_source_speaks_of_the_schemes_subjects(self, office: Office, source: dict[str, Any]) -> None:
        of_units = source["source"] == "unit_result"
        document = {"root": {"code": "only", "points": "100", "rule": {"type": "proportional"}}}
        kind = "unit" if of_units else "cadre"
        draft = scheme(f"r9-{source['source']}", document, {"only": source}, "x", subject_kind=kind)
        assert await self.found(office, draft) == {("/binding/only/source", "source_does_not_fit_subjects")}

    async def test_a_head_does_not_score_the_own_unit(self, office: Office) -> None:
        document = {"root": {"code": "only", "points": "100", "rule": {"type": "given"}}}
        draft = scheme("r10", document, {"only": {"source": "manual", "owner": "unit_head"}}, "x")
        assert await self.found(office, draft) == {("/binding/only/owner", "owner_scores_own_unit")}

    async def test_what_it_names_exists(self, office: Office) -> None:
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][1]["owner"] = "月球局"
        document["root"]["parts"][0]["owner"] = "D01镇"
        binding = changed_binding(revenue={"source": "indicator", "indicator_code": "LUNAR"})
        draft = entry("r11", document=document, binding=binding, coefficients={"T01": "1.05", "T88": "1.05"})
        assert await self.found(office, draft) == {
            ("/document/root/parts/1/owner", "unknown_owner"),
            ("/binding/revenue/indicator_code", "unknown_indicator"),
            ("/coefficients/T88", "unknown_subject"),
        }
        cadres = scheme(
            "r12", LEADER_SCHEME, LEADER_BINDING, "chief-township-1",
            subject_kind="cadre", coefficients={"T01-chief-1": "1.1", "T01": "1.1"},
        )  # fmt: skip
        assert await self.found(office, cadres) == {("/coefficients/T01", "unknown_subject")}

    async def test_an_indicators_owner_is_still_there(self, office: Office) -> None:
        orphan = IndicatorSnapshot(code="ORPHAN", name="无主", name_en="Orphan", owner_unit_code="D99")
        await office.hear(ServiceName.TARGETS, IndicatorChanged(year=YEAR, indicators=(orphan,)))
        draft = entry("r13", binding=changed_binding(revenue={"source": "indicator", "indicator_code": "ORPHAN"}))
        assert await self.found(office, draft) == {("/binding/revenue/indicator_code", "unknown_owner")}

    async def test_the_points_make_the_stated_total(self, office: Office) -> None:
        assert await self.found(office, entry("r14", full_score="120")) == {("/document/root", "total_differs")}
        answer = await self.review(office, entry("r15", full_score="100"))
        assert (answer.status_code, answer.json()["full_score"]) == (200, "100")

    async def test_what_is_unusual_is_said_with_the_review(self, office: Office) -> None:
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][0]["points"] = "15"
        document["root"]["parts"][2]["owner"] = "T01"
        answer = await self.review(office, entry("r16", "township-1", "moon", document=document))
        assert answer.status_code == 200, answer.text
        assert {(w["pointer"], w["code"]) for w in answer.json()["warnings"]} == {
            ("/document/root", "total_not_100"),
            ("/document/root/parts/0/owner", "item_without_owner"),
            ("/class_codes/1", "class_without_subjects"),
        }


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

    async def test_not_even_at_the_same_moment(self, office: Office) -> None:
        ids = [await office.approved(entry(f"race-{number}", "c-race", f"c-{number}")) for number in range(4)]
        answers = await asyncio.gather(*(office.author.post(f"{API}/schemes/{key}:issue") for key in ids))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        page = await good(office.author.get(f"{API}/schemes?state=issued&limit=200"))
        assert sum("c-race" in row["class_codes"] for row in page["items"]) == 1

    async def test_all_units_ordinary_cadres_are_one_units_too(self, office: Office) -> None:
        document = {"root": {"code": "only", "points": "100", "rule": {"type": "given"}}}
        binding = {"only": {"source": "manual", "owner": "unit_head"}}
        everybody = scheme("ordinary", document, binding, "ordinary:*", subject_kind="cadre")
        await office.issued(everybody)
        second = await office.approved(scheme("of-t03", document, binding, "T03", subject_kind="cadre"))
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
            "full_score = 1",
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
