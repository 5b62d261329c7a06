"""The reduced scheme of a running year: only what stands, with the same rules."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from hengjian.appraisal.engine.rationals import read_number
from hengjian.appraisal.engine.rules import RULES


def _items(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "parts" not in node:
        yield node
        return
    for part in node["parts"]:
        yield from _items(part)


def item_codes(scheme: Mapping[str, Any]) -> list[str]:
    """Codes of the items of a sound scheme (the value under ``scheme``), in document order."""
    return [item["code"] for item in _items(scheme["root"])]


def item_kinds(scheme: Mapping[str, Any]) -> dict[str, str]:
    """Rule type of each item of a sound scheme by its code, in document order."""
    return {item["code"]: item["rule"]["type"] for item in _items(scheme["root"])}


def reduce_scheme(scheme: Mapping[str, Any], standing_items: Collection[str]) -> dict[str, Any] | None:
    """The sound scheme without the items that do not stand, the groups left empty by that, and tiers; sound again.

    None where nothing stands. ``break_by`` keeps the nodes that are left. What could not be excluded from a sum as
    long as its other parts stood beside it cannot be excluded now either: its items then need their facts.
    """
    root = _reduce(scheme["root"], set(standing_items))
    if root is None:
        return None
    reduced = {key: value for key, value in scheme.items() if key not in {"root", "tiers"}}
    reduced["root"] = root
    if "break_by" in reduced.get("ranking", {}):
        left = _codes(root)
        kept = [code for code in scheme["ranking"]["break_by"] if code in left]
        reduced["ranking"] = {**scheme["ranking"], "break_by": kept}
    return reduced


def _reduce(node: Mapping[str, Any], standing: set[str]) -> dict[str, Any] | None:
    if "parts" not in node:
        return dict(node) if node["code"] in standing else None
    parts = [part for part in (_reduce(part, standing) for part in node["parts"]) if part is not None]
    if not parts:
        return None
    if node["combine"] == "sum" and not _can_be_scaled(parts):
        parts = [_require_facts(part) if _may_be_excluded(part) else part for part in parts]
    return {**node, "parts": parts}


def _can_be_scaled(parts: list[dict[str, Any]]) -> bool:
    """Whether every item below has points and every part is worth something."""
    items = [list(_items(part)) for part in parts]
    if not all("points" in item for below in items for item in below):
        return False
    return all(any(read_number(item["points"], quotient=True) > 0 for item in below) for below in items)


def _may_be_excluded(node: Mapping[str, Any]) -> bool:
    return all(item.get("missing") == "exclude" and not RULES[item["rule"]["type"]].is_event for item in _items(node))


def _require_facts(node: Mapping[str, Any]) -> dict[str, Any]:
    if "parts" not in node:
        return {**node, "missing": "error"}
    return {**node, "parts": [_require_facts(part) for part in node["parts"]]}


def _codes(node: Mapping[str, Any]) -> set[str]:
    return {node["code"]}.union(*(_codes(part) for part in node.get("parts", [])))
