"""What every policy of this service says in the reader's language."""

from hengjian.kit.edge.problems import Problem, RefusedByPolicy
from hengjian.kit.language import current_language
from hengjian.personnel.schemas import PersonnelActionView


def say(zh: str, en: str) -> str:
    return en if current_language.get() == "en" else zh


def refuse_if(reason: str | None) -> None:
    """A policy's reason, where there is one, is the refusal."""
    if reason is not None:
        raise RefusedByPolicy(reason=reason)


def describe_action(name: str, obstacle: Problem | str | None) -> PersonnelActionView:
    reason = obstacle.sentence() if isinstance(obstacle, Problem) else obstacle
    return PersonnelActionView(name=name, allowed=reason is None, reason=reason)
