"""Why somebody may not do a thing: one form for every policy of every service.

A policy is a pure function that answers an :data:`Obstacle` or ``None``. The edge shows it as an action that is not
allowed, or raises it; nobody but the reader's language decides in which words.
"""

from dataclasses import dataclass

from hengjian.kit.language import say
from hengjian.kit.problems.problems import Problem, RefusedByPolicy


@dataclass(frozen=True)
class Refusal:
    """A reason of policy, in both languages; as an answer it is 403 with the reason in it, and with the ``remedy``:
    what can be done about it by somebody else."""

    zh: str
    en: str
    remedy: tuple[str, str] | None = None

    @property
    def reason(self) -> str:
        return say(self.zh, self.en)

    @property
    def answer(self) -> str:
        if self.remedy is None:
            return self.reason
        zh, en = self.remedy
        return say(f"{self.zh}{zh}", f"{self.en} {en}")


Obstacle = Refusal | Problem
"""What stands in the way: a reason of policy, or a problem with a status and code of its own, such as a wrong state."""


NO_PERMISSION = Refusal("您的岗位无此权限。", "Your post does not include this.")


def reason_of(obstacle: Obstacle) -> str:
    """The sentence in the reader's language."""
    return obstacle.reason if isinstance(obstacle, Refusal) else obstacle.sentence()


def refuse_if(obstacle: Obstacle | None) -> None:
    """Raise what stands in the way, where something does."""
    if isinstance(obstacle, Refusal):
        raise RefusedByPolicy(reason=obstacle.answer)
    if obstacle is not None:
        raise obstacle
