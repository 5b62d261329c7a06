"""Tables of ``personnel``: final results as they arrived, proposals and decisions, and what was made of them."""

from hengjian.personnel.models.base import Base, Cadre, Unit
from hengjian.personnel.models.consequences import (
    AccountabilityCase,
    CadreGrade,
    CaseStep,
    Outcome,
    Transfer,
    UnitQuota,
    UnitTier,
)
from hengjian.personnel.models.nominations import Candidate, NominationRound, NominationStep
from hengjian.personnel.models.proposals import Decision, Proposal
from hengjian.personnel.models.results import FinalLine, FinalResult, LinkageRules

metadata = Base.metadata

__all__ = [
    "AccountabilityCase",
    "Base",
    "Cadre",
    "CadreGrade",
    "Candidate",
    "CaseStep",
    "Decision",
    "FinalLine",
    "FinalResult",
    "LinkageRules",
    "NominationRound",
    "NominationStep",
    "Outcome",
    "Proposal",
    "Transfer",
    "Unit",
    "UnitQuota",
    "UnitTier",
    "metadata",
]
