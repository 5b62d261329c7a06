"""Reading a scheme from a document."""

from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.rationals import MAX_DIGITS
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.scheme import Scheme, TierRule, walk
from hengjian.appraisal.engine.tree_reader import TreeReader, check_exclusion

EFFECTS = ("bar_advanced", "bar_awards", "force_lagging", "drop_tier")
DEFAULT_PLACES = 2
_KEYS = ("code", "title", "year", "rounding", "ranking", "tiers", "vetoes")


def read_scheme(value: Any, reader: Reader, path: Path = ("scheme",)) -> Scheme | None:
    """The scheme (the value under ``scheme``), numbers exact, or None where it cannot stand; faults go to the reader.

    Source: "Document", "Groups and items", "Ranking", "Tiers and vetoes" in scheme-language.md.
    """
    content = reader.mapping(value, path, required=("root",), optional=_KEYS)
    if content is None:
        return None
    for key in ("code", "title"):
        if key in content:
            reader.text(content[key], (*path, key))
    if "year" in content:
        reader.number(content["year"], (*path, "year"), whole=True)
    places = _read_places(content["rounding"], (*path, "rounding"), reader) if "rounding" in content else DEFAULT_PLACES
    tree, root = TreeReader(reader), None
    if "root" in content:
        root = tree.read(content["root"], (*path, "root"))
        check_exclusion(root, (*path, "root"), reader)
    vetoes = _read_vetoes(content.get("vetoes", []), (*path, "vetoes"), reader)
    known = tree.codes if root is not None and tree.is_whole else None
    ranking = _Ranking(content.get("ranking", {}), (*path, "ranking"), reader, known)
    tiers = content.get("tiers", [])
    place = (*path, "tiers")
    rules = [_read_tier(entry, (*place, index), reader) for index, entry in enumerate(reader.entries(tiers, place))]
    if root is None or reader.faults:
        return None
    return Scheme(
        root, places, ranking.dense, ranking.break_by, ranking.ascending, ranking.unranked, tuple(rules), vetoes,
        tuple(walk(root)),
    )  # fmt: skip


def _read_places(value: Any, path: Path, reader: Reader) -> int:
    rounding = reader.mapping(value, path, optional=("places",)) or {}
    if "places" not in rounding:
        return DEFAULT_PLACES
    number = reader.number(rounding["places"], (*path, "places"), at_least=0, whole=True)
    if number > MAX_DIGITS:
        # A total of so many places would be a number longer than any may be.
        reader.fault((*path, "places"), "too_large")
        return DEFAULT_PLACES
    return int(number)


class _Ranking:
    """``known`` holds the codes of all nodes; None where not all of them could be read."""

    def __init__(self, value: Any, path: Path, reader: Reader, known: set[str] | None) -> None:
        content = reader.mapping(value, path, optional=("ties", "break_by", "order", "unranked")) or {}
        self.dense = self._choice(content, "ties", path, reader, ("competition", "dense")) == "dense"
        self.ascending = self._choice(content, "order", path, reader, ("desc", "asc")) == "asc"
        place = (*path, "break_by")
        named = reader.numbered_texts(content["break_by"], place) if "break_by" in content else []
        for index, code in named:
            if known is not None and code not in known:
                reader.fault((*place, index), "unknown_node")
        self.break_by = tuple(code for _, code in named)
        unranked = reader.texts(content["unranked"], (*path, "unranked")) if "unranked" in content else []
        self.unranked = frozenset(unranked)

    @staticmethod
    def _choice(content: Mapping[str, Any], key: str, path: Path, reader: Reader, allowed: tuple[str, ...]) -> str:
        return reader.choice(content[key], (*path, key), allowed) if key in content else allowed[0]


def _read_vetoes(value: Any, path: Path, reader: Reader) -> dict[str, str]:
    vetoes: dict[str, str] = {}
    for index, entry in enumerate(reader.entries(value, path)):
        place = (*path, index)
        content = reader.mapping(entry, place, required=("code", "effect"), optional=("name",)) or {}
        code = reader.optional_text(content["code"], (*place, "code")) if "code" in content else None
        if code in vetoes:
            reader.fault((*place, "code"), "duplicate_code")
        if "name" in content:
            reader.text(content["name"], (*place, "name"))
        effect = reader.choice(content["effect"], (*place, "effect"), EFFECTS) if "effect" in content else ""
        if code is not None:
            vetoes[code] = effect
    return vetoes


def _read_tier(value: Any, path: Path, reader: Reader) -> TierRule:
    keys = ("top", "bottom", "at_least", "below", "boundary_ties")
    content = reader.mapping(value, path, required=("tier",), optional=keys) or {}
    tier = reader.text(content["tier"], (*path, "tier")) if "tier" in content else ""
    if "top" in content and "bottom" in content:
        reader.fault((*path, "bottom"), "bad_shape")
    end = "top" if "top" in content else "bottom" if "bottom" in content else None
    count, share = _read_seats(content[end], (*path, end), reader) if end else (None, None)
    at_least, below = (
        reader.number(content[key], (*path, key)) if key in content else None for key in ("at_least", "below")
    )
    ties = content.get("boundary_ties", "exclude")
    includes = reader.choice(ties, (*path, "boundary_ties"), ("exclude", "include")) == "include"
    return TierRule(tier, end, count, share, at_least, below, includes)


def _read_seats(value: Any, path: Path, reader: Reader) -> tuple[int | None, Exact | None]:
    content = reader.mapping(value, path, optional=("count", "share")) or {}
    if "count" in content and "share" in content:
        reader.fault((*path, "share"), "bad_shape")
    count = reader.number(content["count"], (*path, "count"), at_least=0, whole=True) if "count" in content else None
    share = reader.number(content["share"], (*path, "share"), at_least=0) if "share" in content else None
    return (int(count) if count is not None else None), share
