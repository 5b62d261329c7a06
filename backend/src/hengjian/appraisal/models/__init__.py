"""Tables of ``appraisal``."""

from hengjian.appraisal.models.base import Base, Cadre, Unit, UnitClass
from hengjian.appraisal.models.facts import (
    ClassStanding,
    ClosedItem,
    ClosedValues,
    DeductionFact,
    DirtyMark,
    Indicator,
    ItemFact,
    PlanTarget,
    Standing,
    ValueFact,
)
from hengjian.appraisal.models.results import ResultRow, ResultSet, Review, SealedResult
from hengjian.appraisal.models.rounds import (
    BallotCount,
    BallotRound,
    BonusClaim,
    EvaluationRound,
    EvaluationScore,
    Sheet,
    SheetRound,
    SheetScore,
    Veto,
)
from hengjian.appraisal.models.schemes import Scheme

metadata = Base.metadata

__all__ = [
    "BallotCount",
    "BallotRound",
    "Base",
    "BonusClaim",
    "Cadre",
    "ClassStanding",
    "ClosedItem",
    "ClosedValues",
    "DeductionFact",
    "DirtyMark",
    "EvaluationRound",
    "EvaluationScore",
    "Indicator",
    "ItemFact",
    "PlanTarget",
    "ResultRow",
    "ResultSet",
    "Review",
    "Scheme",
    "SealedResult",
    "Sheet",
    "SheetRound",
    "SheetScore",
    "Standing",
    "Unit",
    "UnitClass",
    "ValueFact",
    "Veto",
    "metadata",
]
