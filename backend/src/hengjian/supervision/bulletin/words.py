"""The words of the public page in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from hengjian.kit.language import Language


@dataclass(frozen=True)
class Words:
    html_lang: str
    title: str
    introduction: str
    latest: str
    filters: str
    month: str
    every_month: str
    unit: str
    every_unit: str
    show: str
    entries: str
    point: str
    points: str
    deducted: str
    restored: str
    state_effective: str
    state_revoked: str
    state_reversal: str
    reason: str
    reverses: str
    reversed_by: str
    empty: str
    empty_filtered: str
    show_all: str
    newest: str
    older: str
    privacy: str
    invented: str
    other_language: str
    other_language_code: str
    skip: str


WORDS: Mapping[Language, Words] = {
    "zh": Words(
        html_lang="zh-CN",
        title="督查扣分公示",
        introduction="日常督查中已经生效的扣分全部在此公布。作出更正的条目不删除，划线保留并注明理由。",
        latest="最近公布",
        filters="筛选",
        month="月份",
        every_month="全部月份",
        unit="单位",
        every_unit="全部单位",
        show="查看",
        entries="公示条目",
        point="分",
        points="分",
        deducted="扣",
        restored="恢复",
        state_effective="已生效",
        state_revoked="已撤销",
        state_reversal="更正",
        reason="理由",
        reverses="撤销",
        reversed_by="更正条目",
        empty="目前还没有公布的扣分。",
        empty_filtered="所选月份和单位没有公布的扣分。",
        show_all="查看全部",
        newest="回到最新",
        older="更早的条目",
        privacy="本页不公布个人姓名、电话和督查人员。",
        invented="演示数据：县名、单位名称和全部条目均为虚构。",
        other_language="English",
        other_language_code="en",
        skip="跳到条目",
    ),
    "en": Words(
        html_lang="en",
        title="Public bulletin of deductions",
        introduction=(
            "Every deduction from daily supervision that is in force is published here. "
            "A corrected entry stays, struck through, with the reason."
        ),
        latest="Last published",
        filters="Filter",
        month="Month",
        every_month="All months",
        unit="Unit",
        every_unit="All units",
        show="Show",
        entries="Published entries",
        point="point",
        points="points",
        deducted="Deducted",
        restored="Restored",
        state_effective="In force",
        state_revoked="Revoked",
        state_reversal="Correction",
        reason="Reason",
        reverses="Reverses",
        reversed_by="Reversed by",
        empty="No deduction has been published yet.",
        empty_filtered="Nothing was published for this month and unit.",
        show_all="Show everything",
        newest="Back to the newest",
        older="Older entries",
        privacy="No personal names, telephone numbers or inspectors are published here.",
        invented="Demonstration data: the county, its units and all entries are invented.",
        other_language="中文",
        other_language_code="zh",
        skip="Skip to the entries",
    ),
}
