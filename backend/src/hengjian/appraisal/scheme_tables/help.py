"""The help sheet of the workbook: what each column wants, and the parameters of each rule."""

from collections.abc import Iterable, Iterator

from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.scheme_documents.rule_words import name_of
from hengjian.appraisal.scheme_documents.wording import (
    CHOICES,
    PARAMETER_NAMES,
    RULE_NAMES,
    SOURCE_NAMES,
    Words,
    in_language,
)
from hengjian.appraisal.scheme_tables.columns import FORM
from hengjian.kit.language import Language

_COLUMN_HELP: dict[str, Words] = {
    "parent": ("所在组的代码；总分一行留空。", "Code of the group it belongs to; empty for the total."),
    "code": (
        "全表唯一，不可重复；改代码等于删去旧项、新增一项。",
        "Unique in the table; another code is another item.",
    ),
    "combine": ("只有组填写：{combine}。", "Groups only: {combine}."),
    "points": (
        "数字按文本填写，如 12.5；可写 100/3。",
        "Numbers are text, such as 12.5; 100/3 may be written.",
    ),
    "weight": ("上级组为加权平均时必填。", "Needed where the group is a weighted mean."),
    "missing": ("只有考核项填写：{missing}。", "Items only: {missing}."),
    "rule": ("考核项必填：{rules}。", "Needed for items: {rules}."),
    "parameters": (
        "一行一个参数，如“基准分：7”。分档如“90~ = 10; 80~90 = 7; ~80 = 0”（含下限，不含上限）；"
        "分段如“10 × 0.5; × 0.25”。",
        "One a line, such as 'base points: 7'. Bands: '90~ = 10; 80~90 = 7; ~80 = 0' (from inclusive, to exclusive);"
        " brackets: '10 × 0.5; × 0.25'.",
    ),
    "owner": ("单位名称或代码。", "Name or code of a unit."),
    "source": ("考核项填写：{sources}。", "For items: {sources}."),
    "details": (
        "一行一个，如“指标代码：REV”；“扣分条款：*”表示其余全部条款。",
        "One a line, such as 'indicator code: REV'; 'catalogue codes: *' takes all codes that no item names.",
    ),
}
_NOTES: tuple[Words, ...] = (
    (
        "第一个工作表的每一行是一个组或考核项，行的先后就是它们在组内的先后。灰色列只供阅读，上传时不读取。",
        "Each row of the first sheet is a group or an item, in the order within its group. Grey columns are not read.",
    ),
    (
        "删去一行即删去该项；上传后先预览逐行改动和错误，确认后才生效。不能使用公式。",
        "A row left out is removed. What would change is shown first and takes effect once applied. No formulas.",
    ),
)


def list_help(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines of the sheet: a title, and what stands beside it."""
    names = {
        "combine": _list(CHOICES["combine"].values(), language),
        "missing": _list(CHOICES["missing"].values(), language),
        "rules": _list(RULE_NAMES.values(), language),
        "sources": _list(SOURCE_NAMES.values(), language),
    }
    for note in _NOTES:
        yield "•", (in_language(note, language),)
    for column in FORM.columns:
        if column.key in _COLUMN_HELP:
            yield column.heading(language), (in_language(_COLUMN_HELP[column.key], language).format(**names),)
    yield (
        in_language(("规则类型", "Rule type"), language),
        (
            in_language(("必填参数", "Parameters needed"), language),
            in_language(("可选参数", "Parameters that may be left out"), language),
        ),
    )
    for kind, words in RULE_NAMES.items():
        rule = RULES[kind]
        yield in_language(words, language), (_parameters(rule.required, language), _parameters(rule.optional, language))


def _parameters(keys: tuple[str, ...], language: Language) -> str:
    return "\n".join(_parameter(key, language) for key in keys)


def _parameter(key: str, language: Language) -> str:
    name = name_of(PARAMETER_NAMES, key, language)
    return f"{name} ({_list(CHOICES[key].values(), language)})" if key in CHOICES else name


def _list(words: Iterable[Words], language: Language) -> str:
    separator = ", " if language == "en" else "、"
    return separator.join(in_language(pair, language) for pair in words)
