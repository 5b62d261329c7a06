"""How far the indicators have come with their values: counted from places, without reading anything."""

from collections import Counter
from collections.abc import Iterable, Sequence

from hengjian.contracts.value_names import ANNUAL
from hengjian.targets.models import AppraisalYear, Round
from hengjian.targets.value_sheets.repository import PlannedPlace, StandingPlace
from hengjian.targets.value_sheets.schemas import ValueProgressRow
from hengjian.targets.workflows import TargetRoundState, ValueState, YearPhase

EntryPlace = tuple[str, str, str]
"""Value name, unit and indicator."""


def _covers(round_: Round, value_name: str, class_code: str | None, indicator_code: str) -> bool:
    return round_.period == value_name and class_code in round_.class_codes and indicator_code in round_.indicator_codes


def is_closed(rounds: Iterable[Round], value_name: str, class_code: str | None, indicator_code: str) -> bool:
    return any(
        round_.state == TargetRoundState.CLOSED and _covers(round_, value_name, class_code, indicator_code)
        for round_ in rounds
    )


def _find_due_names(year: AppraisalYear, rounds: Iterable[Round], place: PlannedPlace) -> set[str]:
    """Values that are awaited now: those that an open round will close, and the year's own once the year ends."""
    names = {
        round_.period
        for round_ in rounds
        if round_.state == TargetRoundState.OPEN
        and _covers(round_, round_.period, place.class_code, place.indicator_code)
    }
    return names | ({ANNUAL} if year.phase == YearPhase.YEAR_END else set())


def count_progress(
    year: AppraisalYear,
    rounds: Sequence[Round],
    planned: Sequence[PlannedPlace],
    standing: Sequence[StandingPlace],
    value_name: str | None,
) -> list[ValueProgressRow]:
    """Of the named value every indicator; without a name only what waits, of whichever value."""
    entered: dict[str, set[EntryPlace]] = {ValueState.ENTERED: set(), ValueState.CONFIRMED: set()}
    for place in standing:
        if value_name in (None, place.value_name):
            entered[place.state].add((place.value_name, place.unit_code, place.indicator_code))
    waiting, confirmed = entered[ValueState.ENTERED], entered[ValueState.CONFIRMED]
    awaited: set[EntryPlace] = set()
    missing: set[EntryPlace] = set()
    for plan in planned:
        for name in {value_name} if value_name else _find_due_names(year, rounds, plan):
            entry = (name, plan.unit_code, plan.indicator_code)
            awaited.add(entry)
            if entry not in waiting | confirmed and not is_closed(rounds, name, plan.class_code, plan.indicator_code):
                missing.add(entry)
    return _rows(awaited | waiting | confirmed, missing, waiting, confirmed, only_open=value_name is None)


def _rows(
    every: set[EntryPlace],
    missing: set[EntryPlace],
    waiting: set[EntryPlace],
    confirmed: set[EntryPlace],
    *,
    only_open: bool,
) -> list[ValueProgressRow]:
    counts = [Counter((name, code) for name, _, code in places) for places in (every, missing, waiting, confirmed)]
    units, missing_of, waiting_of, confirmed_of = counts
    return [
        ValueProgressRow(
            value_name=head[0],
            indicator_code=head[1],
            unit_count=units[head],
            missing_count=missing_of[head],
            waiting_count=waiting_of[head],
            confirmed_count=confirmed_of[head],
        )
        for head in sorted(units)
        if not only_open or missing_of[head] or waiting_of[head]
    ]
