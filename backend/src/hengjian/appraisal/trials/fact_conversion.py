"""Facts of another item, or typed by hand, as an item of the tried scheme reads them. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine import read_number
from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.rationals import print_fixed
from hengjian.appraisal.records.fact_parts import MEASURED, Item, names_of, shape_of, target_of

_PLACES = 12
_PLAIN = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?", re.ASCII)


class DoesNotFitError(ValueError):
    """The text is no fact of the item's rule."""


Fitting = Callable[[Mapping[str, Any]], dict[str, Any]]


def fit_items(giver: Item, taker: Item) -> Fitting | None:
    """How a fact of one item is read by another; None where they are of different shapes.

    What was scored out of other points is brought to the taker's.
    """
    shape = shape_of(taker)
    if shape != shape_of(giver):
        return None
    if shape not in {"score", "scores"} or "points" not in giver or "points" not in taker:
        return dict
    given, wanted = (read_number(item["points"], quotient=True) for item in (giver, taker))
    if given == wanted or not given:
        return dict
    factor = wanted / given
    if shape == "score":
        return lambda fact: {"score": _scale(fact["score"], factor)}
    return lambda fact: {"scores": [_scale(score, factor) for score in fact["scores"]]}


def _scale(score: Any, factor: Fraction) -> str:
    scaled = read_number(score) * factor
    text = print_fixed(Exact(scaled.numerator, scaled.denominator), _PLACES)
    return text.rstrip("0").rstrip(".")


def read_typed(item: Item, text: str) -> dict[str, Any]:
    """What somebody typed for one subject: a number, or several parted by ``/``. Raises :class:`DoesNotFitError`.

    Measured: ``actual`` or ``actual/target`` (100 if not given). Points lost or won: their sum. Panel: every score.
    Votes: as many as the item has options, in its order; counts likewise. Rank ballot: sum of places / ballots.
    """
    numbers = [part.strip() for part in text.split("/")]
    if not all(_PLAIN.fullmatch(number) for number in numbers):
        raise DoesNotFitError
    shape = shape_of(item)
    if shape == "scores":
        return {"scores": numbers}
    if shape in {"votes", "counts"}:
        return {shape: _by_name(names_of(item), numbers)}
    if shape == "places":
        return _by_name(["rank_sum", "ballots"], numbers)
    if shape == MEASURED:
        if len(numbers) > 2:
            raise DoesNotFitError
        target = numbers[1] if len(numbers) == 2 else target_of(item)
        return {"actual": numbers[0]} | ({} if target is None else {"target": target})
    if len(numbers) != 1:
        raise DoesNotFitError
    return {"score": numbers[0]} if shape == "score" else {"events": [{"points": numbers[0]}]}


def _by_name(names: Sequence[str], numbers: Sequence[str]) -> dict[str, Any]:
    if len(names) != len(numbers) or not all(number.isdigit() for number in numbers):
        raise DoesNotFitError
    return {name: int(number) for name, number in zip(names, numbers, strict=True)}


def explain_typing(item: Item) -> tuple[str, list[str]]:
    """The shape that typing takes, and the names of the numbers where there are several."""
    shape = shape_of(item)
    return shape, names_of(item) if shape in {"votes", "counts"} else []
