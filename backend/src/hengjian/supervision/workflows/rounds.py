"""A quarterly round, the lines of its checklists, and the verbs that lead from one station to the next."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class RoundState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class RoundVerb(StrEnum):
    ADD_ITEMS = "add_items"
    CLOSE = "close"


class ItemState(StrEnum):
    """``reported``: the unit says that it made good; ``made_good``: checked again and confirmed."""

    AWAITED = "awaited"
    FOUND = "found"
    REPORTED = "reported"
    MADE_GOOD = "made_good"


class ItemVerb(StrEnum):
    FIND = "find"
    ANSWER = "answer"
    MAKE_GOOD = "make_good"
    RECHECK = "recheck"


_P, _OPEN, _I, _V = Permission, frozenset({RoundState.OPEN}), ItemState, ItemVerb

ROUNDS: Workflow[RoundState, RoundVerb] = Workflow(
    states=RoundState,
    transitions={
        RoundVerb.ADD_ITEMS: Transition(_P.SUPERVISION_ROUND_MANAGE, _OPEN),
        RoundVerb.CLOSE: Transition(_P.SUPERVISION_ROUND_MANAGE, _OPEN, frozenset({RoundState.CLOSED})),
    },
    begins_in=_OPEN,
)

ROUND_ITEMS: Workflow[ItemState, ItemVerb] = Workflow(
    states=ItemState,
    transitions={
        # What was found may be corrected, unless it was red.
        _V.FIND: Transition(_P.SUPERVISION_ROUND_FIND, frozenset({_I.AWAITED, _I.FOUND}), frozenset({_I.FOUND})),
        _V.ANSWER: Transition(_P.SUPERVISION_ROUND_ANSWER, frozenset({_I.FOUND, _I.REPORTED, _I.MADE_GOOD})),
        _V.MAKE_GOOD: Transition(_P.SUPERVISION_ROUND_ANSWER, frozenset({_I.FOUND}), frozenset({_I.REPORTED})),
        _V.RECHECK: Transition(
            _P.SUPERVISION_ROUND_FIND, frozenset({_I.REPORTED}), frozenset({_I.MADE_GOOD, _I.FOUND})
        ),
    },
    begins_in=frozenset({_I.AWAITED}),
)
