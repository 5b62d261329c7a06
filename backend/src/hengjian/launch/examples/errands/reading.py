"""What the simulated year does not read: each list and record once, by somebody who works with it."""

from typing import NamedTuple

from hengjian.launch.examples.desk import Desk
from hengjian.simulation.story import YEAR


class Finder(NamedTuple):
    """Where the value of a place holder comes from: a field of a list's first row."""

    who: str
    path: str
    field: str = "id"


_YEAR = f"year={YEAR}"
_UNIT_RESULTS = f"appraisal/results?{_YEAR}&scheme_code=unit-township-1"
FINDERS = {
    "amendment": Finder("appraisal_office", "targets/amendments"),
    "audit_row": Finder("auditor", "directory/audit-rows?of=directory&object_type=unit_class"),
    "ballot_round": Finder("appraisal_office", "appraisal/ballot-rounds"),
    "cadre": Finder("organisation_department", "directory/cadres?unit_code=T01", "code"),
    "case": Finder("organisation_department", "personnel/accountability-cases"),
    "deduction": Finder("supervision_office", f"supervision/deductions?{_YEAR}&state=effective&published=true"),
    "evaluation_round": Finder("appraisal_office", "appraisal/evaluation-rounds"),
    "indicator": Finder("appraisal_office", f"targets/indicators?{_YEAR}"),
    "letter": Finder("appraisal_office", "targets/letters"),
    "nomination_round": Finder("organisation_department", "personnel/nomination-rounds"),
    "plan": Finder("appraisal_office", f"targets/plans?{_YEAR}&level=unit"),
    "proposal": Finder("organisation_department", "personnel/proposals?kind=promotion_suggestion"),
    "rectification": Finder("supervision_office", "supervision/rectifications"),
    "report": Finder("unit_reporter", f"targets/reports?{_YEAR}"),
    "result": Finder("committee", _UNIT_RESULTS),
    "rule": Finder("supervision_office", f"supervision/deduction-rules?{_YEAR}"),
    "scheme": Finder("appraisal_office", f"appraisal/schemes?{_YEAR}"),
    "sheet": Finder("appraisal_office", "appraisal/sheets"),
    "sheet_round": Finder("appraisal_office", "appraisal/sheet-rounds"),
    "supervision_round": Finder("supervision_office", f"supervision/rounds?{_YEAR}"),
    "target_round": Finder("appraisal_office", "targets/rounds"),
    "transfer": Finder("organisation_department", "personnel/transfers"),
    "value": Finder("appraisal_office", f"targets/values?{_YEAR}"),
    "visit": Finder("supervision_office", "supervision/visits"),
}

