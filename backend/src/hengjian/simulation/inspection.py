"""Every month: visits, deductions with their stations, objections, the bulletin."""

from collections.abc import Sequence
from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.ledger import INSPECTION_DAY, Finding, draw_findings
from hengjian.simulation.people import INSPECTORS
from hengjian.simulation.photographs import photographed, show_pictures, take_photos
from hengjian.simulation.places import seat_of
from hengjian.simulation.rectifying import ask_to_put_right, look_again, report_in_time, report_late
from hengjian.simulation.story import YEAR, Story, moment, together

JUDGING_DAY, PUBLISHING_DAY = 20, 26
_VISIT_KINDS = ("covert", "covert", "open", "follow_up")


async def draw_year(story: Story) -> list[Finding]:
    rules = await story.cast["supervision"].list_all("supervision/deduction-rules", year=YEAR)
    findings = draw_findings(story, sorted(rules, key=lambda rule: str(rule["code"])))
    await _declare_ties(story, findings)
    return findings


async def list_inspectors(story: Story) -> list[Json]:
    people = await story.cast["supervision"].list_all("directory/people", role="inspector")
    return [{"account_id": p["id"], "name": p["display_name"], "unit_code": p["unit_code"]} for p in people]


async def _declare_ties(story: Story, findings: Sequence[Finding]) -> None:
    """The first two inspectors stand aside from a unit where relatives of theirs serve; they find nothing there."""
    for number, inspector in enumerate(story.cast.team("inspector", INSPECTORS)[:2]):
        visited = {finding.unit.code for finding in findings if finding.inspector == number}
        unit = next((unit.code for unit in story.county.units[number:] if unit.code not in visited), None)
        if unit is not None:
            entry = {"unit_code": unit, "kind": "relative", "from_on": f"{YEAR}-01-01"}
            await inspector.post("directory/own-ties", entry)


async def inspect_month(story: Story, findings: Sequence[Finding], month: int) -> None:
    """From the visit to the bulletin: record, confirm, notify, object, judge, take effect, publish."""
    supervision = story.cast["supervision"]
    mine = [finding for finding in findings if finding.month == month]
    with story.telling(f"{month}月督查与扣分"):
        await story.move_clock(date(YEAR, month, INSPECTION_DAY))
        await _visit(story, mine)
        inspectors = story.cast.team("inspector", INSPECTORS)
        await together(
            inspectors[finding.inspector].post("supervision/deductions", _entry(story, finding)) for finding in mine
        )
        pictured = photographed(mine)
        deductions = [deduction_id(story, finding) for finding in pictured]
        await take_photos(story, pictured, deductions)
        await look_again(story, for_the_first_time=False)
        await _settle_records(story)
        await ask_to_put_right(story, month)
        await story.move_clock(date(YEAR, month, INSPECTION_DAY + 1))
        await _object(story, mine)
        await report_in_time(story)
        await story.move_clock(date(YEAR, month, JUDGING_DAY))
        await _judge(story, mine)
        await look_again(story, for_the_first_time=True)
        await story.move_clock(date(YEAR, month, PUBLISHING_DAY))
        await report_late(story)
        effective = await supervision.list_all(
            "supervision/deductions", year=YEAR, state="effective", published="false"
        )
        await show_pictures(story, pictured, {row["id"] for row in effective}, deductions)
        if effective:
            await supervision.post("supervision/deductions:publish-batch", {"ids": [row["id"] for row in effective]})


def deduction_id(story: Story, finding: Finding) -> str:
    return story.id("deduction", finding.key)


def _visit_id(story: Story, finding: Finding) -> str:
    return story.id("visit", finding.key)


async def _visit(story: Story, findings: Sequence[Finding]) -> None:
    inspectors = story.cast.team("inspector", INSPECTORS)
    await together(
        inspectors[finding.inspector].post(
            "supervision/visits",
            {
                "id": _visit_id(story, finding),
                "kind": story.chance("visit", finding.key).choice(_VISIT_KINDS),
                "unit_code": finding.unit.code,
                "visited_at": moment(finding.day, 9, 30),
                "place": finding.place,
                "findings": f"现场查看，发现：{finding.rule['title']}。",
            },
        )
        for finding in findings
        if finding.is_on_site
    )


