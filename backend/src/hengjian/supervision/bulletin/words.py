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
    search: str
    search_hint: str
    note: str
    text_withheld: str
    home: str
    archive: str
    archive_introduction: str
    corrections: str
    in_force: str
    unit_page: str
    by_month: str
    downloads: str
    columns: str
    columns_introduction: str
    column: str
    meaning: str
    feed: str
    missing: str
    missing_hint: str
    permanent: str
    pages: str
    more: str
    map: str
    map_short: str
    map_north: str
    archive_short: str
    map_introduction: str
    map_description: str
    map_townships: str
    map_town: str
    map_empty: str
    period: str
    as_table: str
    year: str
    files: str
    archive_file: str
    schema: str
    place: str
    pictures_count: str
    picture_withdrawn: str
    gone: str
    gone_hint: str


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
        privacy="本页不公布个人姓名、电话和督查人员；图片中的人脸、车牌和姓名均已遮盖。",
        invented="演示数据：县名、单位名称和全部条目均为虚构。",
        other_language="English",
        other_language_code="en",
        skip="跳到条目",
        search="搜索",
        search_hint="单位、条款、文字、编号或月份",
        note="说明",
        text_withheld="说明文字已撤下。",
        home="全部条目",
        archive="按月汇总与下载",
        archive_introduction="每月公布的条目数和扣分合计。更正计入作出更正的月份，因此各月相加等于现行有效的扣分。",
        corrections="更正",
        in_force="扣分合计",
        unit_page="单位公示页",
        by_month="按月汇总",
        downloads="下载",
        columns="各列说明",
        columns_introduction="下载文件的每一列。CSV 为 UTF-8 编码，可直接用 Excel 打开；JSON 各项同名。",
        column="列",
        meaning="含义",
        feed="订阅（Atom）",
        missing="没有这个页面",
        missing_hint="编号或单位可能写错了，或者尚未公布。",
        permanent="固定地址",
        pages="页面",
        more="更多",
        map="扣分地图",
        map_short="地图",
        map_north="北",
        archive_short="按月与下载",
        map_introduction="圆点越大，该单位现行有效的扣分越多；位置为单位驻地。点击圆点查看该单位的条目。",
        map_description="{period} 各单位现行有效的扣分，圆点面积与扣分对应；同样的数据见下方表格。",
        map_townships="乡镇（街道）",
        map_town="部门和垂管单位（县城放大）",
        map_empty="还没有标注单位的位置。",
        period="年度或月份",
        as_table="同样的数据",
        year="年度",
        files="文件",
        archive_file="全部及说明（ZIP）",
        schema="JSON 文件的格式定义（JSON Schema）",
        place="地点",
        pictures_count="图片",
        picture_withdrawn="图片已于 {day} 撤下，理由：",
        gone="图片已撤下",
        gone_hint="这张图片不再提供，撤下的理由列在公示条目中。",
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
        privacy=(
            "No personal names, telephone numbers or inspectors are published here; faces, number plates and names in "
            "pictures are covered."
        ),
        invented="Demonstration data: the county, its units and all entries are invented.",
        other_language="中文",
        other_language_code="zh",
        skip="Skip to the entries",
        search="Search",
        search_hint="Unit, rule, words, number or month (2026-03)",
        note="Note",
        text_withheld="The note was withdrawn.",
        home="All entries",
        archive="By month, and downloads",
        archive_introduction=(
            "How many entries each month has and what was deducted. A correction counts in the month in which it was "
            "made, so the months add up to what is in force."
        ),
        corrections="Corrections",
        in_force="Points deducted",
        unit_page="Page of the unit",
        by_month="By month",
        downloads="Downloads",
        columns="What the columns mean",
        columns_introduction=(
            "Every column of the files. The CSV file is UTF-8 and opens in Excel as it is; the JSON file uses the "
            "same names."
        ),
        column="Column",
        meaning="Meaning",
        feed="Feed (Atom)",
        missing="There is no such page",
        missing_hint="The number or the unit may be misspelt, or nothing was published yet.",
        permanent="Permanent address",
        pages="Pages",
        more="More",
        map="Map of deductions",
        map_short="Map",
        map_north="N",
        archive_short="Months and downloads",
        map_introduction=(
            "The larger a dot, the more points the unit has lost that are still in force. A dot lies at the unit's "
            "seat and leads to its entries."
        ),
        map_description="Points in force by unit, {period}; a dot's area follows its points. The table holds the same.",
        map_townships="Townships",
        map_town="Units in the county town, enlarged",
        map_empty="No unit has been placed on the map yet.",
        period="Year or month",
        as_table="The same as a table",
        year="Year",
        files="Files",
        archive_file="All with a README (ZIP)",
        schema="Schema of the JSON file (JSON Schema)",
        place="Place",
        pictures_count="Pictures:",
        picture_withdrawn="A picture was withdrawn on {day}, because: ",
        gone="The picture was withdrawn",
        gone_hint="It is no longer available; the reason stands with its entry in the bulletin.",
    ),
}

COLUMNS: Mapping[str, Mapping[Language, str]] = {
    "number": {"zh": "条目编号，不变，可用于引用", "en": "Number of the entry; it never changes"},
    "unit_code": {"zh": "单位代码", "en": "Code of the unit"},
    "unit_name": {"zh": "单位当时的名称", "en": "Name of the unit as it was then"},
    "rule_title": {"zh": "扣分条款", "en": "Rule of the deduction catalogue, in Chinese"},
    "rule_title_en": {"zh": "扣分条款（英文）", "en": "The same in English"},
    "points": {
        "zh": "扣分；更正为负数，全部相加即现行有效的扣分",
        "en": "Points deducted; negative for a correction, so that all add up to what is in force",
    },
    "occurred_on": {
        "zh": "事情发生的日期；更正为作出更正的日期",
        "en": "Day on which it happened; for a correction the day on which it was made",
    },
    "place": {
        "zh": "地点：单位，或经审核的村、社区名称；不含门牌和坐标",
        "en": "Place: the unit, or a village whose name was reviewed; never a house or coordinates",
    },
    "published_on": {"zh": "公布日期", "en": "Day of publication"},
    "state": {"zh": "effective 已生效，revoked 已撤销", "en": "effective or revoked"},
    "public_text": {"zh": "经审核的说明文字，可以为空", "en": "A reviewed note; may be empty"},
    "text_is_withheld": {"zh": "说明文字公布后已撤下", "en": "The note was withdrawn after publication"},
    "revoked_reason": {"zh": "撤销理由", "en": "Why it was revoked"},
    "reverses": {"zh": "本条更正所撤销的条目编号", "en": "Number of the entry that this correction takes back"},
    "reversed_by": {"zh": "撤销本条的更正编号", "en": "Number of the correction that takes this entry back"},
    "pictures": {
        "zh": "已遮盖人脸、车牌和姓名并经审核的图片地址；JSON 另有宽、高和文字说明",
        "en": (
            "Addresses of redacted and reviewed pictures; in the JSON file with width, height and what they show in "
            "words"
        ),
    },
    "withdrawn_pictures": {
        "zh": "已撤下的图片：撤下日期和理由",
        "en": "Pictures that were withdrawn: the day and the reason",
    },
}
