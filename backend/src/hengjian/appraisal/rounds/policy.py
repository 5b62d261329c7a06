"""What may be done with a round in its state, and what a score may be. Pure."""

from decimal import Decimal

from hengjian.appraisal.errors import WrongState
from hengjian.kit.policy.workflows import State, Verb, Workflow
from hengjian.kit.problems.problems import FieldError


def find_wrong_state(workflow: Workflow[State, Verb], verb: Verb, state: str) -> WrongState | None:
    return None if workflow.is_possible(verb, state) else WrongState(state=state)


def find_bad_score(pointer: str, score: Decimal, most: Decimal) -> FieldError | None:
    """``most`` are the points that the scheme gives the item."""
    if 0 <= score <= most:
        return None
    zh, en = f"评分应在 0 至 {most} 之间。", f"A score lies between 0 and {most}."
    return FieldError(pointer, "out_of_range", zh, en)
