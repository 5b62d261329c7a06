"""The office's words for everything a scheme is made of; the comparison and the workbook say it by these alone."""

from collections.abc import Mapping

from hengjian.kit.language import Language

Words = tuple[str, str]
"""Chinese, English."""

RULE_NAMES: Mapping[str, Words] = {
    "given": ("直接评定", "entered directly"),
    "threshold": ("目标完成计分", "target met"),
    "proportional": ("按完成率", "by completion"),
    "step": ("增减分", "step"),
    "bands": ("分档", "bands"),
    "range": ("功效系数", "range"),
    "brackets": ("分段累进", "brackets"),
    "relative_to_best": ("与最好比", "relative to best"),
    "rank": ("按排名", "by rank"),
    "deductions": ("倒扣分", "deductions"),
    "bonuses": ("加分", "bonuses"),
    "count": ("计件", "count"),
    "ballot": ("测评", "ballot"),
    "vote_share": ("得票率分档", "vote share"),
    "rank_ballot": ("排序票", "rank ballot"),
    "panel": ("评委打分", "panel"),
}

SOURCE_NAMES: Mapping[str, Words] = {
    "deductions": ("扣分", "deductions"),
    "indicator": ("指标", "indicator"),
    "sheet": ("年终评分表", "year-end sheets"),
    "evaluation_round": ("领导评鉴", "leaders' evaluation"),
    "ballot_round": ("测评票", "ballots"),
    "manual": ("责任单位评定", "owner's score"),
    "unit_result": ("单位结果", "unit result"),
    "plan_completion": ("计划完成", "plan completion"),
    "bonus_claims": ("加分申请", "bonus claims"),
    "claim_counts": ("核定件数", "number of verified claims"),
}

PARAMETER_NAMES: Mapping[str, Words] = {
    "of": ("计量口径", "measured by"),
    "at": ("基准值", "at"),
    "direction": ("方向", "direction"),
    "uncapped": ("不封顶", "uncapped"),
    "size": ("每步幅度", "step size"),
    "up": ("每步加分", "up per step"),
    "down": ("每步减分", "down per step"),
    "max_up": ("最多加分", "most up"),
    "max_down": ("最多减分", "most down"),
    "zero_at": ("记零线", "zero at"),
    "base": ("基准分", "base points"),
    "floor_at": ("扣至不低于", "never below"),
    "partial": ("不足一步", "part of a step"),
    "bands": ("分档", "bands"),
    "low": ("低端分", "low points"),
    "high": ("高端分", "high points"),
    "ends": ("两端取值", "ends"),
    "brackets": ("分段", "brackets"),
    "award": ("赋分方式", "award"),
    "step": ("每名递减", "step per place"),
    "step_percent": ("每名递减百分比", "step in percent"),
    "least": ("保底分", "least points"),
    "first": ("首名分", "first place"),
    "last": ("末名分", "last place"),
    "start": ("起始分", "start"),
    "at_most": ("加分上限", "at most"),
    "once_per_matter": ("同一事项只计一次", "once per matter"),
    "kinds": ("分类上限", "caps by kind"),
    "per": ("每件分值", "points each"),
    "values": ("选项分值", "values"),
    "invalid": ("不计票选项", "options not counted"),
    "scale": ("按分值折算", "scaled to points"),
    "share_of": ("计票选项", "share of"),
    "options": ("全部选项", "all options"),
    "trim": ("去掉最高最低各", "trim each end"),
    "note": ("备注", "note"),
    "type": ("规则", "rule"),
}

SOURCE_FIELDS: Mapping[str, Words] = {
    "rule_codes": ("扣分条款", "catalogue codes"),
    "indicator_code": ("指标代码", "indicator code"),
    "value_name": ("取值", "value"),
    "owner": ("评定人", "scored by"),
    "kinds": ("加分类别", "kinds of bonus"),
    "minimum": ("最少人数", "fewest people"),
    "trim": ("去掉最高最低各", "trim each end"),
    "tiers": ("层级权重", "weights of tiers"),
}

CHOICES: Mapping[str, Mapping[str, Words]] = {
    "of": {"actual": ("实际值", "actual"), "rate": ("完成率", "rate"), "gap": ("差额", "gap")},
    "direction": {"higher": ("越高越好", "higher is better"), "lower": ("越低越好", "lower is better")},
    "partial": {
        "prorate": ("按比例计", "in proportion"),
        "whole": ("不计", "not counted"),
        "started": ("按一步计", "as a whole step"),
    },
    "award": {"step": ("逐名递减", "step by step"), "spread": ("首末之间均分", "spread evenly")},
    "combine": {"sum": ("相加", "sum"), "weighted": ("加权平均", "weighted mean"), "mean": ("平均", "mean")},
    "missing": {
        "error": ("必须有数据", "must be there"),
        "zero": ("记零分", "no points"),
        "full": ("记满分", "all points"),
        "exclude": ("不计此项", "left out"),
    },
    "scored_by": {
        "organisation_department": ("组织部", "organisation department"),
        "unit_head": ("单位主要负责人", "head of the unit"),
    },
}

YES, NO = ("是", "yes"), ("否", "no")
NOTHING = ("无", "none")
NO_LIMIT = ("不限", "no limit")
PEERS = ("同类最差至最好", "worst to best of the class")


def in_language(words: Words, language: Language) -> str:
    return words[language == "en"]


def find_word(names: Mapping[str, Words], text: str) -> str | None:
    """The key whose word, in either language, or whose code this is."""
    wanted = text.strip().casefold()
    return next((key for key, words in names.items() if wanted in {key.casefold(), *map(str.casefold, words)}), None)
