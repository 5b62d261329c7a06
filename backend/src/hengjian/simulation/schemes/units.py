"""Schemes of the seven classes of units: daily, year-end and review, weighted class by class."""

from collections.abc import Mapping, Sequence

from hengjian.simulation.api import Json
from hengjian.simulation.county import CLASSES, County
from hengjian.simulation.planning import owner_of
from hengjian.simulation.schemes.indicators import BY_KIND, SITE_POINTS, points_in
from hengjian.simulation.story import YEAR

WEIGHTS: Mapping[str, tuple[int, int, int, int]] = {
    "township-1": (60, 20, 10, 10),
    "township-2": (55, 25, 10, 10),
    "township-3": (55, 20, 10, 15),
    "department-1": (50, 20, 20, 10),
    "department-2": (60, 15, 15, 10),
    "department-3": (50, 15, 10, 25),
    "department-4": (50, 20, 15, 15),
}
"""Year-end, daily, leaders, society."""

SITE, LEADERS, SOCIETY = "site", "leaders", "society"
REPORT_CODES = ("RPT-LATE", "RPT-HOLLOW")
BONUS_KINDS = {"commendation": "3", "innovation": "2"}
BALLOT_OPTIONS = ("satisfied", "basically", "dissatisfied", "dont_know")
VETOES = (
    {"code": "safety", "name": "安全生产责任事故", "effect": "bar_advanced"},
    {"code": "petition", "name": "群体性信访处置不力", "effect": "drop_tier"},
    {"code": "integrity", "name": "弄虚作假", "effect": "force_lagging"},
)


def scheme_code(class_code: str) -> str:
    return f"unit-{class_code}"


def unit_scheme(class_code: str, county: County, hard: Sequence[str]) -> Json:
    """``hard`` are units with a difficulty coefficient."""
    kind = CLASSES[class_code][1]
    year_end, daily, leaders, society = (str(weight) for weight in WEIGHTS[class_code])
    name = f"{YEAR}年度{CLASSES[class_code][0]}考核办法"
    composite = {
        "code": "composite",
        "name": "综合得分",
        "combine": "weighted",
        "parts": [
            _year_end(class_code, county, kind, year_end),
            _daily(daily),
            {
                "code": LEADERS,
                "name": "领导评鉴",
                "weight": leaders,
                "points": "100",
                "rule": {"type": "proportional"},
                "missing": "exclude",
            },
            {
                "code": SOCIETY,
                "name": "社会评议",
                "weight": society,
                "rule": _society(class_code),
                "missing": "exclude",
            },
        ],
    }
    bonus = {
        "code": "bonus",
        "name": "加分",
        "rule": {
            "type": "bonuses",
            "at_most": "3",
            "kinds": {kind: {"at_most": most} for kind, most in BONUS_KINDS.items()},
        },
    }
    document = {
        "code": scheme_code(class_code),
        "title": name,
        "year": YEAR,
        "root": {"code": "total", "name": "总分", "combine": "sum", "parts": [composite, bonus]},
        "ranking": {"break_by": ["year_end", "daily"]},
        "tiers": [
            {"tier": "advanced", "top": {"share": "0.25"}, "at_least": "80"},
            {"tier": "lagging", "bottom": {"share": "0.1"}},
        ],
        "vetoes": list(VETOES),
    }
    return {
        "year": YEAR,
        "code": scheme_code(class_code),
        "name": name,
        "subject_kind": "unit",
        "class_codes": [class_code],
        "document": document,
        "binding": _binding(kind),
        "coefficients": dict.fromkeys(hard, "1.05"),
    }


def _year_end(class_code: str, county: County, kind: str, weight: str) -> Json:
    names = {unit.code: unit.name for unit in county.units}
    items: list[Json] = [
        {
            "code": indicator.code,
            "name": indicator.name,
            "points": str(points_in(class_code, indicator)),
            "rule": dict(indicator.rule),
            "owner": names[owner_of(county, indicator)],
            **indicator.options,
        }
        for indicator in BY_KIND[kind]
    ]
    site = {"code": SITE, "name": "实地考核", "points": str(SITE_POINTS), "rule": {"type": "panel"}}
    return {"code": "year_end", "name": "年终考评", "combine": "sum", "weight": weight, "parts": [*items, site]}


def _daily(weight: str) -> Json:
    conduct = {"code": "conduct", "name": "明察暗访和督查督办", "points": "75", "rule": {"type": "deductions"}}
    reports = {"code": "reporting", "name": "报告报送", "points": "25", "rule": {"type": "deductions"}}
    return {"code": "daily", "name": "日常考核", "combine": "sum", "weight": weight, "parts": [conduct, reports]}


def _society(class_code: str) -> Json:
    """Most classes by the value of each vote; the party organs by bands on the share of the satisfied."""
    if class_code != "department-1":
        values = {"satisfied": "100", "basically": "70", "dissatisfied": "30"}
        return {"type": "ballot", "values": values, "invalid": ["dont_know"]}
    lines = (("90", "100"), ("80", "95"), ("70", "90"), ("60", "85"))
    bands: list[Json] = [{"from": line, "points": points} for line, points in lines]
    return {
        "type": "vote_share",
        "share_of": ["satisfied"],
        "invalid": ["dont_know"],
        "options": list(BALLOT_OPTIONS),
        "bands": [{"from": "100/3", "share_of": ["dissatisfied"], "points": "60"}, *bands, {"points": "75"}],
    }


def _binding(kind: str) -> Json:
    return {
        **{i.code: {"source": "indicator", "indicator_code": i.code} for i in BY_KIND[kind]},
        SITE: {"source": "sheet"},
        "conduct": {"source": "deductions", "rule_codes": ["*"]},
        "reporting": {"source": "deductions", "rule_codes": list(REPORT_CODES)},
        LEADERS: {"source": "evaluation_round", "trim": 1},
        SOCIETY: {"source": "ballot_round"},
        "bonus": {"source": "bonus_claims", "kinds": list(BONUS_KINDS)},
    }
