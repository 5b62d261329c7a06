"""March: what the results are used for. The system has proposed; the offices decide, and what they decide is carried
out."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hengjian.simulation.api import Json
from hengjian.simulation.county import Cadre
from hengjian.simulation.postings import post, record_outcome
from hengjian.simulation.story import YEAR, Story, together

NEXT = YEAR + 1
DECIDERS = {
    "accountability_step": "discipline",
    "bonus_withheld": "finance",
    "downward_transfer": "organisation",
    "excellent_quota": "organisation",
    "head_grade": "organisation",
    "promotion_suggestion": "organisation",
    "unit_bonus": "finance",
}
_DOCUMENTS = {"organisation": "澄委组", "finance": "澄财", "discipline": "澄纪"}


async def decide_proposals(story: Story) -> list[Json]:
    """Each office decides what is its own: accepts, changes, declines, always with a reason."""
    with story.telling("结果运用：决定人事建议"):
        await story.move_clock(date(NEXT, 3, 15))
        proposals = await _list_proposals(story)
        changes = _choose_changes(story, proposals)
        declined = _choose_declined(proposals, changes)
        for office in sorted(_DOCUMENTS):
            rows = [
                _decision(p, office, changes.get(p["id"]), declined) for p in proposals if DECIDERS[p["kind"]] == office
            ]
            if rows:
                await _decide(story, office, rows)
        return await _list_proposals(story)


async def _decide(story: Story, office: str, rows: Sequence[Json]) -> None:
    """One of them on its own page, as whoever wants to read the evidence first; the others together."""
    first = {name: value for name, value in rows[0].items() if name != "proposal_id"}
    await story.cast[office].post(f"personnel/proposals/{rows[0]['proposal_id']}:decide", first)
    await story.cast[office].batch("personnel/proposals:decide-batch", list(rows[1:]))


async def _list_proposals(story: Story) -> list[Json]:
    rows = await story.cast["organisation"].list_all("personnel/proposals", year=YEAR)
    return sorted(rows, key=lambda p: (p["kind"], p["unit_code"], p["cadre_code"] or ""))


def _of_kind(proposals: Sequence[Json], kind: str) -> list[Json]:
    return [proposal for proposal in proposals if proposal["kind"] == kind]


def _choose_changes(story: Story, proposals: Sequence[Json]) -> Mapping[str, Json]:
    """A quota cut by one, a bonus rounded, a heavier step, and so many moves to important posts as the year needs."""
    changes: dict[str, Json] = {}
    quota = max(_of_kind(proposals, "excellent_quota"), key=lambda p: (p["content"]["places"], p["unit_code"]))
    changes[quota["id"]] = {"places": quota["content"]["places"] - 1}
    for bonus in _of_kind(proposals, "unit_bonus")[:1]:
        changes[bonus["id"]] = {"amount": str(int(Decimal(bonus["content"]["amount"])) // 10000 * 10000)}
    for step in _of_kind(proposals, "accountability_step")[:1]:
        changes[step["id"]] = {"steps": [*step["content"]["steps"], "reminder_talk"]}
    suggested = _of_kind(proposals, "promotion_suggestion")
    already = sum(p["content"]["destination"] == "important_post" for p in suggested)
    others = [p for p in suggested if p["content"]["destination"] != "important_post"]
    for proposal in others[: max(0, story.scale.important_posts_now - already)]:
        changes[proposal["id"]] = {"destination": "important_post"}
    return changes


def _choose_declined(proposals: Sequence[Json], changes: Mapping[str, Json]) -> frozenset[str]:
    """Whoever ties across a township's last places beyond their number, one suggestion, and one head's grade."""
    declined = set()
    places: dict[str, int] = {}
    for proposal in _of_kind(proposals, "downward_transfer"):
        unit_code = proposal["unit_code"]
        places[unit_code] = places.get(unit_code, 0) + 1
        if places[unit_code] > proposal["figures"]["last_places"]:
            declined.add(proposal["id"])
    promotions = [p for p in _of_kind(proposals, "promotion_suggestion") if p["id"] not in changes]
    declined |= {p["id"] for p in promotions[-1:] if p["content"]["destination"] == "promote_chief"}
    declined |= {p["id"] for p in _of_kind(proposals, "head_grade")[-1:]}
    return frozenset(declined)


def _decision(proposal: Json, office: str, change: Json | None, declined: frozenset[str]) -> Json:
    if proposal["id"] in declined:
        return {"proposal_id": proposal["id"], "outcome": "declined", "reason": "综合研判，本年度不作安排。"}
    row = {
        "proposal_id": proposal["id"],
        "outcome": "accepted",
        "reason": "依据充分，同意。",
        "decision_number": f"{_DOCUMENTS[office]}〔{NEXT}〕8号",
    }
    if change is not None:
        row |= {"outcome": "changed", "reason": "结合实际调整。", "change": change}
    return row


async def record_grades(story: Story) -> None:
    """Grades within each unit's quota: the best by their year's work, principal leaders as decided."""
    with story.telling("结果运用：确定年度等次"):
        quotas = await story.cast["organisation"].list_all("personnel/quotas", year=YEAR)
        await together(
            story.cast["organisation"].post(
                "personnel/grades:batch",
                {"year": YEAR, "unit_code": quota["unit_code"], "rows": _grades(story, quota)},
            )
            for quota in quotas
        )


def _grades(story: Story, quota: Json) -> list[Json]:
    heads = {head["cadre_code"]: head for head in quota["heads"] if head["state"] in {"accepted", "changed"}}
    cadres = sorted(story.county.cadres_of(quota["unit_code"]), key=lambda c: -story.strength(c.code))
    others = [cadre.code for cadre in cadres if not cadre.is_principal]
    excellent = {*others[: quota["granted"]], *(code for code, head in heads.items() if head["head"] == "in")}
    weakest = {others[-1]} if quota["tier"] == "lagging" else set()
    return [{"cadre_code": c.code, "grade": _grade(c, excellent, weakest)} for c in cadres]


def _grade(cadre: Cadre, excellent: set[str], weakest: set[str]) -> str:
    if cadre.code in excellent:
        return "excellent"
    return "basically_competent" if cadre.code in weakest else "competent"


async def move_to_important_posts(story: Story, proposals: Sequence[Json]) -> None:
    with story.telling("结果运用：转任重要岗位"):
        await story.move_clock(date(NEXT, 4, 1))
        chosen = [
            proposal
            for proposal in _of_kind(proposals, "promotion_suggestion")
            if proposal["decided"] and proposal["decided"]["destination"] == "important_post"
        ][: story.scale.important_posts_now]
        await together(_move_to_important_post(story, proposal) for proposal in chosen)


async def _move_to_important_post(story: Story, proposal: Json) -> None:
    number = proposal["decision"]["decision_number"]
    await post(story, proposal["cadre_code"], "重要岗位（转任）", number)
    await record_outcome(story, "to_important_post", number, proposal_id=proposal["id"])


async def transfer_downward(story: Story) -> None:
    """Each of the last places to a township of a weaker class, entered in the directory under the decision."""
    organisation = story.cast["organisation"]
    with story.telling("结果运用：跨乡镇向下交流"):
        rows = await organisation.list_all("personnel/transfers", year=YEAR, state="decided")
        transfers = sorted(rows, key=lambda row: str(row["cadre_code"]))
        destinations = {t["id"]: _destination(story, t["from_unit_code"], t["cadre_code"]) for t in transfers}
        await _assign(
            story,
            [
                {"transfer_id": key, "to_unit_code": unit_code, "reason": "充实基层一线力量"}
                for key, unit_code in destinations.items()
            ],
        )
        await together(_carry_out(story, transfer, destinations[transfer["id"]]) for transfer in transfers)


async def _assign(story: Story, rows: Sequence[Json]) -> None:
    """As with the proposals: one alone, the others together."""
    organisation = story.cast["organisation"]
    for row in rows[:1]:
        entry = {"to_unit_code": row["to_unit_code"], "reason": row["reason"]}
        await organisation.post(f"personnel/transfers/{row['transfer_id']}:assign", entry)
    await organisation.batch("personnel/transfers:assign-batch", list(rows[1:]))


def _destination(story: Story, from_unit_code: str, cadre_code: str) -> str:
    """The township next in the county's order but from the last class on: smaller and farther away."""
    townships = sorted(story.county.units_of_kind("township"), key=lambda u: (u.class_code, u.code), reverse=True)
    half = [unit.code for unit in townships if unit.code != from_unit_code][: max(2, len(townships) // 2)]
    return str(story.chance("destination", cadre_code).choice(half))


async def _carry_out(story: Story, transfer: Json, to_unit_code: str) -> None:
    number = transfer["decision_number"]
    await post(story, transfer["cadre_code"], "一般干部（交流）", number, unit_code=to_unit_code)
    await record_outcome(story, "transferred_down", number, proposal_id=transfer["proposal_id"])
