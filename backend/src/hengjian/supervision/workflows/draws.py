"""A draw by lot: open until the public word is named."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class DrawState(StrEnum):
    OPEN = "open"
    DRAWN = "drawn"


class DrawVerb(StrEnum):
    DRAW = "draw"


DRAWS: Workflow[DrawState, DrawVerb] = Workflow(
    states=DrawState,
    transitions={
        DrawVerb.DRAW: Transition(
            Permission.SUPERVISION_DRAW_MANAGE, frozenset({DrawState.OPEN}), frozenset({DrawState.DRAWN})
        )
    },
    begins_in=frozenset({DrawState.OPEN}),
)
