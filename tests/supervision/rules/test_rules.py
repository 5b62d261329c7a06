from uuid import uuid4

import pytest

from hengjian.audit.recording import Actor
from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.supervision.rules.template import TEMPLATE
from hengjian.supervision.seed import install_reference_data
from tests.supervision.support import API, Office, good, refused
from tests.support.clock import YEAR
from tests.support.people import People

RULES = f"{API}/deduction-rules"


def rule(code: str, **changes: object) -> dict[str, object]:
    return {
        "year": 2031,
        "code": code,
        "title": "迟到",
        "title_en": "Late",
        "category": "meetings",
        "points": "0.5",
        "unit_kinds": ["township"],
        "basis": "第1条",
        "valid_from": "2031-01-01",
        **changes,
    }


RANGE = {"points": None, "points_min": "1", "points_max": "3", "points_step": "0.5"}


class TestList:
    async def test_every_role_of_the_county_reads_the_catalogue(self, people: People) -> None:
        page = await good(people.person(Role.CADRE, unit="T01", cadre="C1").get(RULES, params={"year": YEAR}))
        assert {row["code"] for row in page["items"]} == {row["code"] for row in TEMPLATE}

    async def test_a_machine_reads_it_by_its_scope(self, people: People) -> None:
        page = await good(people.machine(Permission.SUPERVISION_RULE_READ).get(RULES, params={"limit": 3}))
        assert len(page["items"]) == 3
        more = await good(people.machine(Permission.SUPERVISION_RULE_READ).get(page["next"]))
        assert {row["id"] for row in page["items"]} & {row["id"] for row in more["items"]} == set()

    async def test_is_searched_by_title_code_and_category(self, office: Office) -> None:
        async def found(**query: str) -> set[str]:
            page = await good(office.supervision.get(RULES, params={"year": YEAR, **query}))
            return {row["code"] for row in page["items"]}

        assert await found(search="无故缺席") == {"MTG-ABSENT"}
        assert await found(search="exp-") == {"EXP-CITY", "EXP-COUNTY", "EXP-PROVINCE"}
        assert await found(category="safety") == {"SAF-HAZARD"}


class TestGet:
    async def test_shows_one_with_its_version(self, office: Office) -> None:
        row = (await good(office.head.get(RULES, params={"search": "RPT-HOLLOW"})))["items"][0]
        answer = await office.head.get(f"{RULES}/{row['id']}")
        assert answer.json() == row
        assert answer.headers["etag"] == '"1"'
        assert (row["points"], row["points_min"], row["points_step"]) == (None, "1", "0.5")

    async def test_an_unknown_one_is_not_there(self, office: Office) -> None:
        assert await refused(office.head.get(f"{RULES}/{uuid4()}")) == (404, "not_found")


