"""The quarter's report: how the lights stand by class and unit, and against the quarter before. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.workflows.rounds import ItemState

COUNTED = ("green", "yellow", "red", "awaited", "made_good")


def tally(items: Iterable[RoundItem]) -> dict[str, int]:
    """Lines by light; one that was made good counts as yellow, and once more by itself."""
    counts: Counter[str] = Counter()
    for item in items:
        counts[item.light or "awaited"] += 1
        counts["made_good"] += item.state == ItemState.MADE_GOOD
    return {name: counts[name] for name in COUNTED}


def _tally_by(items: Sequence[RoundItem], key: Callable[[RoundItem], str | None]) -> dict[str | None, dict[str, int]]:
    groups: dict[str | None, list[RoundItem]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tally(group) for name, group in groups.items()}


def draw_up_report(
    items: Sequence[RoundItem], before: Round | None, items_before: Sequence[RoundItem]
) -> dict[str, Any]:
    """Counts with those of the quarter before; a unit or class that was not looked into then has none to compare."""
    by_unit = {item.unit_code: item for item in items}
    units, units_before = _tally_by(items, _unit), _tally_by(items_before, _unit)
    classes, classes_before = _tally_by(items, _class), _tally_by(items_before, _class)
    return {
        "previous": {"year": before.year, "period": before.period} if before else None,
        "counts": tally(items),
        "counts_before": tally(items_before) if before else None,
        "classes": [
            {
                "class_code": code,
                "unit_count": len({item.unit_code for item in items if item.class_code == code}),
                "counts": counts,
                "counts_before": classes_before.get(code),
            }
            for code, counts in sorted(classes.items(), key=lambda pair: pair[0] or "~")
        ],
        "units": [
            {
                "unit_code": item.unit_code,
                "unit_name": item.unit_name,
                "class_code": item.class_code,
                "counts": units[code],
                "counts_before": units_before.get(code),
            }
            for code, item in sorted(by_unit.items(), key=lambda pair: (pair[1].class_code or "~", pair[0]))
        ],
    }


def _unit(item: RoundItem) -> str | None:
    return item.unit_code


def _class(item: RoundItem) -> str | None:
    return item.class_code


def change(counts: Mapping[str, int], before: Mapping[str, int] | None, name: str) -> int | None:
    return None if before is None else counts[name] - before[name]
