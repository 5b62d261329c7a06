"""Deductions with every station, files and pictures, what is to be put right, and a quarterly round."""

import base64
import hashlib
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from uuid import NAMESPACE_URL, uuid5

from openpyxl import load_workbook

from hengjian.launch.examples.desk import Desk
from hengjian.launch.examples.errands.targets import NEXT
from hengjian.simulation.scenes import cover, draw_scene
from hengjian.simulation.story import YEAR

OFFICE, INSPECTOR, HEAD, DISCIPLINE = "supervision_office", "inspector", "unit_head", "discipline_office"
_TUS = {"Tus-Resumable": "1.0.0"}
_RULE = (
    *("code", "title", "title_en", "category", "points", "points_min", "points_max", "points_step", "factors"),
    *("unit_kinds", "basis", "is_late_report", "repeat_factor", "rectification_days", "overdue_rule_code"),
)
"""What an entry of the catalogue takes over from the year before."""


def run(desk: Desk) -> None:
    rule = _copy_rules(desk)
    _record(desk, rule)
    _put_right(desk)
    _prove(desk, rule)
    _mend(desk, rule)
    _hold_round(desk)
    _exchange_workbooks(desk, rule)


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"example:{name}"))


def _copy_rules(desk: Desk) -> str:
    rules = desk.rows(OFFICE, f"supervision/deduction-rules?year={YEAR}")
    rows = [{"year": NEXT, "valid_from": f"{NEXT}-01-01", **{name: rule[name] for name in _RULE}} for rule in rules]
    desk.post(OFFICE, "supervision/deduction-rules:batch", {"items": rows})
    chosen = next(r for r in rules if r["points"] and r["repeat_factor"] and "township" in r["unit_kinds"])
    return str(chosen["code"])


def _now(desk: Desk, **later: int) -> str:
    now = desk.get("demo_operator", "directory/session")["office_now"]
    return str(now if not later else _shift(now, timedelta(**later)))


def _shift(moment: str, by: timedelta) -> str:
    return (datetime.fromisoformat(moment) + by).isoformat()


def _entry(desk: Desk, name: str, rule: str, unit: str = "T01") -> dict[str, object]:
    return {
        "id": _id(name),
        "unit_code": unit,
        "rule_code": rule,
        "occurred_at": _now(desk, hours=-1),
        "place": "镇政府便民服务大厅",
        "description": f"现场查看，发现问题（{name}）",
    }


def _record(desk: Desk, rule: str) -> None:
    """Sent back, merged, and one that goes the whole way until a mistake in it is mended."""
    rows = [_entry(desk, name, rule) for name in ("sent back", "double", "kept")]
    desk.post(INSPECTOR, "supervision/deductions:batch", {"items": rows})
    path = "supervision/deductions"
    desk.post(OFFICE, f"{path}/{_id('sent back')}:return", {"reason": "证据不足，不予认定"})
    merged = {"into_id": _id("kept"), "reason": "同一情形重复登记"}
    desk.post(OFFICE, f"{path}/{_id('double')}:merge", merged)
    desk.post(OFFICE, f"{path}/{_id('kept')}:confirm")
    desk.post(OFFICE, f"{path}/{_id('kept')}:notify")


def _put_right(desk: Desk) -> None:
    path = "supervision/rectifications"
    entry = {"deduction_id": _id("kept"), "demand": "立行立改，举一反三"}
    opened = desk.post(OFFICE, path, entry)
    asked = {"due_on": _shift(f"{opened['due_on']}T00:00:00", timedelta(days=3))[:10], "reason": "设备下周到货"}
    desk.post(HEAD, f"{path}/{opened['id']}:ask-extension", asked)
    desk.post(OFFICE, f"{path}/{opened['id']}:decline-extension", {"reason": "可先行采取临时措施，不予延期"})
    desk.post(OFFICE, f"{path}/{opened['id']}:withdraw", {"reason": "并入专项整治统一要求"})


def _send_file(desk: Desk, who: str, name: str, **holder: str) -> bytes:
    photo, _ = draw_scene(Random(f"example {name}"))
    said = {
        **holder,
        "id": _id(name),
        "sha256": hashlib.sha256(photo).hexdigest(),
        "filename": "现场.jpg",
        "taken_at": _now(desk, minutes=-30),
    }
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
    announced = {**_TUS, "Upload-Length": str(len(photo)), "Upload-Metadata": metadata}
    desk.ask(who, "POST", "supervision/uploads", headers=announced)
    return bytes(photo)


