"""Tables of ``targets``."""

from hengjian.targets.models.base import Base, Cadre, Unit
from hengjian.targets.models.plans import Amendment, Letter, Plan, PlanTarget
from hengjian.targets.models.reports import Report, ReportEntry
from hengjian.targets.models.values import Assessment, OwnerValue, Round
from hengjian.targets.models.years import AppraisalYear, Indicator

metadata = Base.metadata

__all__ = [
    "Amendment",
    "AppraisalYear",
    "Assessment",
    "Cadre",
    "Indicator",
    "Letter",
    "OwnerValue",
    "Plan",
    "PlanTarget",
    "Report",
    "ReportEntry",
    "Round",
    "Unit",
    "metadata",
]
