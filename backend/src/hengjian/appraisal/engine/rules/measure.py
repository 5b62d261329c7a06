"""Measured facts: ``x`` from actual, target and corrections."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import HUNDRED, ZERO

OF = ("actual", "rate", "gap")
DIRECTIONS = ("higher", "lower")


@dataclass(frozen=True)
class Measured:
    """``x`` as the rule sees it, corrections included."""

    x: Fraction
    actual: Fraction
    target: Fraction | None


def read_measured(fact: Any, path: Path, reader: Reader, *, of: str) -> Measured | None:
    """``{"actual", "target"?, "corrections"?}``; a target is needed for rate and gap."""
    required = ("actual",) if of == "actual" else ("actual", "target")
    content = reader.mapping(fact, path, required=required, optional=("target", "corrections"))
    if content is None or any(key not in content for key in required):
        return None
    actual = reader.number(content["actual"], (*path, "actual"))
    target = reader.number(content["target"], (*path, "target")) if "target" in content else None
    x = actual
    if of == "rate" and target is not None:
        if target <= 0:
            reader.fault((*path, "target"), "zero_target")
            return None
        x = actual / target * HUNDRED
    elif of == "gap" and target is not None:
        x = actual - target
    if "corrections" in content:
        x += _read_corrections(content["corrections"], (*path, "corrections"), reader)
    return Measured(x, actual, target)


def _read_corrections(value: Any, path: Path, reader: Reader) -> Fraction:
    total = ZERO
    for index, entry in enumerate(reader.entries(value, path)):
        place = (*path, index)
        content = reader.mapping(entry, place, required=("points",), optional=("factor", "at_most"))
        if content is None or "points" not in content:
            continue
        part = reader.number(content["points"], (*place, "points"))
        if "factor" in content:
            part *= reader.number(content["factor"], (*place, "factor"))
        if "at_most" in content:
            limit = reader.number(content["at_most"], (*place, "at_most"), at_least=0)
            part = max(-limit, min(limit, part))
        total += part
    return total
