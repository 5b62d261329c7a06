"""States of this service's records and the acts between them: policies and CHECK constraints are made of these
tables."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow
from hengjian.personnel.terms import (
    CaseState,
    DecisionReviewState,
    NominationStage,
    ProposalState,
    RulesState,
    TransferState,
)


class RulesVerb(StrEnum):
    WRITE = "write"
    ISSUE = "issue"


RULES = Workflow(
    states=RulesState,
    transitions={
        RulesVerb.WRITE: Transition(Permission.PERSONNEL_RULE_MANAGE, frozenset({RulesState.DRAFT})),
        RulesVerb.ISSUE: Transition(
            Permission.PERSONNEL_RULE_MANAGE, frozenset({RulesState.DRAFT}), frozenset({RulesState.ISSUED})
        ),
    },
    begins_in=frozenset({RulesState.DRAFT}),
)


class ProposalVerb(StrEnum):
    DECIDE = "decide"


PROPOSAL = Workflow(
    states=ProposalState,
    transitions={
        # Which office decides follows from the kind of proposal: see ``sight.deciding_permission``.
        ProposalVerb.DECIDE: Transition(
            Permission.PERSONNEL_PROPOSAL_READ,
            frozenset({ProposalState.PROPOSED}),
            frozenset({ProposalState.ACCEPTED, ProposalState.CHANGED, ProposalState.DECLINED}),
        ),
    },
    begins_in=frozenset({ProposalState.PROPOSED}),
    by_time=((ProposalState.PROPOSED, ProposalState.SUPERSEDED),),
)
"""``superseded`` comes with a newer version of the result."""


class ReviewVerb(StrEnum):
    REVIEW = "review"


DECISION_REVIEW = Workflow(
    states=DecisionReviewState,
    transitions={
        ReviewVerb.REVIEW: Transition(
            Permission.PERSONNEL_PROPOSAL_READ,
            frozenset({DecisionReviewState.NEEDED}),
            frozenset({DecisionReviewState.UPHELD, DecisionReviewState.WITHDRAWN}),
        ),
    },
    begins_in=frozenset({DecisionReviewState.NONE}),
    by_time=(
        (DecisionReviewState.NONE, DecisionReviewState.NEEDED),
        (DecisionReviewState.UPHELD, DecisionReviewState.NEEDED),
        (DecisionReviewState.NEEDED, DecisionReviewState.REPLACED),
        (DecisionReviewState.UPHELD, DecisionReviewState.REPLACED),
    ),
)
"""A newer version of the result asks for a review; the decision about the proposal made anew replaces the old one."""


class CaseVerb(StrEnum):
    TAKE_STEP = "take_step"
    CLOSE = "close"


CASE = Workflow(
    states=CaseState,
    transitions={
        CaseVerb.TAKE_STEP: Transition(
            Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY, frozenset({CaseState.OPEN})
        ),
        CaseVerb.CLOSE: Transition(
            Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY,
            frozenset({CaseState.OPEN}),
            frozenset({CaseState.CLOSED}),
        ),
    },
    begins_in=frozenset({CaseState.OPEN}),
    by_time=((CaseState.OPEN, CaseState.WITHDRAWN),),
)
"""A case is withdrawn with the decision that opened it."""


class TransferVerb(StrEnum):
    ASSIGN = "assign"
    CARRY_OUT = "carry_out"


TRANSFER = Workflow(
    states=TransferState,
    transitions={
        TransferVerb.ASSIGN: Transition(
            Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
            frozenset({TransferState.DECIDED, TransferState.ASSIGNED}),
            frozenset({TransferState.ASSIGNED}),
        ),
        TransferVerb.CARRY_OUT: Transition(
            Permission.PERSONNEL_OUTCOME_IMPORT,
            frozenset({TransferState.ASSIGNED}),
            frozenset({TransferState.CARRIED_OUT}),
        ),
    },
    begins_in=frozenset({TransferState.DECIDED, TransferState.ASSIGNED}),
    by_time=(
        (TransferState.DECIDED, TransferState.WITHDRAWN),
        (TransferState.ASSIGNED, TransferState.WITHDRAWN),
    ),
)
"""The decision itself may choose the unit; a transfer is withdrawn with the decision that it comes from."""


class NominationVerb(StrEnum):
    SUGGEST = "suggest"
    RECOMMEND = "recommend"
    SLATE = "slate"
    PLENARY = "plenary"
    INSPECT = "inspect"
    DECIDE = "decide"


def _step(before: NominationStage, after: NominationStage) -> Transition[NominationStage]:
    return Transition(Permission.PERSONNEL_NOMINATION_MANAGE, frozenset({before}), frozenset({after}))


NOMINATION = Workflow(
    states=NominationStage,
    transitions={
        NominationVerb.SUGGEST: _step(NominationStage.OPENED, NominationStage.SUGGESTED),
        NominationVerb.RECOMMEND: _step(NominationStage.SUGGESTED, NominationStage.PRELIMINARY),
        NominationVerb.SLATE: _step(NominationStage.PRELIMINARY, NominationStage.SLATE),
        NominationVerb.PLENARY: _step(NominationStage.SLATE, NominationStage.PLENARY_RECOMMENDED),
        NominationVerb.INSPECT: _step(NominationStage.PLENARY_RECOMMENDED, NominationStage.INSPECTION),
        NominationVerb.DECIDE: _step(NominationStage.INSPECTION, NominationStage.DECIDED),
    },
    begins_in=frozenset({NominationStage.OPENED}),
)
