"""The next year begins: an indicator, plans at two levels, one report."""

from hengjian.launch.examples.desk import Desk
from hengjian.simulation.story import YEAR

NEXT = YEAR + 1
OFFICE = "appraisal_office"
_WRITER, _PASSWORD, _OWN_PASSWORD = "plan.writer", "seven grey lanterns by the weir", "a heron above nine quiet fields"
_INDICATOR = ("code", "name", "unit_of_measure", "owner_unit_code", "direction", "goal_scope", "kind", "places")


def run(desk: Desk) -> None:
    opened = desk.post(OFFICE, "targets/years", {"year": NEXT, "name": f"{NEXT}年度", "report_due_day": 10})
    desk.change(OFFICE, "PATCH", f"targets/years/{NEXT}", {"report_due_day": 20}, opened["version"])
    indicator = _enter_indicator(desk)
    _appoint_writer(desk)
    _plan(desk, {"level": "county"}, indicator)
    _plan(desk, {"level": "unit", "unit_code": "T01"}, indicator)
    [letter] = desk.rows(OFFICE, f"targets/letters?year={NEXT}")
    desk.post("unit_head", f"targets/letters/{letter['id']}:accept", {"digest": letter["digest"]})
    desk.post(OFFICE, f"targets/years/{NEXT}:advance", {"to_phase": "running"})
    _report(desk, indicator)


def _enter_indicator(desk: Desk) -> str:
    old = desk.row(OFFICE, f"targets/indicators?year={YEAR}")
    row = {"year": NEXT, **{name: old[name] for name in _INDICATOR}, "name_en": "to be named"}
    desk.post(OFFICE, "targets/indicators:batch", {"items": [row]})
    [made] = desk.rows(OFFICE, f"targets/indicators?year={NEXT}")
    path = f"targets/indicators/{made['id']}"
    desk.change(OFFICE, "PATCH", path, {"name_en": old["name_en"]}, made["version"])
    return str(made["code"])


def _appoint_writer(desk: Desk) -> None:
    """Whoever writes a plan does not issue it."""
    row = {"username": _WRITER, "display_name": "考核办（编制）", "roles": [OFFICE], "person_code": _WRITER}
    desk.post("administrator", "directory/accounts:batch", {"items": [{**row, "password": _PASSWORD}]})
    session = desk.session(_WRITER, _PASSWORD)
    desk.post(_WRITER, "directory/session:change-password", {"present": _PASSWORD, "new": _OWN_PASSWORD})
    session.headers["X-CSRF-Token"] = session.cookies["hj_csrf"]


def _plan(desk: Desk, subject: dict[str, str], indicator: str) -> None:
    lines = [{"indicator_code": indicator, "target": "95", "milestones": {"6": "45", "12": "95"}}]
    desk.post(_WRITER, "targets/plans:batch", {"items": [{"year": NEXT, **subject, "targets": lines}]})
    [draft] = desk.rows(OFFICE, f"targets/plans?year={NEXT}&level={subject['level']}")
    desk.post(OFFICE, f"targets/plans/{draft['id']}:issue")


def _report(desk: Desk, indicator: str) -> None:
    desk.post("demo_operator", "directory/demo-clock", {"to": f"{NEXT}-05-10T09:00:00+08:00"})
    [report] = desk.rows("unit_reporter", f"targets/reports?year={NEXT}&month=4")
    path = f"targets/reports/{report['id']}"
    entries = [{"indicator_code": indicator, "value": "31.5", "note": "含四月新增"}]
    entered = {"entries": entries, "summary": "四月工作进展"}
    desk.change("unit_reporter", "PUT", f"{path}/entries", entered, report["version"])
    desk.post("unit_reporter", f"{path}:submit", entered)
    desk.post(OFFICE, f"{path}:accept")
