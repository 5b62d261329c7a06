"""States of this service's records and the acts between them: policies and CHECK constraints are made of these
tables."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class YearPhase(StrEnum):
    PREPARATION = "preparation"
    RUNNING = "running"
    YEAR_END = "year_end"
    CLOSED = "closed"


class YearVerb(StrEnum):
    """The three steps of ``advance``."""

    RUN = "run"
    END = "end"
    CLOSE = "close"


def _step(before: YearPhase, after: YearPhase) -> Transition[YearPhase]:
    return Transition(Permission.TARGETS_YEAR_MANAGE, frozenset({before}), frozenset({after}))


YEAR = Workflow(
    states=YearPhase,
    transitions={
        YearVerb.RUN: _step(YearPhase.PREPARATION, YearPhase.RUNNING),
        YearVerb.END: _step(YearPhase.RUNNING, YearPhase.YEAR_END),
        YearVerb.CLOSE: _step(YearPhase.YEAR_END, YearPhase.CLOSED),
    },
    begins_in=frozenset({YearPhase.PREPARATION, YearPhase.CLOSED}),
)
"""A past year may begin closed, to hold imported history."""


class PlanState(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"


class PlanVerb(StrEnum):
    REWRITE = "rewrite"
    ISSUE = "issue"
    AMEND = "amend"


PLAN = Workflow(
    states=PlanState,
    transitions={
        PlanVerb.REWRITE: Transition(Permission.TARGETS_PLAN_WRITE, frozenset({PlanState.DRAFT})),
        PlanVerb.ISSUE: Transition(
            Permission.TARGETS_PLAN_ISSUE, frozenset({PlanState.DRAFT}), frozenset({PlanState.ISSUED})
        ),
        PlanVerb.AMEND: Transition(Permission.TARGETS_AMENDMENT_PROPOSE, frozenset({PlanState.ISSUED})),
    },
    begins_in=frozenset({PlanState.DRAFT}),
)


class LetterState(StrEnum):
    AWAITING = "awaiting"
    ACCEPTED = "accepted"


class LetterVerb(StrEnum):
    ACCEPT = "accept"


LETTER = Workflow(
    states=LetterState,
    transitions={
        LetterVerb.ACCEPT: Transition(
            Permission.TARGETS_LETTER_ACCEPT, frozenset({LetterState.AWAITING}), frozenset({LetterState.ACCEPTED})
        ),
    },
    begins_in=frozenset({LetterState.AWAITING}),
)


class AmendmentState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


class AmendmentVerb(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


AMENDMENT = Workflow(
    states=AmendmentState,
    transitions={
        AmendmentVerb.APPROVE: Transition(
            Permission.TARGETS_AMENDMENT_APPROVE,
            frozenset({AmendmentState.PROPOSED}),
            frozenset({AmendmentState.APPROVED}),
        ),
        AmendmentVerb.REJECT: Transition(
            Permission.TARGETS_AMENDMENT_APPROVE,
            frozenset({AmendmentState.PROPOSED}),
            frozenset({AmendmentState.REJECTED}),
        ),
    },
    begins_in=frozenset({AmendmentState.PROPOSED}),
)


class ReportState(StrEnum):
    AWAITED = "awaited"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class ReportVerb(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"


_WITH_THE_UNIT = frozenset({ReportState.AWAITED, ReportState.RETURNED})

REPORT = Workflow(
    states=ReportState,
    transitions={
        ReportVerb.SAVE: Transition(Permission.TARGETS_REPORT_SUBMIT, _WITH_THE_UNIT),
        ReportVerb.SUBMIT: Transition(
            Permission.TARGETS_REPORT_SUBMIT, _WITH_THE_UNIT, frozenset({ReportState.SUBMITTED})
        ),
        ReportVerb.RETURN: Transition(
            Permission.TARGETS_REPORT_JUDGE, frozenset({ReportState.SUBMITTED}), frozenset({ReportState.RETURNED})
        ),
        ReportVerb.ACCEPT: Transition(
            Permission.TARGETS_REPORT_JUDGE, frozenset({ReportState.SUBMITTED}), frozenset({ReportState.ACCEPTED})
        ),
    },
    begins_in=frozenset({ReportState.AWAITED}),
)


class ValueState(StrEnum):
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


class ValueVerb(StrEnum):
    CONFIRM = "confirm"


VALUE = Workflow(
    states=ValueState,
    transitions={
        ValueVerb.CONFIRM: Transition(
            Permission.TARGETS_VALUE_CONFIRM, frozenset({ValueState.ENTERED}), frozenset({ValueState.CONFIRMED})
        ),
    },
    begins_in=frozenset({ValueState.ENTERED}),
    by_time=((ValueState.CONFIRMED, ValueState.SUPERSEDED),),
)
"""A confirmed value steps back when its successor is confirmed."""


class TargetRoundState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class TargetRoundVerb(StrEnum):
    ASSESS = "assess"
    CLOSE = "close"


ROUND = Workflow(
    states=TargetRoundState,
    transitions={
        TargetRoundVerb.ASSESS: Transition(Permission.TARGETS_ROUND_MANAGE, frozenset({TargetRoundState.OPEN})),
        TargetRoundVerb.CLOSE: Transition(
            Permission.TARGETS_ROUND_MANAGE,
            frozenset({TargetRoundState.OPEN}),
            frozenset({TargetRoundState.CLOSED}),
        ),
    },
    begins_in=frozenset({TargetRoundState.OPEN}),
)
