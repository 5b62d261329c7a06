"""What the points and weights of a scheme make."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hengjian.appraisal.scheme_documents.sums import check_total, doubt_sums, worth_of


def item(rule: str, points: str | None = None, **more: Any) -> dict[str, Any]:
    parameters = {key: more.pop(key) for key in list(more) if key not in {"weight", "cap"}}
    node = {"code": rule, "rule": {"type": rule, **parameters}, **more}
    return node if points is None else {**node, "points": points}


def group(combine: str, *parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": "g", "combine": combine, "parts": list(parts), **more}


@pytest.mark.parametrize(
    ("node", "worth"),
    [
        (item("threshold", "8"), 8),
        (item("deductions", "20"), 20),
        (item("deductions", start="0", floor_at="-5"), 0),
        (item("bonuses", at_most="3"), 0),
        (item("step", "7", base="6", max_up="1"), 6),
        (item("bands", bands=[{"from": "90", "points": "10"}, {"points": "7"}]), 10),
        (item("ballot", values={"good": "100", "bad": "30"}), 100),
        (item("ballot", "40", values={"good": "100"}, scale=True), 40),
        (item("range", low="50", high="100"), 100),
        (item("rank", award="spread", first="600", last="500"), 600),
        (item("proportional", "10", uncapped=True, cap="12"), 10),
        (item("given", "100/3", cap=20), 20),
        (item("given", "7.5/3"), Fraction(5, 2)),
        (item("panel"), None),
        (group("sum", item("given", "60"), item("given", "40"), item("count", per={"x": "1"})), 100),
        (group("mean", item("given", "90"), item("given", "100")), 95),
        (group("weighted", item("given", "100", weight="3"), item("given", "80", weight="1")), 95),
        (group("sum", item("given", "60"), item("given", "60"), cap="100"), 100),
        (group("sum", item("given", "60"), item("panel")), None),
    ],
)
def test_worth(node: dict[str, Any], worth: int | Fraction | None) -> None:
    assert worth_of(node) == (None if worth is None else Fraction(worth))


def codes(root: dict[str, Any], full_score: str | None = None) -> tuple[list[str], list[str]]:
    stated = None if full_score is None else Decimal(full_score)
    document = {"root": root}
    return [f.code for f in check_total(document, stated)], [w.code for w in doubt_sums(document, stated)]


def test_a_stated_total_must_be_made() -> None:
    root = group("sum", item("given", "600"), item("given", "395"))
    assert codes(root, "1000") == (["total_differs"], [])
    assert codes(root, "995") == ([], [])
    [fault] = check_total({"root": root}, Decimal(1000))
    assert (fault.pointer, "995" in fault.zh, "1000" in fault.en) == ("/document/root", True, True)


def test_without_one_a_total_other_than_100_is_remarked_on() -> None:
    assert codes(group("sum", item("given", "60"), item("given", "40"))) == ([], [])
    assert codes(group("sum", item("given", "60"), item("given", "35"))) == ([], ["total_not_100"])
    assert codes(group("sum", item("given", "60"), item("panel")), "100") == ([], ["total_unknown"])


def test_weights_that_do_not_make_100_are_remarked_on() -> None:
    def parts(*weights: str) -> list[dict[str, Any]]:
        return [item("given", "100", weight=weight) for weight in weights]

    assert codes(group("weighted", *parts("60", "20", "20"))) == ([], [])
    assert codes(group("weighted", *parts("3", "6", "3", "3"))) == ([], ["weights_not_100"])
    nested = group("weighted", group("weighted", *parts("50", "49"), weight="40"), *parts("60"))
    [warning] = doubt_sums({"root": nested}, None)
    assert (warning.pointer, warning.code) == ("/document/root/parts/0/parts", "weights_not_100")


def test_weighted_parts_worth_different_points_are_remarked_on() -> None:
    root = group("weighted", item("given", "80", weight="50"), item("given", "100", weight="50"))
    assert codes(root) == ([], ["total_not_100", "parts_differ_in_worth"])
