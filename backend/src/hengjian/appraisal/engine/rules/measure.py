"""Measured facts: ``x`` from actual, target and corrections."""

from typing import Any, NamedTuple

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.rationals import print_short
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import HUNDRED

OF = ("actual", "rate", "gap")
DIRECTIONS = ("higher", "lower")


class Measured(NamedTuple):
    """``x`` as the rule sees it, corrections included; ``target`` is None where x needs none."""

    x: Exact
    actual: Exact
    target: Exact | None = None
    of: str = "actual"

    def show(self) -> str:
        """How x came about, such as ``85÷100=85%``; the same in every language, printed to six places at most."""
        shown, plain = print_short(self.actual), self.actual
        if self.target is not None:
            plain = _derive(self.actual, self.target, self.of)
            sign, unit = ("÷", "%") if self.of == "rate" else ("-", "")
            shown = f"{shown}{sign}{print_short(self.target)}={print_short(plain)}{unit}"
        if plain == self.x:
            return shown
        added = self.x - plain
        return f"{shown}{'+' if added > 0 else '-'}{print_short(abs(added))}→{print_short(self.x)}"


def _derive(actual: Exact, target: Exact, of: str) -> Exact:
    return actual.times(HUNDRED, target) if of == "rate" else actual - target


def read_measured(fact: Any, path: Path, reader: Reader, *, of: str) -> Measured | None:
    """``{"actual", "target"?, "corrections"?}`` as one x in the unit of the fact, or in percent for ``of="rate"``.

    None where it counts as absent. A target is needed for rate and gap: without one ``bad_shape``, for a rate of 0 or
    less
    ``zero_target``. Source: the head of scheme-rules.md.
    """
    required = ("actual",) if of == "actual" else ("actual", "target")
    content = reader.mapping(fact, path, required=required, optional=("target", "corrections"))
    if content is None:
        return None
    actual = reader.optional_number(content["actual"], (*path, "actual")) if "actual" in content else None
    target = reader.optional_number(content["target"], (*path, "target")) if "target" in content else None
    corrections = None
    if "corrections" in content:
        corrections = _read_corrections(content["corrections"], (*path, "corrections"), reader)
    if of == "rate" and target is not None and target.numerator <= 0:
        reader.fault((*path, "target"), "zero_target")
        return None
    if actual is None or (of != "actual" and target is None):
        return None
    if of == "actual" or target is None:
        return Measured(actual if corrections is None else actual + corrections, actual)
    x = _derive(actual, target, of)
    return Measured(x if corrections is None else x + corrections, actual, target, of)


def _read_corrections(value: Any, path: Path, reader: Reader) -> Exact:
    parts = []
    for index, entry in enumerate(reader.entries(value, path)):
        place = (*path, index)
        content = reader.mapping(entry, place, required=("points",), optional=("factor", "at_most")) or {}
        part = reader.number(content["points"], (*place, "points")) if "points" in content else Exact(0)
        if "factor" in content:
            part *= reader.number(content["factor"], (*place, "factor"), at_least=0)
        if "at_most" in content:
            limit = reader.number(content["at_most"], (*place, "at_most"), at_least=0)
            part = max(-limit, min(limit, part))
        parts.append(part)
    return add_up(parts)
