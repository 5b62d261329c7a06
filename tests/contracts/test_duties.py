"""Every writing operation declares one duty, and the verdict of each is walked: operation x how the actor stands."""

from dataclasses import replace
from datetime import date

import pytest

from hengjian.contracts.impartiality import DUTIES, SECOND_INSPECTOR, Actor, Bar, Duty, Matter, Posting, Tie, judge
from hengjian.launch.contract import merge_contract

TODAY = date(2027, 3, 1)
LONG_AGO = date(2001, 1, 1)
STRANGER = Actor("P9", "D99")
CONCERNED = "P1"
STANDING = {
    "stranger": STRANGER,
    "own": replace(STRANGER, unit_id="T01"),
    "posted": replace(STRANGER, postings=(Posting("T01", LONG_AGO, None),)),
    "former": replace(STRANGER, postings=(Posting("T01", LONG_AGO, date(2024, 3, 2)),)),
    "long ago": replace(STRANGER, postings=(Posting("T01", LONG_AGO, date(2024, 3, 1)),)),
    "tied to the unit": replace(STRANGER, ties=(Tie(LONG_AGO, None, unit_id="T01"),)),
    "tied to the person": replace(STRANGER, ties=(Tie(LONG_AGO, TODAY, person_id=CONCERNED),)),
    "tied before": replace(STRANGER, ties=(Tie(LONG_AGO, date(2027, 2, 28), unit_id="T01"),)),
    "self": Actor(CONCERNED, "D99"),
}
_NOT_OWN = dict.fromkeys(STANDING, Bar.OTHER_SIDE)
EXPECTED = {
    Duty.OWN: _NOT_OWN | {"own": None, "self": None, "posted": Bar.OTHER_SIDE},
    Duty.UPON: {
        "stranger": None,
        "own": Bar.OWN_UNIT,
        "posted": Bar.OWN_UNIT,
        "former": Bar.FORMER_UNIT,
        "long ago": None,
        "tied to the unit": Bar.TIED,
        "tied to the person": Bar.TIED,
        "tied before": None,
        "self": Bar.SELF,
    },
    Duty.ALL: dict.fromkeys(STANDING),
    Duty.CLERICAL: dict.fromkeys(STANDING),
}
MATTER = Matter(units=("T01",), persons=(CONCERNED,))


def test_every_writing_operation_declares_one_duty() -> None:
    writing = {
        operation["operationId"]
        for path in merge_contract()["paths"].values()
        for method, operation in path.items()
        if method in {"post", "put", "patch", "delete"}
    }
    assert writing == set(DUTIES)


def test_an_end_is_an_operation_of_the_contract() -> None:
    ends = {end for declared in DUTIES.values() for end in declared.barred_ends}
    assert ends <= {*DUTIES, SECOND_INSPECTOR}


def test_nobody_is_barred_from_clerical_work_by_what_they_did() -> None:
    assert not any(declared.barred_ends for declared in DUTIES.values() if declared.duty is Duty.CLERICAL)


@pytest.mark.parametrize("operation", sorted(DUTIES))
def test_how_the_actor_stands_decides_by_the_duty(operation: str) -> None:
    expected = EXPECTED[DUTIES[operation].duty]
    assert {name: judge(operation, actor, MATTER, on=TODAY).bar for name, actor in STANDING.items()} == expected


@pytest.mark.parametrize("operation", sorted(name for name, declared in DUTIES.items() if declared.barred_ends))
def test_whoever_acted_at_another_end_is_barred_under_any_account(operation: str) -> None:
    declared = DUTIES[operation]
    unit = "T01" if declared.duty is Duty.OWN else "D99"
    for end in declared.barred_ends:
        matter = replace(MATTER, acted={end: ["P9", None]})
        verdict = judge(operation, Actor("P9", unit), matter, on=TODAY)
        assert (verdict.bar, verdict.end) == (Bar.OTHER_END, end)
        assert judge(operation, Actor("P8", unit), matter, on=TODAY).is_allowed


def test_an_act_upon_all_names_whose_own_unit_is_inside() -> None:
    verdict = judge("compute_results", Actor("P9", "T01"), Matter(units=("T01", "T02")), on=TODAY)
    assert verdict.is_allowed
    assert verdict.own_units == {"T01"}


def test_the_county_sets_for_how_long_a_former_unit_bars() -> None:
    served = replace(STRANGER, postings=(Posting("T01", LONG_AGO, date(2023, 2, 28)),))
    leap_day = date(2028, 2, 29)
    assert judge("confirm_deduction", served, MATTER, on=leap_day, years=5).bar is None
    assert judge("confirm_deduction", served, MATTER, on=leap_day, years=6).bar is Bar.FORMER_UNIT
