"""States and the verbs between them: one table from which policy, CHECK constraint and trigger are made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)
Verb = TypeVar("Verb", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[State]):
    """From which states a verb is possible, the permission that it takes, and where it may lead.

    ``leads_to`` is empty for a verb that leaves the state as it is.
    """

    permission: str
    possible_in: frozenset[State]
    leads_to: frozenset[State] = frozenset()


@dataclass(frozen=True)
class Workflow(Generic[State, Verb]):
    """All states of one kind of record. ``by_time`` are the moves that no person makes, such as a term that ends."""

    states: type[State]
    transitions: Mapping[Verb, Transition[State]]
    begins_in: frozenset[State]
    by_time: Collection[tuple[State, State]] = field(default=())

    def is_possible(self, verb: Verb, state: str) -> bool:
        return self.states(state) in self.transitions[verb].possible_in

    def permission_for(self, verb: Verb) -> str:
        return self.transitions[verb].permission

    def moves(self) -> list[tuple[State, State]]:
        """Every change of state that may happen, in the order of the states."""
        led = {
            (before, after)
            for transition in self.transitions.values()
            for before in transition.possible_in
            for after in transition.leads_to
        }
        order = {state: place for place, state in enumerate(self.states)}
        return sorted(led.union(self.by_time), key=lambda move: (order[move[0]], order[move[1]]))

    def check(self, column: str = "state") -> str:
        """The condition of the CHECK constraint."""
        return f"{column} IN ({_listed(self.states)})"

    def guard_condition(self, column: str = "state") -> str:
        """SQL that is true in a trigger for a change of state that the table does not know."""
        pairs = ", ".join(f"('{before}', '{after}')" for before, after in self.moves())
        changes = f"NEW.{column} IS DISTINCT FROM OLD.{column}"
        return f"{changes} AND (OLD.{column}, NEW.{column}) NOT IN ({pairs})"

    def begin_condition(self, column: str = "state") -> str:
        """SQL that is true in a trigger for a new row in a state in which no record begins."""
        return f"NEW.{column} NOT IN ({_listed(self.begins_in)})"


def _listed(states: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states, key=str))
