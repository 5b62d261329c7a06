"""Reading the nodes of a scheme, and what exclusion asks of them."""

from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import MAX_ENTRIES, Reader
from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.engine.rules.base import ZERO, Parameters, Reach, Rule, Why
from hengjian.appraisal.engine.scheme import Group, Item, Node

MAX_DEPTH = 64
_NODE_KEYS = ("name", "weight", "cap", "floor")
_COMBINE = ("sum", "weighted", "mean")
_MISSING = ("error", "zero", "full", "exclude")
_ONE = Exact(1)


class _Unread(Rule):
    """Stands where a rule could not be read, so that the rest of the tree can still be judged."""

    type = ""
    is_event = True

    def __init__(self) -> None:
        pass

    def read_fact(self, _fact: Any, _path: Path, _reader: Reader) -> None:
        """Nothing: a rule that could not be read judges no fact."""
        return

    def score(self, _fact: Any, _survey: Any) -> Exact:
        """Nought points; a scheme with such a rule is refused before anybody is scored."""
        return ZERO

    def reach(self, _fact: Any, _survey: Any) -> Reach:
        """No bounds are known."""
        return ZERO, ZERO

    def explain(self, _fact: Any, _survey: Any, _score: Exact) -> Why:
        """An empty sentence; nobody sees it."""
        return Why("", "")


class TreeReader:
    """Reads one tree. ``codes`` holds the codes read; ``is_whole`` whether that is all there are."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._count = 0
        self.codes: set[str] = set()
        self.is_whole = True

    def read(self, value: Any, path: Path, *, depth: int = 1, weighted: bool = False) -> Node:
        """The node; faults go to the reader, and what cannot be read is replaced by something harmless."""
        reader, place = self._reader, self._count
        self._count += 1
        if depth > MAX_DEPTH:
            reader.fault(path, "too_large")
            return self._unread()
        is_group = isinstance(value, dict) and ("parts" in value or "combine" in value)
        required = ("code", "combine", "parts") if is_group else ("code", "rule")
        optional = _NODE_KEYS if is_group else (*_NODE_KEYS, "points", "missing", "owner", "times_coefficient")
        content = reader.mapping(
            value, path, required=(*required, "weight") if weighted else required, optional=optional
        )
        if content is None:
            return self._unread()
        code = self._read_code(content, path)
        for key in ("name", "owner"):
            if key in content and key in optional:
                reader.text(content[key], (*path, key))
        weight = reader.number(content["weight"], (*path, "weight"), above_zero=True) if "weight" in content else _ONE
        cap, floor = (reader.number(content[k], (*path, k)) if k in content else None for k in ("cap", "floor"))
        if is_group:
            combine, parts = self._read_parts(content, path, depth)
            return Group(place, code, combine, parts, weight, cap, floor)
        points = reader.number(content["points"], (*path, "points"), at_least=0) if "points" in content else None
        missing = reader.choice(content["missing"], (*path, "missing"), _MISSING) if "missing" in content else "error"
        times = "times_coefficient" in content and reader.boolean(
            content["times_coefficient"], (*path, "times_coefficient")
        )
        rule = self._read_rule(content["rule"], (*path, "rule"), points) if "rule" in content else _Unread()
        if missing == "full" and points is None and not rule.is_event:
            reader.fault((*path, "points"), "points_needed")
        return Item(place, code, points, rule, missing, weight, cap, floor, times)

    def _unread(self) -> Item:
        self.is_whole = False
        return Item(0, "", _ONE, _Unread(), "error", _ONE, None, None, False)

    def _read_code(self, content: Mapping[str, Any], path: Path) -> str:
        code = self._reader.optional_text(content["code"], (*path, "code")) if "code" in content else None
        if code is None:
            self.is_whole = False
            return ""
        if code in self.codes:
            self._reader.fault((*path, "code"), "duplicate_code")
        self.codes.add(code)
        return code

    def _read_parts(self, content: Mapping[str, Any], path: Path, depth: int) -> tuple[str, tuple[Node, ...]]:
        """How the parts are combined, and the parts: never none."""
        reader, place = self._reader, (*path, "parts")
        combine = reader.choice(content["combine"], (*path, "combine"), _COMBINE) if "combine" in content else ""
        parts = content.get("parts")
        entries = reader.entries(parts, place, at_most=MAX_ENTRIES) if "parts" in content else []
        if parts == []:
            reader.fault(place, "bad_shape")
        read = tuple(
            self.read(entry, (*place, index), depth=depth + 1, weighted=combine == "weighted")
            for index, entry in enumerate(entries)
        )
        return combine, read or (self._unread(),)

    def _read_rule(self, value: Any, path: Path, points: Exact | None) -> Rule:
        reader = self._reader
        if not isinstance(value, dict) or not isinstance(value.get("type"), str):
            reader.fault((*path, "type") if isinstance(value, dict) else path, "bad_shape")
            return _Unread()
        if value["type"] not in RULES:
            reader.fault((*path, "type"), "unknown_rule")
            return _Unread()
        rule = RULES[value["type"]]
        content = reader.mapping(value, path, required=("type", *rule.required), optional=rule.optional)
        return rule(Parameters(content or {}, path, points, reader))


def check_exclusion(node: Node, path: Path, reader: Reader, *, within: bool = False) -> bool:
    """In a sum with a part that can be excluded, every item needs points and every part must be worth something.

    ``within`` such a sum, at any depth; returns whether every item of the node has points.
    """
    if isinstance(node, Item):
        if within and node.points is None:
            reader.fault((*path, "points"), "points_needed")
        return node.points is not None
    shares = node.combine == "sum" and any(part.may_be_excluded for part in node.parts)
    is_whole = True
    for index, part in enumerate(node.parts):
        place = (*path, "parts", index)
        has_points = check_exclusion(part, place, reader, within=within or shares)
        is_whole &= has_points
        if shares and has_points and part.worth <= 0:
            reader.fault((*_first_item(part, place), "points"), "out_of_range")
    return is_whole


def _first_item(node: Node, path: Path) -> Path:
    return path if isinstance(node, Item) else _first_item(node.parts[0], (*path, "parts", 0))
