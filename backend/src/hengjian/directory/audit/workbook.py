"""Audit rows as an Excel workbook."""

from collections.abc import Sequence

from hengjian.directory.audit.schemas import AuditRow
from hengjian.directory.audit.words.choosing import act_word, field_word, object_word
from hengjian.kit.exchange.columns import Column, SheetForm, choose
from hengjian.kit.exchange.sheet_writer import new_book, write_table
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.language import Language
from hengjian.kit.time.clock import COUNTY_ZONE

FORM = SheetForm(
    ("审计记录", "Audit rows"),
    (
        Column("at", "时间", "Time", width=26),
        Column("actor_name", "姓名", "Name", width=18),
        Column("actor", "账号", "Account", width=38),
        Column("address", "来源地址", "Address", width=18),
        Column("service", "服务", "Service", width=14),
        Column("action", "操作", "Act", width=28),
        Column("object_type", "对象类型", "Object type", width=20),
        Column("object_id", "对象", "Object", width=38),
        Column("fields", "涉及字段", "Fields", width=40),
        Column("operation", "操作代码", "Operation", width=28),
        Column("request_id", "请求编号", "Request", width=34),
        Column("id", "编号", "Number", width=12),
    ),
)


def write_rows(rows: Sequence[AuditRow], language: Language) -> bytes:
    book, sheet = new_book(choose(FORM.title, language))
    written = (
        {
            **row.model_dump(include={"actor_name", "actor", "address", "object_id"}),
            "action": act_word(row.action, language),
            "object_type": object_word(row.object_type, language),
            "operation": row.action,
            "at": row.at.astimezone(COUNTY_ZONE).isoformat(timespec="milliseconds"),
            "service": str(row.service),
            "fields": ("、" if language == "zh" else ", ").join(field_word(name, language) for name in row.fields),
            "request_id": row.request_id,
            "id": row.id,
        }
        for row in rows
    )
    write_table(sheet, FORM, written, language)
    return save_workbook(book)
