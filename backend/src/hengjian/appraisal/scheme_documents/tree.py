"""The nodes of a scheme's document, each with its place. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MAX_DEPTH = 64


class NoTreeError(ValueError):
    """The document is not even a tree of nodes with codes of their own."""


@dataclass(frozen=True)
class Place:
    """A node as written; ``parent`` is the code of its group, ``path`` the names from the root to that group."""

    node: Mapping[str, Any]
    pointer: str
    parent: str | None
    path: tuple[str, ...]

    @property
    def code(self) -> str:
        return str(self.node["code"])

    @property
    def name(self) -> str:
        return str(self.node.get("name") or self.node["code"])


def walk_tree(document: Mapping[str, Any]) -> dict[str, Place]:
    """Every node by its code, in document order. Raises :class:`NoTreeError`."""
    found: dict[str, Place] = {}
    waiting = [Place(document.get("root", {}), "/document/root", None, ())]
    while waiting:
        place = waiting.pop()
        if not isinstance(place.node, Mapping) or not isinstance(place.node.get("code"), str):
            raise NoTreeError
        parts = place.node.get("parts", [])
        if place.code in found or not isinstance(parts, list) or len(place.path) > MAX_DEPTH:
            raise NoTreeError
        found[place.code] = place
        path = (*place.path, place.name)
        waiting += [
            Place(part, f"{place.pointer}/parts/{index}", place.code, path)
            for index, part in reversed(list(enumerate(parts)))
        ]
    return found


def points_of(document: Mapping[str, Any], item_code: str) -> Decimal:
    """What the item can bring; 100 where the scheme says nothing of it."""
    place = walk_tree(document).get(item_code)
    return Decimal(str(place.node.get("points", "100"))) if place is not None else Decimal(100)