class TestBatch:
    async def test_creates_updates_and_leaves_alone(self, office: Office) -> None:
        async def enter(**changes: object) -> str:
            outcome = await good(office.supervision.post(f"{RULES}:batch", json={"items": [rule("A1", **changes)]}))
            return str(outcome["items"][0]["status"])

        assert await enter() == "created"
        assert await enter() == "unchanged"
        assert await enter(points="1") == "updated"
        assert await enter(**RANGE) == "updated"

    async def test_a_rule_that_was_used_cannot_change(self, office: Office) -> None:
        day = {"year": YEAR, "valid_from": f"{YEAR}-01-01"}
        items = [rule("USED", **day)]
        await good(office.supervision.post(f"{RULES}:batch", json={"items": items}))
        await office.recorded(rule_code="USED")
        again = await good(office.supervision.post(f"{RULES}:batch", json={"items": items}))
        assert again["items"][0]["status"] == "unchanged"
        answer = await office.supervision.post(f"{RULES}:batch", json={"items": [rule("USED", **day, points="5")]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "rule_in_use"
        row = (await good(office.head.get(RULES, params={"search": "USED"})))["items"][0]
        assert row["points"] == "0.5"

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"points": None}, "points_or_range"),
            ({**RANGE, "points": "1"}, "points_or_range"),
            ({**RANGE, "points_step": None}, "points_or_range"),
            ({**RANGE, "points_step": "0.7"}, "range_not_in_steps"),
            ({**RANGE, "points_max": "1"}, "range_not_in_steps"),
            ({**RANGE, "is_late_report": True}, "late_report_needs_points"),
            ({"factors": [{"factor": "2", "meaning": "再犯"}]}, "factors_incomplete"),
            ({"factors": [{"factor": "1", "meaning": ""}, {"factor": "1.0", "meaning": ""}]}, "factors_incomplete"),
            ({"repeat_factor": "2"}, "repeat_factor_unfit"),
            ({"repeat_factor": "1"}, "repeat_factor_unfit"),
            ({"overdue_rule_code": "BAD"}, "overdue_rule_needs_term"),
            ({"overdue_rule_code": "NOWHERE", "rectification_days": 5}, "overdue_rule_unfit"),
            ({**RANGE, "overdue_rule_code": "BAD", "rectification_days": 5}, "overdue_rule_unfit"),
            ({"rectification_days": 0}, "greater_than_equal"),
            ({"valid_from": "2030-12-31"}, "dates_outside_year"),
            ({"valid_to": "2030-12-31"}, "dates_outside_year"),
            ({"points": 0.5}, "not_a_number"),
            ({"points": "0"}, "greater_than"),
            ({"points": "0.00001"}, "decimal_max_places"),
            ({"unit_kinds": ["village"]}, "enum"),
            ({"fee": "1"}, "extra_forbidden"),
        ],
    )
    async def test_an_unsound_rule_is_refused(self, office: Office, changes: dict[str, object], code: str) -> None:
        answer = await office.supervision.post(f"{RULES}:batch", json={"items": [rule("BAD", **changes)]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == code
        assert answer.json()["errors"][0]["pointer"].startswith("/items/0")
        assert (await good(office.head.get(RULES, params={"search": "BAD"})))["items"] == []

    async def test_says_what_a_repeat_and_a_passed_term_bring(self, office: Office) -> None:
        factors = [{"factor": "1", "meaning": "一般"}, {"factor": "2", "meaning": "再犯"}]
        said = {"repeat_factor": "2", "rectification_days": 5, "overdue_rule_code": "LATER"}
        items = [rule("SITE", factors=factors, **said), rule("LATER")]
        await good(office.supervision.post(f"{RULES}:batch", json={"items": items}))
        row = (await good(office.head.get(RULES, params={"search": "SITE", "year": 2031})))["items"][0]
        assert {name: row[name] for name in said} == said
        again = rule("SITE2", rectification_days=3, overdue_rule_code="LATER")
        await good(office.supervision.post(f"{RULES}:batch", json={"items": [again]}))

    async def test_a_year_has_one_late_report_rule(self, office: Office) -> None:
        items = [rule("L1", is_late_report=True), rule("L2", is_late_report=True)]
        body = {"items": items, "all_or_nothing": False}
        outcome = await good(office.supervision.post(f"{RULES}:batch", json=body))
        assert [row["status"] for row in outcome["items"]] == ["created", "refused"]
        handed_over = {"items": [rule("L1"), rule("L2", is_late_report=True)]}
        outcome = await good(office.supervision.post(f"{RULES}:batch", json=handed_over))
        assert [row["status"] for row in outcome["items"]] == ["updated", "created"]


class TestAdoptTemplate:
    async def test_the_template_itself_is_sound(self, office: Office) -> None:
        """What an office adopts could be entered by the batch as it stands."""
        page = await good(office.head.get(RULES, params={"year": YEAR, "limit": 200}))
        items = [
            {name: value for name, value in row.items() if name not in {"id", "version", "updated_at"}}
            for row in page["items"]
            if row["code"] in {content["code"] for content in TEMPLATE}
        ]
        outcome = await good(office.supervision.post(f"{RULES}:batch", json={"items": items}))
        assert {row["status"] for row in outcome["items"]} == {"unchanged"}
        site = next(row for row in items if row["code"] == "ENV-SITE")
        assert (site["repeat_factor"], site["rectification_days"], site["overdue_rule_code"]) == ("2", 5, "ENV-UNFIXED")

    async def test_begins_a_year_and_keeps_what_is_there(self, office: Office) -> None:
        own = rule("RPT-LATE", year=2032, valid_from="2032-01-01", points="2", is_late_report=True)
        await good(office.supervision.post(f"{RULES}:batch", json={"items": [own]}))
        adopted = await good(office.supervision.post(f"{RULES}:adopt-template", json={"year": 2032}))
        assert adopted == {"year": 2032, "created": len(TEMPLATE) - 1, "kept": 1}
        again = await good(office.supervision.post(f"{RULES}:adopt-template", json={"year": 2032}))
        assert again == {"year": 2032, "created": 0, "kept": len(TEMPLATE)}
        page = await good(office.head.get(RULES, params={"year": 2032, "search": "RPT-LATE"}))
        assert page["items"][0]["points"] == "2"

    async def test_the_seed_can_be_installed_again(self, supervision: Service, office: Office) -> None:
        async with supervision.database.transaction(Actor("test", "test", "seed")) as session:
            await install_reference_data(session)
        adopted = await good(office.supervision.post(f"{RULES}:adopt-template", json={"year": 2033}))
        assert adopted["created"] == len(TEMPLATE)
