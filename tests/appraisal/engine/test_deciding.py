"""Which items decide: against the plain way, a ranking of the scheme written without the item."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine import (
    DocumentRefusedError,
    evaluate,
    item_codes,
    reduce_scheme,
)
from hengjian.appraisal.engine.item_effects import ItemEffect, measure_effects
from tests.appraisal.engine.drawing import draw_document


def item(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "points": "100", "rule": {"type": "given"}, **more}


def document(root: dict[str, Any], *rows: dict[str, str], **scheme: Any) -> dict[str, Any]:
    subjects = [
        {
            "code": f"S{at}",
            "class": "a",
            "facts": {code: {"score": score} for code, score in row.items()},
        }
        for at, row in enumerate(rows)
    ]
    return {"scheme": {"root": root, **scheme}, "subjects": subjects}


def effects_of(content: dict[str, Any]) -> dict[str, ItemEffect]:
    return {effect.code: effect for effect in measure_effects(content)["a"]}


def ranks_without(content: dict[str, Any], code: str) -> dict[str, int | None] | None:
    """As somebody would do it by hand: strike the item out of the scheme and of the facts, and rank again."""
    scheme = content["scheme"]
    reduced = reduce_scheme(scheme, [other for other in item_codes(scheme) if other != code])
    left = [{**s, "facts": {k: v for k, v in s["facts"].items() if k != code}} for s in content["subjects"]]
    if reduced is None:
        return None
    try:
        return {s["code"]: s["rank"] for s in evaluate({"scheme": reduced, "subjects": left})["subjects"]}
    except DocumentRefusedError:
        return None


@given(st.integers(0, 2**32))
def test_who_stands_elsewhere_without_an_item(seed: int) -> None:
    content = draw_document(seed)
    try:
        ranked = {s["code"]: (s["class"], s["rank"]) for s in evaluate(content)["subjects"]}
    except DocumentRefusedError:
        return
    unranked = content["scheme"]["ranking"].get("unranked", [])
    for class_code, effects in measure_effects(content).items():
        for effect in effects:
            without = ranks_without(content, effect.code)
            if class_code in unranked:
                assert effect.decided is None
            elif without is not None and effect.decided is not None:
                moved = [c for c, (of, rank) in ranked.items() if of == class_code and without[c] != rank]
                assert effect.decided == len(moved), effect.code


@given(st.integers(0, 2**32))
def test_the_shares_of_all_items_make_the_whole(seed: int) -> None:
    """Unless a floor lifts what adds up to nothing: that is no item's doing."""
    content = draw_document(seed)
    if any("floor" in node for node in _nodes(content["scheme"]["root"])):
        return
    try:
        classes = measure_effects(content)
    except DocumentRefusedError:
        return
    for effects in classes.values():
        shares = [Decimal(effect.share) for effect in effects if effect.share is not None]
        assert not shares or abs(sum(shares, Decimal(0)) - 100) <= Decimal("0.005") * len(shares)


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(below for part in node.get("parts", ()) for below in _nodes(part))]


def test_the_share_is_covariance_over_variance() -> None:
    root = {
        "code": "total",
        "combine": "weighted",
        "parts": [item("a", weight="3"), item("b", weight="1")],
    }
    rows = [(90, 60), (80, 90), (70, 60), (75, 66)]
    effects = effects_of(document(root, *({"a": str(a), "b": str(b)} for a, b in rows)))
    brought = [(Fraction(3 * a, 4), Fraction(b, 4)) for a, b in rows]
    totals = [a + b for a, b in brought]
    mean = sum(totals, Fraction(0)) / 4
    variance = sum(((total - mean) * (total - mean) for total in totals), Fraction(0))
    for place, code in enumerate("ab"):
        own = sum((parts[place] for parts in brought), Fraction(0)) / 4
        deviations = ((parts[place] - own) * (t - mean) for parts, t in zip(brought, totals, strict=True))
        covariance = sum(deviations, Fraction(0))
        share = effects[code].share
        assert share is not None
        assert abs(Fraction(share) - covariance / variance * 100) <= Fraction(1, 200)


def test_an_item_that_is_alike_for_all_separates_nobody() -> None:
    root = {"code": "total", "combine": "sum", "parts": [item("same"), item("other")]}
    effects = effects_of(document(root, {"same": "90", "other": "80"}, {"same": "90", "other": "70"}))
    same = effects["same"]
    assert (same.distinct, same.share, same.decided, same.ranks_alone) == (
        1,
        "0.00",
        0,
        False,
    )
    other = effects["other"]
    assert (other.lowest, other.highest, other.share) == (
        "70.000000",
        "80.000000",
        "100.00",
    )
    assert (other.decided, other.ranks_alone) == (1, True)


def test_an_item_against_the_order_has_a_share_below_nothing() -> None:
    root = {"code": "total", "combine": "sum", "parts": [item("a"), item("b")]}
    effects = effects_of(document(root, {"a": "90", "b": "10"}, {"a": "60", "b": "20"}, {"a": "30", "b": "30"}))
    assert (effects["a"].share, effects["b"].share) == ("150.00", "-50.00")
    assert (effects["a"].ranks_alone, effects["b"].ranks_alone) == (True, False)


def test_all_alike_have_no_spread_to_share() -> None:
    effects = effects_of(document({"code": "total", "combine": "sum", "parts": [item("a"), item("b")]}, *[
        {"a": "50", "b": "50"}
    ] * 3))  # fmt: skip
    assert {effect.share for effect in effects.values()} == {None}


def test_the_only_item_leaves_nothing_to_rank_by() -> None:
    [only] = effects_of(document({"code": "total", "combine": "sum", "parts": [item("a")]}, {"a": "1"})).values()
    assert only.decided is None


def test_a_cap_is_borne_in_proportion() -> None:
    """60 + 60 are held at 100, 50 each; 20 + 40 stand."""
    group = {
        "code": "g",
        "combine": "sum",
        "cap": "100",
        "parts": [item("a"), item("b")],
    }
    root = {"code": "total", "combine": "sum", "parts": [group]}
    effects = effects_of(document(root, {"a": "60", "b": "60"}, {"a": "20", "b": "40"}))
    assert (effects["a"].share, effects["b"].share) == ("75.00", "25.00")
