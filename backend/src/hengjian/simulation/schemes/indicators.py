"""The indicator library of the demo county: a dozen for townships, a dozen for departments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Indicator:
    """``owner`` is the department that enters the values; ``amount`` targets grow with the unit and add up over the
    year.

    ``common`` is the target of a unit of middle size; a rate has the same target everywhere.
    """

    code: str
    name: str
    name_en: str
    measure: str
    owner: str
    common: int
    points: int
    rule: Rule
    amount: bool = True
    direction: str = "higher"
    places: int = 0
    options: Mapping[str, Any] = field(default_factory=dict)


_BY_BANDS: Rule = {
    "type": "bands",
    "of": "rate",
    "bands": [
        {"from": "100", "points": "8"},
        {"from": "95", "to": "100", "points": "7"},
        {"from": "85", "to": "95", "points": "5.5"},
        {"from": "70", "to": "85", "points": "3"},
        {"to": "70", "points": "0"},
    ],
}
_IN_STEPS: Rule = {"type": "step", "size": "5", "up": "0.5", "down": "0.5", "max_up": "1", "zero_at": "60"}
_BRACKETS: Rule = {
    "type": "brackets",
    "brackets": [{"width": "10", "per": "1/10"}, {"width": "10", "per": "1/20"}, {"per": "1/60"}],
}
_BY_RANGE: Rule = {"type": "range", "of": "rate", "low": "4", "high": "8"}
_TO_BEST: Rule = {"type": "relative_to_best", "of": "rate"}
_BY_RANK: Rule = {"type": "rank", "of": "rate", "award": "step", "step_percent": "3", "least": "3"}
_UNCAPPED: Rule = {"type": "proportional", "uncapped": True}
_LOWER: Rule = {"type": "proportional", "direction": "lower"}

TOWNSHIP = (
    Indicator("T-REV", "财政总收入", "Fiscal revenue", "万元", "县财政局", 4200, 10, _IN_STEPS),
    Indicator("T-INV", "固定资产投资", "Fixed investment", "万元", "县发展改革局", 18000, 8, {"type": "proportional"}),
    Indicator("T-IND", "规模以上工业产值", "Industrial output", "万元", "县经济信息局", 26000, 8, _BY_BANDS),
    Indicator("T-ATTR", "招商引资到位资金", "Investment attracted", "万元", "县商务局", 5200, 8, _UNCAPPED,
              options={"cap": "10", "times_coefficient": True}),
    Indicator("T-PROJ", "重点项目完成投资", "Investment in key projects", "万元", "县发展改革局", 7500, 8, _BRACKETS,
              options={"cap": "10"}),
    Indicator("T-FARM", "农村居民人均可支配收入", "Rural income a head", "元", "县农业农村局", 14800, 8, _BY_RANGE,
              amount=False),
    Indicator("T-LAND", "高标准农田建设", "Farmland improved", "亩", "县农业农村局", 640, 6, {"type": "proportional"}),
    Indicator("T-ENV", "环境整治检查合格率", "Villages passing the environment check", "%", "县生态环境局", 92, 8,
              _IN_STEPS, amount=False, places=1),
    Indicator("T-WATER", "出境断面水质达标率", "Water quality at the border", "%", "县水利局", 90, 6,
              {"type": "threshold", "of": "rate", "at": "100"}, amount=False, places=1),
    Indicator("T-SAFE", "安全隐患起数", "Safety hazards found", "起", "县应急管理局", 12, 6, _LOWER, amount=False,
              direction="lower"),
    Indicator("T-PETI", "信访事项按期办结率", "Petitions settled in time", "%", "县信访局", 95, 7, _TO_BEST,
              amount=False, places=1),
    Indicator("T-MED", "居民医保参保率", "Residents in health insurance", "%", "县医保局", 98, 7, _BY_RANK,
              amount=False, places=1),
)  # fmt: skip
DEPARTMENT = (
    Indicator("D-KEY", "重点工作任务", "Key tasks finished", "项", "县政府办", 24, 12, {"type": "proportional"}),
    Indicator("D-FUND", "争取上级资金", "Funds won from above", "万元", "县财政局", 2600, 8, _UNCAPPED,
              options={"cap": "10", "times_coefficient": True}),
    Indicator("D-BUDGET", "预算执行率", "Budget carried out", "%", "县财政局", 95, 8, _BY_BANDS, amount=False,
              places=1),
    Indicator("D-ONLINE", "网上办事率", "Matters handled online", "%", "县经济信息局", 85, 8, _BY_RANGE, amount=False,
              places=1),
    Indicator("D-TIME", "审批平均办结天数", "Days for an approval", "天", "县政府办", 6, 8, _LOWER, amount=False,
              direction="lower", places=1),
    Indicator("D-SAT", "服务对象满意率", "Satisfied with the service", "%", "县市场监管局", 90, 8, _IN_STEPS,
              amount=False, places=1),
    Indicator("D-PROP", "建议提案按期办复率", "Motions answered in time", "%", "县人大办", 96, 6,
              {"type": "threshold", "of": "rate", "at": "98"}, amount=False, places=1),
    Indicator("D-HAZ", "安全隐患整改率", "Hazards removed", "%", "县应急管理局", 97, 6,
              {"type": "threshold", "of": "rate", "at": "97"}, amount=False, places=1),
    Indicator("D-ENER", "单位面积能耗", "Energy use by floor space", "千克标煤", "县发展改革局", 14, 6, _LOWER,
              amount=False, direction="lower", places=1),
    Indicator("D-INFO", "信息采用数", "Reports taken up", "条", "县委办公室", 30, 7, _BY_RANK),
    Indicator("D-REF", "改革任务", "Reform tasks", "项", "县委办公室", 8, 7, _BRACKETS, options={"cap": "8"}),
    Indicator("D-ARCH", "档案规范率", "Records kept in order", "%", "县档案局", 96, 6, _TO_BEST, amount=False,
              places=1),
)  # fmt: skip

BY_KIND: Mapping[str, tuple[Indicator, ...]] = {"township": TOWNSHIP, "department": DEPARTMENT}
SITE_POINTS = 10
"""What the team's look at the place itself is worth; with the indicators' points 100."""

_EMPHASIS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "township-1": (("T-REV", "T-INV"), ("T-LAND", "T-WATER")),
    "township-2": (("T-LAND", "T-ATTR"), ("T-INV", "T-PETI")),
    "township-3": (("T-WATER", "T-SAFE"), ("T-REV", "T-INV")),
    "department-1": (("D-KEY", "D-REF"), ("D-FUND", "D-TIME")),
    "department-2": (("D-FUND", "D-KEY"), ("D-INFO", "D-ARCH")),
    "department-3": (("D-SAT", "D-PROP"), ("D-FUND", "D-INFO")),
    "department-4": (("D-TIME", "D-HAZ"), ("D-FUND", "D-REF")),
}


def points_in(class_code: str, indicator: Indicator) -> int:
    """What the indicator is worth in a class: two points more or less where the class stresses it or not."""
    more, less = _EMPHASIS[class_code]
    return indicator.points + 2 * (indicator.code in more) - 2 * (indicator.code in less)
