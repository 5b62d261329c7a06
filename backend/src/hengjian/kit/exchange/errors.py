"""What is wrong with a whole workbook, and what to do about it; what is wrong with a cell is told beside its row."""

from hengjian.kit.problems.problems import Problem
from hengjian.kit.spreadsheets.errors import UNREADABLE_FILES, WorkbookTooLarge


class TextTooLong(Problem):
    status, code = 413, "workbook_text_too_long"
    zh = "有文字超过 {characters} 字，Excel 的一格放不下。"
    en = "A text is longer than the {characters} characters that a cell of Excel holds."


class ColumnsMissing(Problem):
    """``place`` is where the form looks for its columns."""

    status, code = 422, "workbook_columns_missing"
    zh, en = "{place}缺少列：{columns}。请使用模板。", "Columns are missing in {place}: {columns}. Use the template."


class WorkbookEmpty(Problem):
    status, code = 422, "workbook_empty"
    zh = "工作簿中没有数据行。请填在表头下方。"
    en = "The workbook has no rows of data. Write them below the headings."


class SeveralTables(Problem):
    """``sheets`` names them."""

    status, code = 422, "several_tables"
    zh = "工作表 {sheets} 都有这样的表，不能判断要读哪一个。请每个文件只留一个，其余另存。"
    en = "The sheets {sheets} all hold such a table, and nobody can tell which is meant. Keep one in each file."


UNFIT_WORKBOOKS = (*UNREADABLE_FILES, ColumnsMissing, SeveralTables, WorkbookEmpty)
OVERSIZED_TABLES = (WorkbookTooLarge, TextTooLong)
"""What cannot be handed out as a workbook."""
