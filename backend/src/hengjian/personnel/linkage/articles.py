"""The year's document as articles that can be cited and read out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.schemas import Bilingual
from hengjian.personnel.terms import AccountabilityStep, Head, ProposalKind, Rounding

STEP_NAMES: dict[AccountabilityStep, tuple[str, str]] = {
    AccountabilityStep.REMINDER_TALK: ("提醒谈话", "a reminder talk"),
    AccountabilityStep.CIRCULAR: ("通报批评", "criticism by circular"),
    AccountabilityStep.SELF_EXAM: ("书面检查", "a written self-examination"),
    AccountabilityStep.ADMONITION: ("诫勉谈话", "an admonition talk"),
    AccountabilityStep.YELLOW_CARD: ("黄牌警告", "a yellow card"),
    AccountabilityStep.ADJUST_POST: ("调整岗位", "a change of post"),
    AccountabilityStep.DEMOTE: ("降职使用", "demotion"),
    AccountabilityStep.ORDERED_RESIGN: ("责令辞职", "ordered resignation"),
    AccountabilityStep.REMOVE: ("免职", "removal"),
}
_ROUNDINGS = {
    Rounding.HALF_UP: ("四舍五入", "rounded half up"),
    Rounding.DOWN: ("舍去尾数", "rounded down"),
    Rounding.UP: ("进位取整", "rounded up"),
}
_HEADS = {
    Head.IN: ("定为优秀，不占名额", "are graded excellent outside the quota"),
    Head.OUT: ("不得评为优秀", "may not be graded excellent"),
    Head.FREE: ("按一般程序评定", "are graded in the ordinary way"),
}


@dataclass(frozen=True)
class Article:
    """``code`` names the rule, ``number`` is its place in the document."""

    code: str
    number: int
    zh: str
    en: str


RULE_OF_KIND: dict[ProposalKind, str] = {
    ProposalKind.EXCELLENT_QUOTA: "excellent_quota",
    ProposalKind.HEAD_GRADE: "head_grade",
    ProposalKind.PROMOTION_SUGGESTION: "nomination",
    ProposalKind.UNIT_BONUS: "bonus",
    ProposalKind.BONUS_WITHHELD: "bonus",
    ProposalKind.DOWNWARD_TRANSFER: "downward_transfer",
    ProposalKind.ACCOUNTABILITY_STEP: "accountability",
}


def title_of(document: LinkageDocument, year: int) -> Bilingual:
    return document.title or Bilingual(
        zh=f"{year}年度考核结果运用办法", en=f"Rules on the use of the appraisal results of {year}"
    )


def percent(share: Decimal) -> str:
    return f"{format((share * 100).normalize(), 'f')}%"


def amount_text(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


def name_steps(steps: tuple[AccountabilityStep, ...] | list[AccountabilityStep]) -> tuple[str, str]:
    """The steps in words, Chinese and English."""
    return "、".join(STEP_NAMES[step][0] for step in steps), " and ".join(STEP_NAMES[step][1] for step in steps)


def _quota_article(document: LinkageDocument, class_names: Mapping[str, str]) -> Article:
    rule = document.excellent_quota
    named = [(class_names.get(entry.class_code, entry.class_code), percent(entry.share)) for entry in rule.class_shares]
    rounding_zh, rounding_en = _ROUNDINGS[rule.rounding]
    shares = "".join(f"，{name}为 {share}" for name, share in named)
    shares_en = "".join(f", {share} in {name}" for name, share in named)
    outside_zh, outside_en = "", ""
    if rule.principal_leaders_outside:
        outside_zh, outside_en = "（不含单位主要领导）", " (principal leaders left out)"
    return Article(
        "excellent_quota",
        1,
        f"各单位优秀名额以人数{outside_zh}的 {percent(rule.default_share)} 为基数{shares}，{rounding_zh}；"
        f"先进单位{rule.advanced_adjustment:+d}名，落后单位{rule.lagging_adjustment:+d}名；"
        f"不少于零，不超过人数的 {percent(rule.ceiling_share)}。",
        f"The base quota of excellent grades is {percent(rule.default_share)} of a unit's people{outside_en}"
        f"{shares_en}, {rounding_en}; {rule.advanced_adjustment:+d} for an advanced unit and "
        f"{rule.lagging_adjustment:+d} for a lagging one; never below nought nor above {percent(rule.ceiling_share)}.",
    )


def _head_article(document: LinkageDocument) -> Article:
    rule = document.excellent_quota
    advanced, lagging = _HEADS[rule.advanced_head], _HEADS[rule.lagging_head]
    return Article(
        "head_grade",
        2,
        f"先进单位主要领导{advanced[0]}；落后单位主要领导{lagging[0]}。",
        f"Principal leaders of advanced units {advanced[1]}; those of lagging units {lagging[1]}.",
    )


def _nomination_article(document: LinkageDocument) -> Article:
    rule = document.nomination
    lagging_zh = "，落后单位人员" if rule.excludes_lagging_units else ""
    lagging_en = ", those of lagging units" if rule.excludes_lagging_units else ""
    return Article(
        "nomination",
        3,
        f"领导干部分类排名前 {percent(rule.suggest_top_share)} 的，建议列入初步人选名单；任现职不满"
        f"{rule.least_tenure_months}个月{lagging_zh}及上年度考核基本称职以下的除外；"
        f"差额人选比职数多{rule.least_excess}至{rule.most_excess}人。",
        f"Leading cadres in the first {percent(rule.suggest_top_share)} of their class are suggested for the "
        f"preliminary list, except who has held the post for less than {rule.least_tenure_months} months{lagging_en} "
        f"and whoever was graded basically competent or lower last year; a slate has {rule.least_excess} to "
        f"{rule.most_excess} more people than there are vacancies.",
    )


def _bonus_article(document: LinkageDocument) -> Article:
    rule = document.bonus
    surplus, award = amount_text(rule.surplus_per_cadre), amount_text(rule.advanced_award_per_cadre)
    withheld_zh = "；落后单位不发年终结余奖" if rule.withholds_from_lagging else ""
    withheld_en = "; lagging units receive no surplus bonus" if rule.withholds_from_lagging else ""
    return Article(
        "bonus",
        4,
        f"先进单位发放年终结余奖每人{surplus}元，县再奖励每人{award}元{withheld_zh}。",
        f"Advanced units receive the year-end surplus bonus of {surplus} yuan a cadre and a county award of {award} "
        f"yuan a cadre{withheld_en}.",
    )


def _transfer_article(document: LinkageDocument) -> Article:
    rule = document.downward_transfer
    rounding_zh, rounding_en = _ROUNDINGS[rule.rounding]
    return Article(
        "downward_transfer",
        5,
        f"乡镇一般干部在本单位排名末位 {percent(rule.share)}（{rounding_zh}）的，建议跨乡镇向下交流。",
        f"Ordinary cadres in the last {percent(rule.share)} of their own township's ranking ({rounding_en}) are "
        "proposed for transfer downward to another township.",
    )


def _accountability_article(document: LinkageDocument) -> Article:
    rule = document.accountability
    rungs = [(rung.lagging_years, *name_steps(rung.steps)) for rung in rule.ladder]
    return Article(
        "accountability",
        6,
        "；".join(f"连续{years}年落后，{zh}" for years, zh, _ in rungs)
        + f"；落后且被一票否决的，按连续{rule.veto_counts_as_years}年落后处理。",
        "; ".join(f"lagging {years} year(s) running: {en}" for years, _, en in rungs)
        + f"; lagging with a veto counts as {rule.veto_counts_as_years} years running.",
    )


def write_articles(document: LinkageDocument, class_names: Mapping[str, str]) -> list[Article]:
    """``class_names`` by code, for the classes that have a share of their own."""
    return [
        _quota_article(document, class_names),
        _head_article(document),
        _nomination_article(document),
        _bonus_article(document),
        _transfer_article(document),
        _accountability_article(document),
    ]
