"""One table of states: what policy allows is what the database lets happen."""

from enum import StrEnum

from hengjian.kit.policy.workflows import Transition, Workflow


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


class Verb(StrEnum):
    SHUT = "shut"
    PAINT = "paint"


DOORS: Workflow[Door, Verb] = Workflow(
    states=Door,
    transitions={
        Verb.SHUT: Transition("doors:door:shut", frozenset({Door.OPEN}), frozenset({Door.SHUT, Door.LOCKED})),
        Verb.PAINT: Transition("doors:door:paint", frozenset({Door.OPEN, Door.SHUT})),
    },
    begins_in=frozenset({Door.OPEN}),
    by_time=((Door.SHUT, Door.LOCKED),),
)


def test_a_verb_is_possible_where_its_transition_says() -> None:
    assert DOORS.is_possible(Verb.PAINT, "shut")
    assert not DOORS.is_possible(Verb.SHUT, "locked")
    assert DOORS.permission_for(Verb.SHUT) == "doors:door:shut"


def test_moves_are_those_of_verbs_and_of_time_in_the_order_of_the_states() -> None:
    assert DOORS.moves() == [(Door.OPEN, Door.SHUT), (Door.OPEN, Door.LOCKED), (Door.SHUT, Door.LOCKED)]


def test_sql_is_made_from_the_same_table() -> None:
    assert DOORS.check("state") == "state IN ('locked', 'open', 'shut')"
    assert DOORS.pairs() == "('open', 'shut'), ('open', 'locked'), ('shut', 'locked')"
