"""A decision that is carried out: the posting in the directory under its number, and the outcome on record."""

from datetime import date

from hengjian.simulation.story import YEAR, Story

TAKES_EFFECT = date(YEAR + 1, 4, 1)


async def post(
    story: Story,
    cadre_code: str,
    post_name: str,
    decision_number: str,
    *,
    unit_code: str | None = None,
    post_group: str | None = None,
) -> None:
    """Let the cadre serve in another post; in the own unit and group where nothing else is said."""
    cadre = next(cadre for cadre in story.county.cadres if cadre.code == cadre_code)
    await story.cast["organisation"].post(
        f"directory/cadres/{cadre_code}:post",
        {
            "unit_code": unit_code or cadre.unit_code,
            "post_code": f"{cadre.post_code}-{TAKES_EFFECT.year}",
            "post_name": post_name,
            "post_group": post_group or cadre.post_group,
            "from_on": TAKES_EFFECT.isoformat(),
            "decision_number": decision_number,
        },
    )


async def record_outcome(story: Story, kind: str, decision_number: str, **origin: str) -> None:
    """``origin`` names the proposal or the nomination round, and the cadre where it is about several."""
    await story.cast["organisation.records"].post(
        "personnel/outcomes",
        {"kind": kind, "decision_number": decision_number, "decided_on": TAKES_EFFECT.isoformat(), **origin},
    )
