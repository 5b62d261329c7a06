"""What a reader may do with a record now, in one form for every record of the API."""

from pydantic import BaseModel

from hengjian.kit.policy.refusals import Obstacle, reason_of


class Action(BaseModel):
    """An act that the record's state allows; ``reason`` says why this reader may not, and is null where it is
    allowed."""

    name: str
    allowed: bool
    reason: str | None


def weigh(name: str, obstacle: Obstacle | None) -> Action:
    """The act as this reader sees it."""
    return Action(name=name, allowed=obstacle is None, reason=None if obstacle is None else reason_of(obstacle))
