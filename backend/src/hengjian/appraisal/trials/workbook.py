"""A trial as an Excel workbook: what was compared, who moves, which items decide. Numbers are exact decimals."""

from collections.abc import Iterator
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from hengjian.appraisal.trials.schemas import Trial, TrialClass, TrialItem, TrialLine, TrialScheme, TrialSubject
from hengjian.kit.exchange.columns import Column, SheetForm, choose
from hengjian.kit.exchange.sheet_writer import Emphasis, Row, new_book, write_table
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.language import Language

_COVER = SheetForm(
    ("试算", "Trial"),
    (Column("what", "项目", "What", width=24), Column("content", "内容", "Content", width=60)),
)
_MOVES = SheetForm(
    ("名次变动", "Moves"),
    (
        Column("class", "类别", "Class", width=24),
        Column("name", "名称", "Name", width=26),
        Column("rank_before", "原名次", "Rank before", width=12),
        Column("rank_after", "试算名次", "Rank tried", width=12),
        Column("places", "升降", "Places won", width=12),
        Column("total_before", "原得分", "Total before", width=12),
        Column("total_after", "试算得分", "Total tried", width=12),
        Column("difference", "得分差", "Difference", width=14),
        Column("tier_before", "原等次", "Tier before", width=14),
        Column("tier_after", "试算等次", "Tier tried", width=16),
        Column("changes_tier", "等次变动", "Changes tier", width=16),
    ),
)
_ITEMS = SheetForm(
    ("考核项", "Items"),
    (
        Column("class", "类别", "Class", width=24),
        Column("name", "考核项", "Item", width=26),
        Column("origins", "事实来源", "Facts", width=12),
        Column("lowest", "最低", "Lowest", width=12),
        Column("highest", "最高", "Highest", width=12),
        Column("distinct", "不同得分数", "Distinct scores", width=12),
        Column("share", "占差异份额(%)", "Share of spread (%)", width=12),
        Column("decided", "去掉后名次会变的对象数", "Would stand elsewhere without it", width=14),
        Column("ranks_alone", "单独即定名次", "Ranks alone", width=14),
        Column("is_left_out", "未计入", "Left out", width=16),
    ),
)


def write_trial(trial: Trial, language: Language) -> bytes:
    words = _Words(language)
    book, cover = new_book(choose(_COVER.title, language))
    write_table(cover, _COVER, [{"what": what, "content": content} for what, content in _cover(trial, words)], language)
    moves: Worksheet = book.create_sheet(choose(_MOVES.title, language))
    write_table(moves, _MOVES, _moves(trial, words), language, emphasis=_mark_another_tier)
    items: Worksheet = book.create_sheet(choose(_ITEMS.title, language))
    write_table(items, _ITEMS, _items(trial, words), language)
    return save_workbook(book)


def _mark_another_tier(row: Row) -> Emphasis | None:
    return Emphasis.MARKED if row["changes_tier"] is not None else None


class _Words:
    """One language of two."""

    def __init__(self, language: Language) -> None:
        self.is_english = language == "en"

    def __call__(self, zh: str, en: str) -> str:
        return en if self.is_english else zh

    def tier(self, line: TrialLine | None) -> str | None:
        tiers = {
            "advanced": ("先进", "advanced"),
            "standard": ("达标", "up to standard"),
            "lagging": ("落后", "lagging"),
        }
        return None if line is None or line.tier is None else self(*tiers.get(line.tier, (line.tier, line.tier)))

    def origins(self, item: TrialItem) -> str:
        names = {
            "record": ("在案事实", "on record"),
            "taken": (f"取自 {item.taken_from}", f"taken from {item.taken_from}"),
            "typed": ("手工录入", "typed"),
            "drawn": ("虚构样例", "invented"),
        }
        return self("、", ", ").join(self(*names[origin]) for origin in item.origins)

    def class_name(self, group: TrialClass) -> str:
        return self(group.name, group.name_en)


def _cover(trial: Trial, words: _Words) -> Iterator[tuple[str, str | int]]:
    yield words("试算的办法", "Scheme tried"), _name(trial.scheme, words)
    none = words("无", "none")
    yield words("比较的办法", "Compared with"), "; ".join(_name(s, words) for s in trial.against) or none
    yield words("事实年度", "Facts of"), trial.facts_year
    if trial.has_invented:
        yield (
            words("注意", "Note"),
            words(
                f"含虚构数据（种子 {trial.seed}），不是任何对象的真实成绩",
                f"Holds invented facts (seed {trial.seed}); nobody's record",
            ),
        )  # fmt: skip
    for group in trial.classes:
        counts = words("比较 {} 个，名次变动 {} 个，等次变动 {} 个", "{} compared, {} change place, {} change tier")
        yield words.class_name(group), counts.format(group.compared, group.moved, group.changing_tier)


def _name(scheme: TrialScheme, words: _Words) -> str:
    return words(f"{scheme.name}（第 {scheme.edition} 版）", f"{scheme.name} (edition {scheme.edition})")


def _moves(trial: Trial, words: _Words) -> Iterator[Row]:
    return (_move(group, row, words) for group in trial.classes for row in group.subjects)


def _move(group: TrialClass, row: TrialSubject, words: _Words) -> Row:
    before, after = row.before, row.after
    return {
        "class": words.class_name(group),
        "name": row.name,
        "rank_before": _rank(before),
        "rank_after": _rank(after),
        "places": row.places,
        "total_before": _total(before),
        "total_after": _total(after),
        "difference": row.difference,
        "tier_before": words.tier(before),
        "tier_after": words.tier(after),
        "changes_tier": words("是", "yes") if row.changes_tier else None,
    }


def _rank(line: TrialLine | None) -> int | None:
    return None if line is None else line.rank


def _total(line: TrialLine | None) -> Decimal | None:
    return None if line is None else line.total


def _items(trial: Trial, words: _Words) -> Iterator[Row]:
    return (_item(group, item, words) for group in trial.classes for item in group.items)


def _item(group: TrialClass, item: TrialItem, words: _Words) -> Row:
    yes = words("是", "yes")
    return {
        "class": words.class_name(group),
        "name": item.name,
        "origins": words.origins(item),
        "lowest": item.lowest,
        "highest": item.highest,
        "distinct": item.distinct,
        "share": item.share,
        "decided": item.decided,
        "ranks_alone": yes if item.ranks_alone else None,
        "is_left_out": yes if item.is_left_out else None,
    }
