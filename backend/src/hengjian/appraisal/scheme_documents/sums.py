"""Do the points and weights of a scheme add up? Judged at review, not at every keystroke. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine import read_number
from hengjian.appraisal.scheme_documents.tree import walk_tree
from hengjian.kit.problems.problems import FieldError

HUNDRED = Fraction(100)
_BEYOND = frozenset({"bonuses", "count"})
"""Rules whose points come on top of the total."""


def _read(value: object) -> Fraction:
    return read_number(value, quotient=True)


def _highest(values: Sequence[Any]) -> Fraction | None:
    return max((_read(value) for value in values), default=None)


def _best_of_rule(item: Mapping[str, Any]) -> Fraction | None:
    rule, points = item["rule"], item.get("points")
    kind = rule["type"]
    if kind in _BEYOND:
        return Fraction(0)
    if kind in {"bands", "vote_share"}:
        return _highest([band["points"] for band in rule["bands"]])
    if kind == "ballot" and not rule.get("scale", False):
        return _highest(list(rule["values"].values()))
    if kind == "range":
        return _highest([rule["low"], rule["high"]])
    if kind == "rank" and rule.get("award") == "spread":
        return _highest([rule["first"], rule["last"]])
    first_of = {"deductions": "start", "rank_ballot": "first", "step": "base"}
    stated = rule.get(first_of.get(kind, ""), points)
    return None if stated is None else _read(stated)


def worth_of(node: Mapping[str, Any]) -> Fraction | None:
    """What a subject gets here that reaches everything and earns no extra; None where the scheme does not say."""
    worth = _best_of_rule(node) if "rule" in node else _worth_of_group(node)
    cap = node.get("cap")
    return worth if worth is None or cap is None else min(worth, _read(cap))


def _worth_of_group(group: Mapping[str, Any]) -> Fraction | None:
    worths = [worth_of(part) for part in group["parts"]]
    known = [worth for worth in worths if worth is not None]
    if len(known) < len(worths):
        return None
    if group["combine"] == "sum":
        return sum(known, Fraction(0))
    is_weighted = group["combine"] == "weighted"
    weights = [_weight_of(part) if is_weighted else Fraction(1) for part in group["parts"]]
    total = sum((weight * worth for weight, worth in zip(weights, known, strict=True)), Fraction(0))
    return total / sum(weights)


def _weight_of(part: Mapping[str, Any]) -> Fraction:
    return _read(part["weight"])


def say_number(value: Fraction) -> str:
    """A plain decimal where there is one."""
    text = str(value) if value.denominator != 1 else str(value.numerator)
    scaled = value * 10**6
    if scaled.denominator == 1 and value.denominator != 1:
        text = f"{Decimal(scaled.numerator).scaleb(-6).normalize():f}"
    return text


def list_brought(group: Mapping[str, Any]) -> dict[str, str | None]:
    """By the code of each part what it brings into the group at full marks; None where that is no plain number."""
    is_weighted = group.get("combine") == "weighted"
    parts = group.get("parts", ())
    weights = sum((_weight_of(part) for part in parts), Fraction(0)) if is_weighted else Fraction(1)
    brought: dict[str, str | None] = {}
    for part in parts:
        worth = worth_of(part) if group["combine"] in {"sum", "weighted"} else None
        share = _weight_of(part) / weights if is_weighted else Fraction(1)
        said = None if worth is None else say_number(worth * share)
        brought[part["code"]] = None if said is None or "/" in said else said
    return brought


def check_total(document: Mapping[str, Any], full_score: Decimal | None) -> Iterator[FieldError]:
    """Faults: the points do not make the total that the office states."""
    worth = worth_of(document["root"])
    if full_score is not None and worth is not None and worth != Fraction(full_score):
        stated = say_number(Fraction(full_score))
        yield FieldError(
            "/document/root",
            "total_differs",
            f"各项分值合计为 {say_number(worth)}，与满分 {stated} 不符。",
            f"The points make {say_number(worth)}, not the full score of {stated}.",
        )


def doubt_sums(document: Mapping[str, Any], full_score: Decimal | None) -> Iterator[FieldError]:
    """Warnings: what is sound but unusual, for people to look at."""
    worth = worth_of(document["root"])
    if worth is None:
        yield FieldError(
            "/document/root",
            "total_unknown",
            "有考核项没有写明分值，无法核对合计。",
            "Some items state no points, so the total cannot be checked.",
        )
    elif full_score is None and worth != HUNDRED:
        yield FieldError(
            "/document/root",
            "total_not_100",
            f"各项分值合计为 {say_number(worth)}，不是 100。",
            f"The points make {say_number(worth)}, not 100.",
        )
    usual = {HUNDRED} if full_score is None else {HUNDRED, Fraction(full_score)}
    yield from _doubt_weights(document["root"], "/document/root", usual)


def _doubt_weights(node: Mapping[str, Any], pointer: str, usual: set[Fraction]) -> Iterator[FieldError]:
    parts = node.get("parts", ())
    if parts and node["combine"] == "weighted":
        total = sum((_weight_of(part) for part in parts), Fraction(0))
        if total not in usual:
            yield FieldError(
                f"{pointer}/parts",
                "weights_not_100",
                f"权重合计为 {say_number(total)}，不是 100；将按比例折算。",
                f"The weights make {say_number(total)}, not 100; they count in proportion.",
            )
        worths = {worth for part in parts if (worth := worth_of(part)) is not None}
        if len(worths) > 1:
            listed = [say_number(worth) for worth in sorted(worths)]
            yield FieldError(
                f"{pointer}/parts",
                "parts_differ_in_worth",
                f"加权各部分的满分不一致（{'、'.join(listed)}），权重将不按字面起作用。",
                f"The weighted parts are worth different points ({', '.join(listed)}), "
                "so weights do not act as written.",
            )
    for index, part in enumerate(parts):
        yield from _doubt_weights(part, f"{pointer}/parts/{index}", usual)


@dataclass(frozen=True)
class Sum:
    """What a node is worth, and what the weights of a weighted group make; None where that cannot be said."""

    worth: str | None
    weights: str | None


def list_sums(document: Mapping[str, Any]) -> dict[str, Sum]:
    """By the node's pointer, also of a scheme that is still being written. Raises ``NoTreeError``."""
    return {place.pointer: _sum_of(place.node) for place in walk_tree(document).values()}


def _sum_of(node: Mapping[str, Any]) -> Sum:
    parts = node.get("parts", ())
    weights = node.get("combine") == "weighted" and parts
    return Sum(
        _say_if_known(lambda: worth_of(node)),
        _say_if_known(lambda: sum(map(_weight_of, parts), Fraction(0))) if weights else None,
    )


def _say_if_known(count: Callable[[], Fraction | None]) -> str | None:
    """What is being written may lack anything."""
    try:
        value = count()
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
        return None
    return None if value is None else say_number(value)
