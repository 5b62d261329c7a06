"""A scheme as the engine holds it, and how it is read from a document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.engine.rules.base import ZERO, Parameters, Rule

MAX_DEPTH = 64
MAX_PLACES = 50
EFFECTS = ("bar_advanced", "bar_awards", "force_lagging", "drop_tier")
_NODE_KEYS = ("name", "weight", "cap", "floor")


@dataclass(frozen=True)
class Item:
    """A leaf: one rule over one fact."""

    code: str
    points: Fraction | None
    rule: Rule
    missing: str
    weight: Fraction
    cap: Fraction | None
    floor: Fraction | None
    times_coefficient: bool

    @property
    def may_be_excluded(self) -> bool:
        return self.missing == "exclude" and not self.rule.is_event

    @property
    def worth(self) -> Fraction:
        return self.points or ZERO


@dataclass(frozen=True)
class Group:
    """Parts combined: ``sum``, ``weighted`` or ``mean``."""

    code: str
    combine: str
    parts: tuple["Node", ...]
    weight: Fraction
    cap: Fraction | None
    floor: Fraction | None

    @property
    def may_be_excluded(self) -> bool:
        return all(part.may_be_excluded for part in self.parts)

    @property
    def worth(self) -> Fraction:
        """A sum is worth its parts together, a weighted or mean group the same mean of them."""
        if self.combine == "sum":
            return sum((part.worth for part in self.parts), ZERO)
        weights = [part.weight if self.combine == "weighted" else Fraction(1) for part in self.parts]
        total = sum((weight * part.worth for weight, part in zip(weights, self.parts, strict=True)), ZERO)
        return total / sum(weights, ZERO)


Node = Item | Group


@dataclass(frozen=True)
class TierRule:
    """Who may take a tier: places from the top or the bottom, and lines on the total."""

    tier: str
    end: str | None
    count: int | None
    share: Fraction | None
    at_least: Fraction | None
    below: Fraction | None
    includes_ties: bool


@dataclass(frozen=True)
class Scheme:
    root: Node
    places: int
    dense: bool
    break_by: tuple[str, ...]
    ascending: bool
    unranked: frozenset[str]
    tiers: tuple[TierRule, ...]
    vetoes: Mapping[str, str]
    nodes: tuple[Node, ...]

    @property
    def items(self) -> Iterator[Item]:
        return (node for node in self.nodes if isinstance(node, Item))


def walk(node: Node) -> Iterator[Node]:
    """In document order, a group before its parts."""
    yield node
    if isinstance(node, Group):
        for part in node.parts:
            yield from walk(part)


def read_scheme(value: Any, reader: Reader, path: Path = ("scheme",)) -> Scheme | None:
    """The scheme, or None where it cannot stand; faults go to the reader."""
    keys = ("code", "title", "year", "rounding", "ranking", "tiers", "vetoes")
    content = reader.mapping(value, path, required=("root",), optional=keys)
    if content is None or "root" not in content:
        return None
    for key in ("code", "title"):
        if key in content:
            reader.text(content[key], (*path, key))
    if "year" in content:
        reader.number(content["year"], (*path, "year"), whole=True)
    places = _read_places(content, path, reader)
    builder = _TreeReader(reader)
    root = builder.read(content["root"], (*path, "root"), depth=1, weighted=False)
    vetoes = _read_vetoes(content.get("vetoes", []), (*path, "vetoes"), reader, builder.codes)
    ranking = _Ranking(content.get("ranking", {}), (*path, "ranking"), reader, builder.codes)
    tiers = tuple(_read_tiers(content.get("tiers", []), (*path, "tiers"), reader))
    if root is None or reader.faults:
        return None
    _check_worth(root, value["root"], (*path, "root"), reader)
    if reader.faults:
        return None
    return Scheme(
        root, places, ranking.dense, ranking.break_by, ranking.ascending, ranking.unranked, tiers, vetoes,
        tuple(walk(root)),
    )  # fmt: skip


def _read_places(content: Mapping[str, Any], path: Path, reader: Reader) -> int:
    if "rounding" not in content:
        return 2
    place = (*path, "rounding")
    rounding = reader.mapping(content["rounding"], place, required=("places",)) or {}
    if "places" not in rounding:
        return 2
    limit = Fraction(MAX_PLACES)
    return int(reader.number(rounding["places"], (*place, "places"), at_least=0, at_most=limit, whole=True))


class _TreeReader:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.codes: set[str] = set()

    def read(self, value: Any, path: Path, *, depth: int, weighted: bool) -> Node | None:
        reader = self._reader
        if depth > MAX_DEPTH:
            reader.fault(path, "too_large")
            return None
        is_group = isinstance(value, dict) and ("parts" in value or "combine" in value)
        required = ("code", "combine", "parts") if is_group else ("code", "rule")
        optional = _NODE_KEYS if is_group else (*_NODE_KEYS, "points", "missing", "owner", "times_coefficient")
        content = reader.mapping(
            value, path, required=(*required, "weight") if weighted else required, optional=optional
        )
        if content is None:
            return None
        code = self._read_code(content, path)
        for key in ("name", "owner"):
            if key in content:
                reader.text(content[key], (*path, key))
        weight = (
            reader.number(content["weight"], (*path, "weight"), above_zero=True) if "weight" in content else Fraction(1)
        )
        cap, floor = (reader.number(content[k], (*path, k)) if k in content else None for k in ("cap", "floor"))
        if is_group:
            return self._read_group(content, path, depth, (code, weight, cap, floor))
        return self._read_item(content, path, (code, weight, cap, floor))

    def _read_code(self, content: Mapping[str, Any], path: Path) -> str:
        if "code" not in content:
            return ""
        code = self._reader.text(content["code"], (*path, "code"))
        if code in self.codes:
            self._reader.fault((*path, "code"), "duplicate_code")
        self.codes.add(code)
        return code

    def _read_group(
        self,
        content: Mapping[str, Any],
        path: Path,
        depth: int,
        head: tuple[str, Fraction, Fraction | None, Fraction | None],
    ) -> Group | None:
        reader = self._reader
        code, weight, cap, floor = head
        combine = "sum"
        if "combine" in content:
            combine = reader.choice(content["combine"], (*path, "combine"), ("sum", "weighted", "mean"))
        place = (*path, "parts")
        entries = reader.entries(content["parts"], place) if "parts" in content else []
        if content.get("parts") == []:
            reader.fault(place, "bad_shape")
        parts = [
            self.read(entry, (*place, index), depth=depth + 1, weighted=combine == "weighted")
            for index, entry in enumerate(entries)
        ]
        kept = tuple(part for part in parts if part is not None)
        return Group(code, combine, kept, weight, cap, floor) if kept else None

    def _read_item(
        self, content: Mapping[str, Any], path: Path, head: tuple[str, Fraction, Fraction | None, Fraction | None]
    ) -> Item | None:
        reader = self._reader
        code, weight, cap, floor = head
        points = reader.number(content["points"], (*path, "points"), at_least=0) if "points" in content else None
        missing = "error"
        if "missing" in content:
            missing = reader.choice(content["missing"], (*path, "missing"), ("error", "zero", "full", "exclude"))
        times = (
            reader.boolean(content["times_coefficient"], (*path, "times_coefficient"))
            if "times_coefficient" in content
            else False
        )
        rule = self._read_rule(content["rule"], (*path, "rule"), points) if "rule" in content else None
        if rule is None:
            return None
        if missing == "full" and points is None and not rule.is_event:
            reader.fault((*path, "points"), "points_needed")
        return Item(code, points, rule, missing, weight, cap, floor, times)

    def _read_rule(self, value: Any, path: Path, points: Fraction | None) -> Rule | None:
        reader = self._reader
        if not isinstance(value, dict) or "type" not in value:
            reader.fault((*path, "type") if isinstance(value, dict) else path, "bad_shape")
            return None
        kind = value["type"]
        if not isinstance(kind, str):
            reader.fault((*path, "type"), "bad_shape")
            return None
        if kind not in RULES:
            reader.fault((*path, "type"), "unknown_rule")
            return None
        cls = RULES[kind]
        content = reader.mapping(value, path, required=("type", *cls.required), optional=cls.optional)
        return cls(Parameters(content or {}, path, points, reader))


def _check_worth(node: Node, value: Any, path: Path, reader: Reader) -> None:
    """In a sum with a part that can be excluded, every item needs points and every part must be worth something."""
    if isinstance(node, Item):
        return
    places = [
        (part, entry, (*path, "parts", index))
        for index, (part, entry) in enumerate(zip(node.parts, value["parts"], strict=True))
    ]
    if node.combine == "sum" and any(part.may_be_excluded for part in node.parts):
        for part, entry, place in places:
            lacking = list(_items_without(part, entry, place))
            for spot in lacking:
                reader.fault((*spot, "points"), "points_needed")
            if not lacking and part.worth <= 0:
                for spot in _items_at(part, entry, place):
                    reader.fault((*spot, "points"), "out_of_range")
    for part, entry, place in places:
        _check_worth(part, entry, place, reader)


def _items_at(node: Node, value: Any, path: Path) -> Iterator[Path]:
    if isinstance(node, Item):
        yield path
        return
    for index, (part, entry) in enumerate(zip(node.parts, value["parts"], strict=True)):
        yield from _items_at(part, entry, (*path, "parts", index))


def _items_without(node: Node, value: Any, path: Path) -> Iterator[Path]:
    if isinstance(node, Item):
        if node.points is None:
            yield path
        return
    for index, (part, entry) in enumerate(zip(node.parts, value["parts"], strict=True)):
        yield from _items_without(part, entry, (*path, "parts", index))


class _Ranking:
    def __init__(self, value: Any, path: Path, reader: Reader, codes: set[str]) -> None:
        content = reader.mapping(value, path, optional=("ties", "break_by", "order", "unranked")) or {}
        self.dense = self._choice(content, "ties", path, reader, ("competition", "dense")) == "dense"
        self.ascending = self._choice(content, "order", path, reader, ("desc", "asc")) == "asc"
        self.break_by = tuple(reader.texts(content["break_by"], (*path, "break_by"))) if "break_by" in content else ()
        for index, code in enumerate(self.break_by):
            if code not in codes:
                reader.fault((*path, "break_by", index), "unknown_node")
        unranked = reader.texts(content["unranked"], (*path, "unranked")) if "unranked" in content else []
        self.unranked = frozenset(unranked)

    @staticmethod
    def _choice(content: Mapping[str, Any], key: str, path: Path, reader: Reader, allowed: tuple[str, ...]) -> str:
        return reader.choice(content[key], (*path, key), allowed) if key in content else allowed[0]


def _read_vetoes(value: Any, path: Path, reader: Reader, codes: set[str]) -> dict[str, str]:
    vetoes: dict[str, str] = {}
    for index, entry in enumerate(reader.entries(value, path)):
        place = (*path, index)
        content = reader.mapping(entry, place, required=("code", "effect"), optional=("name",)) or {}
        if "code" not in content or "effect" not in content:
            continue
        code = reader.text(content["code"], (*place, "code"))
        if code in vetoes:
            reader.fault((*place, "code"), "duplicate_code")
        if "name" in content:
            reader.text(content["name"], (*place, "name"))
        vetoes[code] = reader.choice(content["effect"], (*place, "effect"), EFFECTS)
    return vetoes


def _read_tiers(value: Any, path: Path, reader: Reader) -> Iterator[TierRule]:
    for index, entry in enumerate(reader.entries(value, path)):
        place = (*path, index)
        keys = ("top", "bottom", "at_least", "below", "boundary_ties")
        content = reader.mapping(entry, place, required=("tier",), optional=keys) or {}
        if "tier" not in content:
            continue
        tier = reader.text(content["tier"], (*place, "tier"))
        if "top" in content and "bottom" in content:
            reader.fault((*place, "bottom"), "bad_shape")
        end = "top" if "top" in content else "bottom" if "bottom" in content else None
        count, share = _read_seats(content[end], (*place, end), reader) if end else (None, None)
        lines = (
            reader.number(content[key], (*place, key)) if key in content else None for key in ("at_least", "below")
        )
        at_least, below = lines
        ties = content.get("boundary_ties", "exclude")
        includes = reader.choice(ties, (*place, "boundary_ties"), ("exclude", "include")) == "include"
        yield TierRule(tier, end, count, share, at_least, below, includes)


def _read_seats(value: Any, path: Path, reader: Reader) -> tuple[int | None, Fraction | None]:
    content = reader.mapping(value, path, optional=("count", "share")) or {}
    if "count" in content and "share" in content:
        reader.fault((*path, "share"), "bad_shape")
    count = reader.number(content["count"], (*path, "count"), at_least=0, whole=True) if "count" in content else None
    share = reader.number(content["share"], (*path, "share"), at_least=0) if "share" in content else None
    return (int(count) if count is not None else None), share
