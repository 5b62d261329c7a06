"""January: the catalogue of deductions, the schemes, and the rules on what results are used for; then the year
begins."""

from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.county import TRANSFER_SHARE
from hengjian.simulation.schemes.cadres import leading_scheme, ordinary_scheme
from hengjian.simulation.schemes.units import unit_scheme
from hengjian.simulation.story import YEAR, Story, together

HARD_UNITS_IN_EACH_CLASS = 2


async def issue_schemes(story: Story) -> None:
    """Drafted by one, reviewed by another, approved by the committee, issued by the office."""
    cast = story.cast
    with story.telling("扣分目录与考核办法"):
        await story.move_clock(date(YEAR, 1, 20))
        await cast["supervision"].post("supervision/deduction-rules:adopt-template", {"year": YEAR})
        drafts = await together(cast["office.author"].post("appraisal/schemes", scheme) for scheme in _schemes(story))
        ids = [draft["id"] for draft in drafts]
        await together(cast["office.reviewer"].post(f"appraisal/schemes/{key}:review") for key in ids)
        await story.move_clock(date(YEAR, 1, 22))
        await together(
            cast["committee.chair"].post(
                f"appraisal/schemes/{key}:approve", {"document_number": f"澄考委〔{YEAR}〕{number}号"}
            )
            for number, key in enumerate(ids, 1)
        )
        for key in ids:
            await cast["office.author"].post(f"appraisal/schemes/{key}:issue")
    with story.telling("结果运用办法；年度考核启动"):
        organisation = cast["organisation"]
        await organisation.put(f"personnel/linkage-rules/{YEAR}", _linkage(story))
        number = {"decision_number": f"澄委〔{YEAR}〕12号"}
        await cast["organisation.decider"].post(f"personnel/linkage-rules/{YEAR}:issue", number)
        await story.move_clock(date(YEAR, 1, 26))
        await cast["office.author"].post(f"targets/years/{YEAR}:advance", {"to_phase": "running"})


def _schemes(story: Story) -> list[Json]:
    county = story.county
    schemes = []
    for class_code in story.class_codes:
        units = county.units_of(class_code)
        places = min(HARD_UNITS_IN_EACH_CLASS, len(units) // 2)
        hard = story.chance("hard", class_code).sample([unit.code for unit in units], places)
        schemes.append(unit_scheme(class_code, county, hard))
    for kind in story.kinds:
        classes = [code for code in story.class_codes if county.units_of(code)[0].kind == kind]
        schemes += [leading_scheme(group, kind, classes) for group in ("chief", "deputy")]
    return [*schemes, ordinary_scheme()]


def _linkage(story: Story) -> Json:
    """The county's own practice; the shares decide how many are suggested and how many are moved."""
    return {
        "downward_transfer": {"share": TRANSFER_SHARE},
        "nomination": {"suggest_top_share": story.scale.suggest_top_share},
    }
