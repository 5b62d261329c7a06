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

    def pairs(self) -> str:
        """Every move as a list of SQL rows, for the trigger that refuses all others; empty where nothing ever moves."""
        return ", ".join(f"('{before}', '{after}')" for before, after in self.moves())


def _listed(states: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states, key=str))
