"""How strictly who inspects: figures only where there are enough cases, and only for the office that evens them out."""

from typing import Any

from hengjian.contracts.roles import Role
from hengjian.supervision.strictness.service import LEAST_CASES
from tests.supervision.decisions.test_repeats import enter_rule, on
from tests.supervision.support import API, LAST, Office, entry, good, moment, refused
from tests.support.clock import YEAR
from tests.support.people import People, account_id


async def compared(office: Office) -> tuple[dict[str, Any], dict[str, Any]]:
    view = await good(office.supervision.get(f"{API}/strictness", params={"year": YEAR}))
    return {row["name"]: row for row in view["inspectors"]}, {row["class_code"]: row for row in view["classes"]}


async def test_few_cases_show_no_figure_and_enough_do(office: Office, people: People) -> None:
    inspector = people.person(Role.INSPECTOR, name="strict-1")
    before = (await compared(office))[1]["township-1"]

    async def take_effect(count: int, *, reduced: bool = False) -> None:
        deduction = (await good(inspector.post(f"{API}/deductions", json=entry(cadre_codes=[], count=count))))["id"]
        await office.step(deduction, "confirm", office.supervision)
        await office.step(deduction, "notify", office.supervision)
        await office.step(deduction, "object", office.head, grounds="会议通知未送达")
        outcome = {"outcome": "partly_accepted", "count": 1} if reduced else {"outcome": "rejected"}
        await office.step(deduction, "judge", office.discipline, reason="核实", **outcome)

    for _ in range(LEAST_CASES - 1):
        await take_effect(2)
    row = (await compared(office))[0]["strict-1"]
    assert (row["account_id"], row["records"], row["decided"]) == (account_id("strict-1"), 9, 9)
    assert (row["points_each"], row["upheld_percent"]) == (None, None)
    await take_effect(2, reduced=True)
    row = (await compared(office))[0]["strict-1"]
    assert (row["decided"], row["points_each"], row["upheld_percent"]) == (10, "1.90", "90.00")
    after = (await compared(office))[1]["township-1"]
    assert after["in_force"] - before["in_force"] == 10
    assert after["points_per_unit"] is not None


async def test_visits_count_without_a_record(office: Office, people: People) -> None:
    visitor = people.person(Role.INSPECTOR, name="visitor-1")
    body = {"kind": "open", "unit_code": "T02", "visited_at": moment(), "place": "镇政府", "findings": "无"}
    await good(visitor.post(f"{API}/visits", json={"id": account_id("visit"), **body}))
    row = (await compared(office))[0]["visitor-1"]
    assert (row["visits"], row["records"], row["points_each"]) == (1, 0, None)


async def test_what_a_repeat_adds_is_not_the_inspectors_strictness(office: Office, people: People) -> None:
    rule_code = "AGAIN-STRICT"
    await enter_rule(office, rule_code, repeat_factor="2")
    await office.effective(**on("01-05", rule_code))
    strict = people.person(Role.INSPECTOR, name=f"strict-{rule_code}")
    for day in range(LEAST_CASES):
        body = entry(**on(f"06-{day + 1:02d}", rule_code))
        await good(strict.post(f"{API}/deductions", json=body))
        for verb, who, content in (
            ("confirm", office.supervision, {}),
            ("notify", office.supervision, {}),
            ("object", office.head, {"grounds": "x"}),
            ("judge", office.discipline, {"outcome": "rejected", "reason": "x"}),
        ):
            await office.step(body["id"], verb, who, **content)
        assert (await office.read(body["id"]))["points"] == "1"
    view = await good(office.supervision.get(f"{API}/strictness", params={"year": LAST}))
    row = next(row for row in view["inspectors"] if row["name"] == f"strict-{rule_code}")
    assert row["points_each"] == "0.50"


async def test_nobody_else_reads_them(office: Office) -> None:
    for who in (office.inspector, office.discipline, office.auditor, office.head):
        assert await refused(who.get(f"{API}/strictness", params={"year": YEAR})) == (403, "not_permitted")
