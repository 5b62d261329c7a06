"""Schemes of cadres: leading ones by post group and kind of unit, ordinary ones inside their own unit."""

from collections.abc import Sequence

from hengjian.simulation.api import Json
from hengjian.simulation.story import YEAR

ORDINARY = "ordinary"
OWN_PART, BALLOT = "own_part", "ballot"
BALLOT_OPTIONS = ("excellent", "competent", "basic", "incompetent")

_GROUPS = {"chief": ("正职", 60, 20, 20), "deputy": ("副职", 50, 30, 20)}
_KINDS = {"township": "乡镇", "department": "部门"}
_VALUES = {"excellent": "100", "competent": "80", "basic": "60", "incompetent": "40"}
_CONDUCT = {
    "code": "conduct",
    "name": "本人被督查扣分",
    "rule": {"type": "deductions", "start": "0", "floor_at": "-5"},
}
_BOUND_CONDUCT = {"source": "deductions", "rule_codes": ["*"]}


def leading_code(group: str, kind: str) -> str:
    return f"leading-{group}-{kind}"


def leading_classes(group: str, unit_classes: Sequence[str]) -> list[str]:
    return [f"{group}-{code}" for code in unit_classes]


def _ballot(points: int) -> Json:
    rule = {"type": "ballot", "values": _VALUES, "scale": True}
    return {"code": BALLOT, "name": "民主测评", "points": str(points), "rule": rule, "missing": "full"}


def _scheme(code: str, name: str, class_codes: Sequence[str], parts: list[Json], binding: Json) -> Json:
    return {
        "year": YEAR,
        "code": code,
        "name": name,
        "subject_kind": "cadre",
        "class_codes": list(class_codes),
        "document": {
            "code": code,
            "title": name,
            "year": YEAR,
            "root": {"code": "total", "name": "总分", "combine": "sum", "parts": parts},
            "ranking": {"break_by": [OWN_PART, BALLOT]},
        },
        "binding": binding,
    }


def leading_scheme(group: str, kind: str, unit_classes: Sequence[str]) -> Json:
    """The unit's achievement against the best of its class, the person's own part, a ballot, and what is held against
    them."""
    title, unit_points, own_points, ballot_points = _GROUPS[group]
    unit = {"code": "unit", "name": "单位实绩", "points": str(unit_points), "rule": {"type": "proportional"}}
    own = {"code": OWN_PART, "name": "本人履职", "points": str(own_points), "rule": {"type": "given"}}
    return _scheme(
        leading_code(group, kind),
        f"{YEAR}年度{_KINDS[kind]}{title}领导干部考核办法",
        leading_classes(group, unit_classes),
        [unit, own, _ballot(ballot_points), dict(_CONDUCT)],
        {
            "unit": {"source": "unit_result"},
            OWN_PART: {"source": "manual", "owner": "organisation_department"},
            BALLOT: {"source": "ballot_round"},
            "conduct": _BOUND_CONDUCT,
        },
    )


def own_points(group: str) -> int:
    return _GROUPS[group][2]


ORDINARY_OWN_POINTS = 60


def ordinary_scheme() -> Json:
    """Ranked inside the own unit only: the head's judgement and the colleagues' ballot."""
    own = {"code": OWN_PART, "name": "平时工作", "points": str(ORDINARY_OWN_POINTS), "rule": {"type": "given"}}
    return _scheme(
        ORDINARY,
        f"{YEAR}年度一般干部考核办法",
        ["ordinary:*"],
        [own, _ballot(40), dict(_CONDUCT)],
        {
            OWN_PART: {"source": "manual", "owner": "unit_head"},
            BALLOT: {"source": "ballot_round"},
            "conduct": _BOUND_CONDUCT,
        },
    )