def _finish_file(desk: Desk, who: str, name: str, content: bytes) -> None:
    headers = {**_TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    desk.ask(who, "PATCH", f"supervision/uploads/{_id(name)}", headers=headers, content=content)


def _prove(desk: Desk, rule: str) -> None:
    """Two files of a deduction that takes effect, one given up on the way; two pictures for the public."""
    desk.post(INSPECTOR, "supervision/deductions", _entry(desk, "proved", rule, unit="T02"))
    deduction = f"supervision/deductions/{_id('proved')}"
    desk.ask(INSPECTOR, "OPTIONS", "supervision/uploads")
    _send_file(desk, INSPECTOR, "given up", deduction_id=_id("proved"))
    desk.ask(INSPECTOR, "HEAD", f"supervision/uploads/{_id('given up')}", headers=_TUS)
    desk.ask(INSPECTOR, "DELETE", f"supervision/uploads/{_id('given up')}", headers=_TUS)
    for name in ("first photo", "second photo"):
        content = _send_file(desk, INSPECTOR, name, deduction_id=_id("proved"))
        _finish_file(desk, INSPECTOR, name, content)
    desk.get(INSPECTOR, f"{deduction}/evidence")
    desk.get(INSPECTOR, f"supervision/evidence/{_id('first photo')}/content")
    desk.get(INSPECTOR, f"supervision/evidence/{_id('first photo')}/thumbnail")
    desk.post(OFFICE, f"{deduction}:confirm")
    desk.post(OFFICE, f"{deduction}:notify")
    desk.post("demo_operator", "directory/demo-clock", {"to": _now(desk, days=15)})
    _show(desk, deduction)
    desk.post(INSPECTOR, f"supervision/evidence/{_id('second photo')}:withdraw", {"reason": "拍到无关人员"})


def _mend(desk: Desk, rule: str) -> None:
    """The same rule broken again weighs more, until the first time turns out to be none."""
    desk.post(INSPECTOR, "supervision/deductions", _entry(desk, "again", rule, unit="T02"))
    path = "supervision/deductions"
    desk.post(OFFICE, f"{path}/{_id('again')}:confirm")
    desk.post(OFFICE, f"{path}/{_id('again')}:notify")
    desk.post("demo_operator", "directory/demo-clock", {"to": _now(desk, days=15)})
    desk.post(DISCIPLINE, f"{path}/{_id('proved')}:revoke", {"reason": "经复查，责任不在该单位"})
    desk.post(DISCIPLINE, f"{path}/{_id('again')}:correct", {"reason": "首次扣分已撤销，不再按重复加重"})


def _show(desk: Desk, deduction: str) -> None:
    now = desk.get(OFFICE, deduction)
    note = {"public_text": "便民服务大厅设施长期未维护。", "public_place": None}
    desk.change(OFFICE, "PATCH", f"{deduction}/public-text", note, now["version"])
    desk.post(OFFICE, f"{deduction}:publish")
    for name in ("first photo", "second photo"):
        photo, boxes = draw_scene(Random(f"example {name}"))
        picture = {
            "id": _id(f"picture of {name}"),
            "picture": base64.b64encode(cover(photo, boxes)).decode(),
            "covered": boxes,
            "alt_text": "便民服务大厅外景",
            "alt_text_en": "The service hall from outside",
        }
        desk.post(OFFICE, f"supervision/evidence/{_id(name)}/public-pictures", picture)
    desk.get(DISCIPLINE, "supervision/public-pictures")
    desk.get(DISCIPLINE, f"{deduction}/public-pictures")
    first, second = (f"supervision/public-pictures/{_id(f'picture of {n}')}" for n in ("first photo", "second photo"))
    desk.get(DISCIPLINE, f"{first}/content")
    desk.post(DISCIPLINE, f"{second}:reject", {"reason": "车牌没有遮全"})
    desk.post(DISCIPLINE, f"{first}:approve")
    desk.post(DISCIPLINE, f"{first}:withdraw", {"reason": "店招上的姓名没有遮全"})


def _hold_round(desk: Desk) -> None:
    path = "supervision/rounds"
    classes = [desk.get(OFFICE, "directory/units/T01")["class_code"]]
    entry = {"year": NEXT, "period": "Q1", "title": f"{NEXT}年第1季度督查", "class_codes": classes}
    opened = desk.post(OFFICE, path, entry)
    template = desk.get(OFFICE, f"{path}/{opened['id']}/project-imports/template.xlsx")
    project = ("T01", "XM-9", "污水管网改造", "完成主体工程", f"{NEXT}-03-31")
    files = {"file": ("项目.xlsx", _fill(template, project))}
    ticket = desk.ask(OFFICE, "POST", f"{path}/{opened['id']}/project-imports?dry_run=true", files=files)
    desk.rows(OFFICE, f"supervision/project-imports/{desk.follow(OFFICE, ticket)['id']}/rows")
    [item] = desk.rows(OFFICE, f"supervision/round-items?round_id={opened['id']}&unit_code=T01")
    row = {"item_id": item["id"], "value": "1", "note": "查阅台账，现场核实"}
    desk.post(INSPECTOR, f"{path}/{opened['id']}/findings:batch", {"items": [row]})
    desk.post(HEAD, f"supervision/round-items/{item['id']}:answer", {"note": "情况属实，已倒排工期"})
    desk.get(OFFICE, f"supervision/round-items/{item['id']}")
    desk.get(OFFICE, f"supervision/round-items/{item['id']}/evidence")


def _exchange_workbooks(desk: Desk, rule: str) -> None:
    template = desk.get(INSPECTOR, "supervision/deduction-imports/template.xlsx")
    row = ("T03", rule, _now(desk, hours=-2)[:16].replace("T", " "), "镇政府大厅", "窗口无人值守")
    files = {"file": ("扣分.xlsx", _fill(template, row))}
    ticket = desk.ask(INSPECTOR, "POST", "supervision/deduction-imports?dry_run=true", files=files)
    job = desk.follow(INSPECTOR, ticket)
    desk.rows(INSPECTOR, f"supervision/deduction-imports/{job['id']}/rows")
    desk.rows(INSPECTOR, "supervision/jobs")
    desk.get(INSPECTOR, f"supervision/jobs/{job['id']}/result.xlsx")


def _fill(template: bytes, row: tuple[str, ...]) -> bytes:
    book = load_workbook(BytesIO(template))
    for column, value in enumerate(row, 1):
        book.worksheets[0].cell(2, column, value)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
