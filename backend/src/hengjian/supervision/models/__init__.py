"""Tables of ``supervision``."""

from hengjian.supervision.models.base import Base, Belonging, Cadre, Inspector, StandingAsideTerm, Tie, Unit
from hengjian.supervision.models.bulletin import BulletinEntry
from hengjian.supervision.models.deductions import (
    Deduction,
    DeductionStep,
    Judgement,
    Objection,
    Repeat,
    Reversal,
)
from hengjian.supervision.models.draws import Draw
from hengjian.supervision.models.evidence import PURPOSES, Evidence, EvidenceUpload, EvidenceWithdrawal
from hengjian.supervision.models.numbers import NumberSeries
from hengjian.supervision.models.pictures import PictureReview, PictureWithdrawal, PublicPicture, WaitingPicture
from hengjian.supervision.models.rectifications import Rectification, RectificationStep
from hengjian.supervision.models.rounds import Round, RoundItem, RoundStep
from hengjian.supervision.models.rules import DeductionRule, RuleContent, RuleTemplate
from hengjian.supervision.models.tallies import (
    BulletinTally,
    BulletinTallyChange,
    DeductionTally,
    DeductionTallyChange,
    RecorderTally,
    RecorderTallyChange,
    VisitTally,
    VisitTallyChange,
)
from hengjian.supervision.models.visits import Visit

metadata = Base.metadata

__all__ = [
    "PURPOSES",
    "Belonging",
    "BulletinEntry",
    "BulletinTally",
    "BulletinTallyChange",
    "Cadre",
    "Deduction",
    "DeductionRule",
    "DeductionStep",
    "DeductionTally",
    "DeductionTallyChange",
    "Draw",
    "Evidence",
    "EvidenceUpload",
    "EvidenceWithdrawal",
    "Inspector",
    "Judgement",
    "NumberSeries",
    "Objection",
    "PictureReview",
    "PictureWithdrawal",
    "PublicPicture",
    "RecorderTally",
    "RecorderTallyChange",
    "Rectification",
    "RectificationStep",
    "Repeat",
    "Reversal",
    "Round",
    "RoundItem",
    "RoundStep",
    "RuleContent",
    "RuleTemplate",
    "StandingAsideTerm",
    "Tie",
    "Unit",
    "Visit",
    "VisitTally",
    "VisitTallyChange",
    "WaitingPicture",
    "metadata",
]