READINGS = (
    ("appraisal_office", "appraisal/health"),
    ("appraisal_office", "appraisal/first-steps"),
    ("appraisal_office", "appraisal/ballot-rounds"),
    ("appraisal_office", "appraisal/ballot-rounds/{ballot_round}"),
    ("appraisal_office", "appraisal/evaluation-rounds"),
    ("appraisal_office", "appraisal/evaluation-rounds/{evaluation_round}"),
    ("committee", "appraisal/results/{result}/sensitivity"),
    ("committee", "appraisal/results/{result}/subjects/T01"),
    ("committee", "appraisal/results/{result}/subjects/T01/outlook"),
    ("committee", "appraisal/results/{result}/versions"),
    ("appraisal_office", "appraisal/schemes/{scheme}"),
    ("appraisal_office", "appraisal/schemes/{scheme}/changes"),
    ("appraisal_office", "appraisal/schemes/{scheme}/document.json"),
    ("appraisal_office", "appraisal/seals"),
    ("appraisal_office", "appraisal/sheet-rounds"),
    ("appraisal_office", "appraisal/sheet-rounds/{sheet_round}"),
    ("appraisal_office", "appraisal/sheets"),
    ("appraisal_office", "appraisal/sheets/{sheet}"),
    ("appraisal_office", "appraisal/standings"),
    ("appraisal_office", f"appraisal/standings/{YEAR}/classes"),
    ("appraisal_office", f"appraisal/standings/{YEAR}/classes/township-1"),
    ("appraisal_office", f"appraisal/standings/{YEAR}/classes/township-1/sensitivity"),
    ("appraisal_office", f"appraisal/standings/{YEAR}/sensitivity"),
    ("appraisal_office", f"appraisal/standings/{YEAR}/units/T01"),
    ("appraisal_office", f"appraisal/standings/{YEAR}/units/T01/outlook"),
    ("administrator", "directory/accounts"),
    ("administrator", "directory/accounts/inspector"),
    ("auditor", "directory/audit-rows?object_type=unit_class&limit=2"),
    ("auditor", "directory/audit-rows/directory/{audit_row}"),
    ("auditor", "directory/audit-rows.xlsx?object_type=unit_class"),
    ("organisation_department", "directory/cadres/{cadre}"),
    ("administrator", "directory/clients"),
    ("administrator", "directory/clients/demo"),
    ("administrator", "directory/first-steps"),
    ("administrator", "directory/health"),
    ("administrator", "directory/session"),
    ("administrator", "directory/unit-classes"),
    ("administrator", "directory/units/T01"),
    ("administrator", "health"),
    ("organisation_department", "personnel/accountability-cases/{case}"),
    ("organisation_department", "personnel/bonus-list"),
    ("organisation_department", "personnel/first-steps"),
    ("organisation_department", "personnel/health"),
    ("organisation_department", "personnel/linkage-rules"),
    ("organisation_department", f"personnel/linkage-rules/{YEAR}"),
    ("organisation_department", "personnel/nomination-rounds/{nomination_round}"),
    ("organisation_department", "personnel/outcomes"),
    ("organisation_department", "personnel/proposals/{proposal}"),
    ("organisation_department", "personnel/transfers/{transfer}"),
    ("organisation_department", "personnel/unit-tiers"),
    ("supervision_office", "supervision/bulletin"),
    ("supervision_office", "supervision/deduction-rules/{rule}"),
    ("supervision_office", f"supervision/deduction-summary?{_YEAR}"),
    ("supervision_office", "supervision/deductions/{deduction}/similar"),
    ("supervision_office", "supervision/deductions/{deduction}/unit-history"),
    ("supervision_office", "supervision/first-steps"),
    ("supervision_office", "supervision/health"),
    ("inspector", "supervision/inspectors"),
    ("supervision_office", "supervision/rectifications/{rectification}"),
    ("supervision_office", "supervision/rounds/{supervision_round}"),
    ("supervision_office", "supervision/rounds/{supervision_round}/report"),
    ("supervision_office", "supervision/rounds/{supervision_round}/report.xlsx"),
    ("supervision_office", "supervision/rounds/{supervision_round}/units/T01"),
    ("supervision_office", f"supervision/strictness?{_YEAR}"),
    ("supervision_office", "supervision/visits/{visit}"),
    ("appraisal_office", "targets/amendments/{amendment}"),
    ("appraisal_office", f"targets/coverage?{_YEAR}"),
    ("appraisal_office", "targets/first-steps"),
    ("appraisal_office", "targets/health"),
    ("appraisal_office", f"targets/indicators?{_YEAR}"),
    ("appraisal_office", "targets/indicators/{indicator}"),
    ("appraisal_office", "targets/letters/{letter}"),
    ("appraisal_office", "targets/plans/{plan}"),
    ("appraisal_office", f"targets/report-calendar?{_YEAR}"),
    ("unit_reporter", "targets/reports/{report}"),
    ("appraisal_office", "targets/rounds"),
    ("appraisal_office", "targets/rounds/{target_round}"),
    ("appraisal_office", f"targets/unit-targets?{_YEAR}&month=6&unit_code=T01"),
    ("appraisal_office", f"targets/values?{_YEAR}"),
    ("appraisal_office", f"targets/value-progress?{_YEAR}&value_name=annual"),
    ("appraisal_office", f"targets/value-sheets/T-REV?{_YEAR}&value_name=annual"),
    ("appraisal_office", "targets/values/{value}"),
    ("appraisal_office", "targets/years"),
    ("appraisal_office", f"targets/years/{YEAR}"),
)


def read_everything(desk: Desk) -> None:
    found: dict[str, str] = {}
    for who, path in READINGS:
        for name, finder in FINDERS.items():
            if f"{{{name}}}" in path and name not in found:
                found[name] = desk.row(finder.who, finder.path)[finder.field]
        desk.ask(who, "GET", path.format_map(found))
