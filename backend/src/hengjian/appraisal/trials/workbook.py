"""A trial as an Excel workbook: what was compared, who moves, which items decide. Numbers are exact decimals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.appraisal.trials.schemas import Trial, TrialClass, TrialItem, TrialLine, TrialScheme, TrialSubject
from hengjian.kit.exchange.workbooks import save_workbook, write_text
from hengjian.kit.language import Language

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_MARKED = PatternFill("solid", fgColor="FDF6E7")
_WIDTHS = (24, 26, 12, 12, 12, 12, 12, 14, 14, 16)

Cell = str | int | Decimal | None


def write_trial(trial: Trial, language: Language) -> bytes:
    words = _Words(language)
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet), "a new workbook has one"
    cover.title = words("试算", "Trial")
    _write_rows(cover, [(words("项目", "What"), words("内容", "Content")), *_cover(trial, words)])
    moves = book.create_sheet(words("名次变动", "Moves"))
    changing = _write_rows(moves, [_move_heads(words), *_moves(trial, words)])
    for number in changing:
        for cell in moves[number]:
            cell.fill = _MARKED
    items = book.create_sheet(words("考核项", "Items"))
    _write_rows(items, [_item_heads(words), *_items(trial, words)])
    return save_workbook(book)


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


def _cover(trial: Trial, words: _Words) -> Iterator[Sequence[Cell]]:
    yield words("试算的办法", "Scheme tried"), _name(trial.scheme, words)
    none = words("无", "none")
    yield words("比较的办法", "Compared with"), "; ".join(_name(s, words) for s in trial.against) or none
    yield words("事实年度", "Facts of"), trial.facts_year
    if trial.has_invented:
        yield (
            words("注意", "Note"),
            words(f"含虚构数据（种子 {trial.seed}），不是任何对象的真实成绩", f"Holds invented facts (seed {trial.seed}); nobody's record"),
        )  # fmt: skip
    for group in trial.classes:
        counts = words("比较 {} 个，名次变动 {} 个，等次变动 {} 个", "{} compared, {} change place, {} change tier")
        yield words.class_name(group), counts.format(group.compared, group.moved, group.changing_tier)


def _name(scheme: TrialScheme, words: _Words) -> str:
    return words(f"{scheme.name}（第 {scheme.edition} 版）", f"{scheme.name} (edition {scheme.edition})")


def _move_heads(words: _Words) -> Sequence[str]:
    return (
        words("类别", "Class"), words("名称", "Name"), words("原名次", "Rank before"), words("试算名次", "Rank tried"),
        words("升降", "Places won"), words("原得分", "Total before"), words("试算得分", "Total tried"),
        words("得分差", "Difference"), words("原等次", "Tier before"), words("试算等次", "Tier tried"),
        words("等次变动", "Changes tier"),
    )  # fmt: skip


def _moves(trial: Trial, words: _Words) -> Iterator[Sequence[Cell]]:
    for group in trial.classes:
        for row in group.subjects:
            yield _move(group, row, words)


def _move(group: TrialClass, row: TrialSubject, words: _Words) -> Sequence[Cell]:
    before, after = row.before, row.after
    return (
        words.class_name(group), row.name, _rank(before), _rank(after), row.places, _total(before), _total(after),
        row.difference, words.tier(before), words.tier(after), words("是", "yes") if row.changes_tier else None,
    )  # fmt: skip


def _rank(line: TrialLine | None) -> int | None:
    return None if line is None else line.rank


def _total(line: TrialLine | None) -> Decimal | None:
    return None if line is None else line.total


def _item_heads(words: _Words) -> Sequence[str]:
    return (
        words("类别", "Class"), words("考核项", "Item"), words("事实来源", "Facts"), words("最低", "Lowest"),
        words("最高", "Highest"), words("不同得分数", "Distinct scores"), words("占差异份额(%)", "Share of spread (%)"),
        words("去掉后名次会变的对象数", "Would stand elsewhere without it"),
        words("单独即定名次", "Ranks alone"), words("未计入", "Left out"),
    )  # fmt: skip


def _items(trial: Trial, words: _Words) -> Iterator[Sequence[Cell]]:
    yes = words("是", "yes")
    for group in trial.classes:
        for item in group.items:
            yield (
                words.class_name(group), item.name, words.origins(item), item.lowest, item.highest, item.distinct,
                item.share, item.decided, yes if item.ranks_alone else None, yes if item.is_left_out else None,
            )  # fmt: skip


def _write_rows(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The numbers of rows whose last cell is filled."""
    marked = []
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if isinstance(value, str):
                cell = write_text(sheet, number, place, value)
                cell.alignment = Alignment(wrap_text=number == 1, vertical="center" if number == 1 else None)
            else:
                sheet.cell(number, place, value)
            if number == 1:
                sheet.cell(1, place).font, sheet.cell(1, place).fill = Font(bold=True), _HEAD
        if number > 1 and row[-1] is not None:
            marked.append(number)
    for place in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[min(place, len(_WIDTHS)) - 1]
    sheet.freeze_panes = "A2"
    return marked
