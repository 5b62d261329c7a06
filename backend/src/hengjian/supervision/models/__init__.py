"""Tables of ``supervision``."""

from hengjian.supervision.models.base import Base, Cadre, Inspector, Unit
from hengjian.supervision.models.bulletin import BulletinEntry
from hengjian.supervision.models.deductions import (
    NUMBERS,
    STATES,
    Deduction,
    DeductionStep,
    Judgement,
    Objection,
    Repeat,
    Reversal,
)
from hengjian.supervision.models.evidence import PURPOSES, Evidence, EvidenceUpload, EvidenceWithdrawal
from hengjian.supervision.models.impartiality import Draw, Recusal, StandingAsideTerm
from hengjian.supervision.models.pictures import PictureReview, PictureWithdrawal, PublicPicture
from hengjian.supervision.models.rectifications import RECTIFICATION_STATES, Rectification, RectificationStep
from hengjian.supervision.models.rounds import ITEM_STATES, LIGHTS, STEP_KINDS, Round, RoundItem, RoundStep
from hengjian.supervision.models.rules import DeductionRule, RuleContent, RuleTemplate
from hengjian.supervision.models.visits import Visit

metadata = Base.metadata

__all__ = [
    "ITEM_STATES",
    "LIGHTS",
    "NUMBERS",
    "PURPOSES",
    "RECTIFICATION_STATES",
    "STATES",
    "STEP_KINDS",
    "BulletinEntry",
    "Cadre",
    "Deduction",
    "DeductionRule",
    "DeductionStep",
    "Draw",
    "Evidence",
    "EvidenceUpload",
    "EvidenceWithdrawal",
    "Inspector",
    "Judgement",
    "Objection",
    "PictureReview",
    "PictureWithdrawal",
    "PublicPicture",
    "Rectification",
    "RectificationStep",
    "Recusal",
    "Repeat",
    "Reversal",
    "Round",
    "RoundItem",
    "RoundStep",
    "RuleContent",
    "RuleTemplate",
    "StandingAsideTerm",
    "Unit",
    "Visit",
    "metadata",
]
