"""March: nomination rounds, from the suggested list to the appointment; slates of the wrong size are refused."""

from collections.abc import Sequence
from datetime import date

from hengjian.simulation.api import Json, RefusalError, YearInterruptedError
from hengjian.simulation.founding import CHIEF_VACANCIES
from hengjian.simulation.postings import post, record_outcome
from hengjian.simulation.story import YEAR, Story, together

NEXT = YEAR + 1
_BALLOTS = 80
_SLATE_EXCESS = 4


async def nominate_chiefs(story: Story) -> None:
    """Two vacancies: slates of four and of eight are refused, six stand."""
    with story.telling("结果运用：正职提名（差额推荐）"):
        await story.move_clock(date(NEXT, 3, 18))
        entry = {"post_code": "township-chief", "post_name": "乡镇正职", "post_group": "chief"}
        path, codes = await _recommend(story, entry, CHIEF_VACANCIES, story.scale.chief_slate_classes)
        for size in (CHIEF_VACANCIES + 2, CHIEF_VACANCIES + 6):
            await _expect_refusal(story, path, _padded(codes, size))
        await _appoint(story, path, codes, CHIEF_VACANCIES, ("promoted_chief", "乡镇正职", "chief"))


async def nominate_deputies(story: Story) -> None:
    """Ordinary cadres who stand first in their own units, for posts of deputies."""
    with story.telling("结果运用：副职提名（差额推荐）"):
        await story.move_clock(date(NEXT, 3, 22))
        entry = {"post_code": "township-deputy", "post_name": "乡镇副职", "post_group": "deputy"}
        vacancies = story.scale.deputy_vacancies
        path, codes = await _recommend(story, entry, vacancies, story.scale.deputy_source_units)
        await _appoint(story, path, codes, vacancies, ("promoted_deputy", "乡镇副职", "deputy"))


async def _recommend(story: Story, entry: Json, vacancies: int, classes: Sequence[str]) -> tuple[str, list[str]]:
    """Open the round, take the suggested list and its vote; whoever reached the line, best first."""
    organisation = story.cast["organisation"]
    asked = {"year": YEAR, "vacancies": vacancies, "source_class_codes": list(classes), **entry}
    opened = await organisation.post("personnel/nomination-rounds", asked)
    path = f"personnel/nomination-rounds/{opened['id']}"
    suggested = await organisation.post(f"{path}:suggest", {"reason": "按年度考核排名提出"})
    codes = sorted(c["cadre_code"] for c in suggested["candidates"] if not c["is_excluded"])
    votes = {code: 30 + round(45 * story.chance("recommend", code).random()) for code in codes}
    ranked = sorted(codes, key=lambda code: (-votes[code], code))
    rows = [{"cadre_code": code, "votes": votes[code]} for code in ranked]
    await organisation.post(f"{path}:recommend", {"ballots": _BALLOTS, "votes": rows})
    return path, ranked


def _padded(codes: Sequence[str], size: int) -> list[str]:
    return [codes[place % len(codes)] for place in range(size)]


async def _expect_refusal(story: Story, path: str, codes: list[str]) -> None:
    try:
        await story.cast["organisation"].post(f"{path}:slate", {"cadre_codes": codes, "reason": "差额人选"})
    except RefusalError as refusal:
        if refusal.code == "slate_size":
            return
        raise
    raise YearInterruptedError(f"{story.step}：{len(codes)} 人的差额名单本应被拒绝")


async def _appoint(story: Story, path: str, codes: list[str], vacancies: int, outcome: tuple[str, str, str]) -> None:
    """Slate, plenary vote, inspection, decision; then each appointment is carried out."""
    kind, post_name, post_group = outcome
    organisation = story.cast["organisation"]
    slate = codes[: vacancies + _SLATE_EXCESS]
    await organisation.post(f"{path}:slate", {"cadre_codes": slate, "reason": "按得票确定差额人选"})
    favoured = slate[: vacancies + 1]
    votes = [{"cadre_code": code, "votes": 60 if code in favoured else 25} for code in slate]
    await organisation.post(f"{path}:plenary", {"ballots": _BALLOTS, "votes": votes, "reason": "全委会推荐"})
    await organisation.post(f"{path}:inspect", {"cadre_codes": favoured, "reason": "确定为考察对象"})
    number = f"澄委干〔{NEXT}〕{20 + vacancies}号"
    appointed = favoured[:vacancies]
    decision = {"appointed": appointed, "decision_number": number, "reason": "经考察和常委会讨论决定"}
    decided = await story.cast["organisation.decider"].post(f"{path}:decide", decision)
    await together(post(story, code, post_name, number, post_group=post_group) for code in appointed)
    for code in appointed:
        await record_outcome(story, kind, number, nomination_round_id=decided["id"], cadre_code=code)