def _entry(story: Story, finding: Finding) -> Json:
    ranged = {} if finding.points is None else {"points": finding.points, "points_reason": "按情节轻重，在幅度内认定"}
    return {
        "id": deduction_id(story, finding),
        "visit_id": _visit_id(story, finding) if finding.is_on_site else None,
        "unit_code": finding.unit.code,
        "cadre_codes": list(finding.cadre_codes),
        "rule_code": finding.rule["code"],
        "count": finding.count,
        "factor": finding.factor,
        "occurred_at": moment(finding.day, 10),
        "place": finding.place,
        "description": f"{finding.place}：{finding.rule['title']}",
        "position": _position(story, finding) if finding.is_on_site else None,
        **ranged,
    }


def _position(story: Story, finding: Finding) -> Json:
    """Where the inspector's phone was: within a few hundred metres of the unit's seat, mostly well measured."""
    chance, seat = story.chance("position", finding.key), seat_of(finding.unit.code)
    near = {name: f"{float(degrees) + chance.uniform(-0.003, 0.003):.5f}" for name, degrees in seat.items()}
    return {**near, "accuracy_m": f"{chance.lognormvariate(3, 0.7):.1f}"}


async def _settle_records(story: Story) -> None:
    """The supervision office confirms what inspectors and system have put forward, sends a few back, and serves
    notice."""
    supervision = story.cast["supervision"]
    recorded = await supervision.list_all("supervision/deductions", year=YEAR, state="recorded")
    confirmed = [row["id"] for row in recorded if not _is_sent_back(story, row)]
    await together(
        supervision.post(f"supervision/deductions/{row['id']}:return", {"reason": "证据不足，不予认定"})
        for row in recorded
        if _is_sent_back(story, row)
    )
    if confirmed:
        await supervision.post("supervision/deductions:confirm-batch", {"ids": confirmed})
        await supervision.post("supervision/deductions:notify-batch", {"ids": confirmed})


def _is_sent_back(story: Story, row: Json) -> bool:
    """Two in a hundred records lack proof; a late report is beyond doubt."""
    chance = story.chance("sent-back", row["unit_code"], row["occurred_at"])
    return row["rule_code"] != "RPT-LATE" and chance.random() < 0.02


async def _object(story: Story, findings: Sequence[Finding]) -> None:
    notified = await _in_state(story, "notified")
    objecting = [f for f in findings if f.objection and deduction_id(story, f) in notified]
    story.objections.update(deduction_id(story, finding) for finding in objecting)
    await together(
        story.cast.head(finding.unit.code).post(
            f"supervision/deductions/{deduction_id(story, finding)}:object",
            {"grounds": "经核查，情况与认定有出入，请予复核。"},
        )
        for finding in objecting
    )


async def _judge(story: Story, findings: Sequence[Finding]) -> None:
    judgements = {
        "rejected": {"outcome": "rejected", "reason": "申辩理由不成立，维持原认定。"},
        "partly_accepted": {"outcome": "partly_accepted", "reason": "经核实，其中一项不予认定。", "count": 1},
        "accepted": {"outcome": "accepted", "reason": "经核实，责任不在该单位，撤销扣分。"},
    }
    objected = await _in_state(story, "objected")
    await together(
        story.cast["discipline"].post(
            f"supervision/deductions/{deduction_id(story, finding)}:judge", judgements[finding.objection]
        )
        for finding in findings
        if finding.objection and deduction_id(story, finding) in objected
    )


async def _in_state(story: Story, state: str) -> set[str]:
    rows = await story.cast["supervision"].list_all("supervision/deductions", year=YEAR, state=state)
    return {row["id"] for row in rows}
