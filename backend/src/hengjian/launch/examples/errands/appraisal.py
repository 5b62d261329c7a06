"""A draft of the next year's scheme: changed, examined, tried, exchanged as workbooks; and what owners enter."""

from typing import Any

from hengjian.launch.examples.desk import Desk
from hengjian.launch.examples.errands.targets import NEXT
from hengjian.simulation.story import YEAR

OFFICE, DEPARTMENT = "appraisal_office", "organisation_department"
_ENTRY = ("name", "class_codes", "document", "binding", "coefficients", "full_score")


def run(desk: Desk) -> None:
    [draft] = desk.rows(OFFICE, f"appraisal/schemes?year={NEXT}&state=draft")
    _ask_the_engine(desk)
    _work_on(desk, f"appraisal/schemes/{draft['id']}")
    issued = desk.row(OFFICE, f"appraisal/schemes?year={YEAR}&state=issued")
    scheme = desk.get(OFFICE, f"appraisal/schemes/{issued['id']}")
    entry = {**_entry_of(scheme), "reason": "按县委决定调整一项指标的说明"}
    desk.post(OFFICE, f"appraisal/schemes/{issued['id']}:amend", entry)
    _enter_by_hand(desk)
    _look_at_seals(desk)


def _ask_the_engine(desk: Desk) -> None:
    rule = {"code": "grain", "points": "10", "rule": {"type": "proportional"}}
    subjects = [
        {"code": code, "class": "townships", "facts": {"grain": {"actual": actual, "target": "100"}}}
        for code, actual in (("T01", "85"), ("T02", "100"))
    ]
    desk.post(OFFICE, "appraisal/evaluations", {"scheme": {"root": rule}, "subjects": subjects})
    desk.post(OFFICE, "appraisal/rules:preview", {"item": rule, "fact": {"actual": "85", "target": "100"}})


def _entry_of(scheme: dict[str, Any]) -> dict[str, Any]:
    return {name: scheme[name] for name in _ENTRY}


def _work_on(desk: Desk, path: str) -> None:
    scheme = desk.get(OFFICE, path)
    entry = _entry_of(scheme)
    desk.post(OFFICE, f"{path}:examine", entry)
    desk.change(OFFICE, "PUT", path, entry, scheme["version"])
    trial = {"facts_year": YEAR}
    desk.post(OFFICE, f"{path}:try", trial)
    desk.ask(OFFICE, "POST", f"{path}/trial.xlsx", trial)
    table = desk.get(OFFICE, f"{path}/table.xlsx")
    version = desk.get(OFFICE, path)["version"]
    files = {"file": ("指标表.xlsx", table)}
    headers = {"If-Match": f'"{version}"'}
    desk.ask(OFFICE, "POST", f"{path}/table?dry_run=true", files=files, headers=headers)
    facts = desk.get(OFFICE, f"{path}/sample-facts.xlsx?facts_year={YEAR}")
    desk.ask(OFFICE, "POST", f"{path}/sample-facts", files={"file": ("样本.xlsx", facts)})


def _enter_by_hand(desk: Desk) -> None:
    items = desk.get(DEPARTMENT, f"appraisal/manual-items?year={YEAR}")["items"]
    item = items[0]
    of = f"year={YEAR}&scheme_code={item['scheme_code']}&item_code={item['item_code']}"
    desk.get(DEPARTMENT, f"appraisal/manual-scores?{of}")
    table = desk.get(DEPARTMENT, f"appraisal/manual-scores/table.xlsx?{of}")
    files = {"file": ("评分.xlsx", table)}
    desk.ask(DEPARTMENT, "POST", f"appraisal/manual-scores/table?{of}", files=files)


def _look_at_seals(desk: Desk) -> None:
    seals = [seal for seal in desk.rows(OFFICE, "appraisal/seals") if seal["has_public_file"]]
    desk.get(OFFICE, f"appraisal/seals/{seals[0]['id']}/public-file")
    desk.get("auditor", f"appraisal/results/{seals[0]['result_id']}/bundle")
