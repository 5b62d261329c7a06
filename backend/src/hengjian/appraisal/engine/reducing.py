"""The reduced scheme of a running year: only what stands, with the same rules."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any


def _items(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "parts" not in node:
        yield node
        return
    for part in node["parts"]:
        yield from _items(part)


def item_codes(scheme: Mapping[str, Any]) -> list[str]:
    """Codes of the items of a sound scheme, in document order."""
    return [item["code"] for item in _items(scheme["root"])]


def item_kinds(scheme: Mapping[str, Any]) -> dict[str, str]:
    """Rule type of each item of a sound scheme."""
    return {item["code"]: item["rule"]["type"] for item in _items(scheme["root"])}


def reduce_scheme(scheme: Mapping[str, Any], standing_items: Collection[str]) -> dict[str, Any] | None:
    """The scheme without the items that do not stand, the groups left empty by that, and tiers.

    None where nothing stands. ``break_by`` keeps the nodes that are left.
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
    return {**node, "parts": parts} if parts else None


def _codes(node: Mapping[str, Any]) -> set[str]:
    return {node["code"]}.union(*(_codes(part) for part in node.get("parts", [])))
