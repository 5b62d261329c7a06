"""January of the next year: vetoes and bonuses, decided by others than those who propose or claim."""

from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.county import Unit
from hengjian.simulation.planning import owner_units
from hengjian.simulation.story import YEAR, Story, together

_MATTERS = {
    "commendation": ("获省级表彰：平安建设", "获市级通报表扬：环境整治", "获市级先进：农村改革"),
    "innovation": ("首创便民服务一次办结", "创新基层治理网格做法"),
}


async def decide_vetoes(story: Story) -> None:
    """A strong unit loses its eligibility, one drops a tier where the county is large, one proposal is declined."""
    cast = story.cast
    with story.telling("年终：一票否决"):
        await story.move_clock(date(YEAR + 1, 1, 21))
        owner = cast.owner(owner_units(story.county)[0])
        proposals = await together(
            (cast["discipline"] if code == "integrity" else owner).post(
                "appraisal/vetoes",
                {"year": YEAR, "unit_code": unit.code, "veto_code": code, "grounds": grounds},
            )
            for unit, code, grounds, _ in _vetoes(story)
        )
        await together(
            cast["committee.chair"].post(f"appraisal/vetoes/{proposal['id']}:decide", _decision(number, outcome))
            for number, (proposal, (_, _, _, outcome)) in enumerate(zip(proposals, _vetoes(story), strict=True), 1)
        )


def _vetoes(story: Story) -> list[tuple[Unit, str, str, str]]:
    ranked = [sorted(story.county.units_of(c), key=lambda u: -story.strength(u.code)) for c in story.class_codes]
    best, declined = ranked[-1][0], ranked[0][0]
    vetoes = [
        (best, "safety", "辖区发生一起较大安全生产责任事故。", "decided"),
        (declined, "integrity", "群众反映数据不实。", "declined"),
    ]
    if len(ranked) > 2:
        vetoes.append((ranked[2][1], "petition", "群体性信访处置不力，造成影响。", "decided"))
    return vetoes


def _decision(number: int, outcome: str) -> Json:
    reason = "事实清楚，按办法执行。" if outcome == "decided" else "经核查，反映不属实。"
    return {"outcome": outcome, "document_number": f"澄考委〔{YEAR + 1}〕{number}号", "reason": reason}


async def judge_bonuses(story: Story) -> None:
    """Units claim; an owner of another unit verifies in full, reduces, or refuses."""
    cast = story.cast
    with story.telling("年终：加分申报与核定"):
        claimants = [u for u in story.county.units if story.chance("bonus", u.code).random() < 0.4]
        claimants = claimants or list(story.county.units[:3])
        claims = await together(
            cast.head(unit.code).post("appraisal/bonus-claims", _claim(story, unit)) for unit in claimants
        )
        owners = owner_units(story.county)
        await together(
            cast.owner(owners[0] if owners[0] != unit.code else owners[1]).post(
                f"appraisal/bonus-claims/{claim['id']}:judge", _judgement(number)
            )
            for number, (unit, claim) in enumerate(zip(claimants, claims, strict=True))
        )


def _claim(story: Story, unit: Unit) -> Json:
    chance = story.chance("bonus", unit.code, "claim")
    kind = chance.choice(sorted(_MATTERS))
    return {
        "year": YEAR,
        "unit_code": unit.code,
        "kind": kind,
        "matter": chance.choice(_MATTERS[kind]),
        "points": chance.choice(("1", "1.5", "2")),
        "evidence": "表彰文件和佐证材料见附件。",
    }


def _judgement(number: int) -> Json:
    if number % 3 == 0:
        return {"outcome": "verified", "reason": "材料齐全，予以认定。"}
    if number % 3 == 1:
        return {"outcome": "verified", "points": "0.5", "reason": "系市级以下，按低一档认定。"}
    return {"outcome": "refused", "reason": "不在加分范围内。"}
