"""Files that cannot be read as a table, told apart by what their owner has to do."""

from hengjian.kit.problems.problems import Problem


class NotAWorkbook(Problem):
    status, code = 422, "not_a_workbook"
    zh = "文件不是有效的 Excel 工作簿（.xlsx）。请用下载的模板填写，或另存为 .xlsx；.xls 和 .csv 也能读。"
    en = "The file is not a valid Excel workbook (.xlsx). Fill in the template, or save as .xlsx; .xls and .csv do too."


class WorkbookEncrypted(Problem):
    status, code = 422, "workbook_encrypted"
    zh = "文件设有打开密码，无法读取。请在 Excel 或 WPS 中打开，取消密码后另存，再上传。"
    en = "The file is protected by a password and cannot be read. Open it, take the password away, and save it again."


class AnotherKindOfFile(NotAWorkbook):
    """The same fault, told by name: ``kind`` says in the reader's language what the file is."""

    zh = "这是{kind}，不是表格。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。"
    en = "This is {kind}, not a table. Open it in Excel or WPS, save it as .xlsx, and send that."


class WorkbookTooLarge(Problem):
    status, code = 413, "workbook_too_large"
    zh = "工作簿过大：至多 {rows} 行、{columns} 列；请删去多余的空行、图片和工作表。"
    en = (
        "The workbook is too large: at most {rows} rows and {columns} columns; "
        "leave out empty rows, pictures and other sheets."
    )


UNREADABLE_FILES = (NotAWorkbook, WorkbookEncrypted, WorkbookTooLarge)
