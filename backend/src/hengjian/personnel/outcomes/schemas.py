from datetime import date, datetime
from typing import Literal
from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.texts import Name
from hengjian.kit.time.inputs import Day
from hengjian.personnel.schemas import DecisionNumber, Input, Output
from hengjian.personnel.terms import OutcomeKind, RecordSource


class ImportedOutcome(Input):
    """An outcome from other books; ``reference`` is the row's number there, by which a repeated import is known."""

    reference: Code
    year: Year
    kind: OutcomeKind
    cadre_code: Code | None = None
    name: Name
    unit_code: Code | None = None
    decision_number: DecisionNumber
    decided_on: Day
    source: Literal[RecordSource.IMPORTED] = RecordSource.IMPORTED


class OutcomeEntry(Input):
    """A decision that was carried out: of a proposal, or of a nomination round.

    ``cadre_code`` may be left out where the proposal is about one cadre.
    """

    proposal_id: UUID | None = None
    nomination_round_id: UUID | None = None
    cadre_code: Code | None = None
    kind: OutcomeKind
    decision_number: DecisionNumber
    decided_on: Day | None = None


class OutcomeView(Output):
    id: UUID
    year: int
    kind: OutcomeKind
    cadre_code: str | None
    cadre_name: str
    unit_code: str | None
    decision_number: str
    decided_on: date
    source: RecordSource
    reference: str
    proposal_id: UUID | None
    nomination_round_id: UUID | None
    recorded_by_name: str
    recorded_at: datetime


class OutcomeCount(Output):
    """How many outcomes of one kind a year had, by where the record comes from."""

    kind: OutcomeKind
    year: int
    imported: int
    decided: int
    total: int


class OutcomeTotal(Output):
    kind: OutcomeKind
    imported: int
    decided: int
    total: int


class OutcomeRecord(Output):
    """What followed over the years; every kind is named, also where nothing happened."""

    from_year: int
    to_year: int
    items: list[OutcomeCount]
    totals: list[OutcomeTotal]
