"""What differs between two schemes, item by item, in words. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.scheme_documents.notation import mean_the_same, write_value
from hengjian.appraisal.scheme_documents.rule_words import (
    describe_rule,
    describe_source,
    describe_tiers,
    list_parameters,
    name_of,
)
from hengjian.appraisal.scheme_documents.tree import Place, walk_tree
from hengjian.appraisal.scheme_documents.wording import PARAMETER_NAMES
from hengjian.kit.language import Language

_NODE_KEYS = ("name", "combine", "points", "weight", "cap", "floor", "missing", "owner", "times_coefficient", "note")
_SCHEME_KEYS = ("code", "title", "year", "rounding", "ranking", "tiers", "vetoes", "note")


@dataclass(frozen=True)
class Edition:
    """What two schemes are compared by."""

    name: str
    class_codes: Sequence[str]
    document: Mapping[str, Any]
    binding: Mapping[str, Any]
    coefficients: Mapping[str, Any]
    full_score: str | None


@dataclass(frozen=True)
class Change:
    """``pointer`` leads into the new scheme, into the old one for what is removed; ``code`` is empty for the whole.

    ``detail`` names the parameter, the subject or the key where ``what`` alone does not say it.
    """

    pointer: str
    code: str
    name: str
    what: str
    detail: str
    old: str | None
    new: str | None


def compare_schemes(old: Edition, new: Edition, language: Language) -> list[Change]:
    """None for a scheme and itself. Raises ``NoTreeError``."""
    return [*_compare_whole(old, new, language), *_compare_trees(old, new, language)]


def _write(key: str, value: Any, language: Language) -> str | None:
    return None if value is None else write_value(key, value, language)


def _compare_whole(old: Edition, new: Edition, language: Language) -> Iterator[Change]:
    def changed(pointer: str, what: str, before: str | None, after: str | None, detail: str = "") -> Change:
        return Change(pointer, "", "", what, detail, before, after)

    if old.name != new.name:
        yield changed("/name", "scheme_name", old.name, new.name)
    if sorted(old.class_codes) != sorted(new.class_codes):
        yield changed("/class_codes", "classes", ", ".join(old.class_codes), ", ".join(new.class_codes))
    if not mean_the_same(old.full_score, new.full_score):
        yield changed("/full_score", "full_score", old.full_score, new.full_score)
    for code in sorted({*old.coefficients, *new.coefficients}):
        before, after = old.coefficients.get(code), new.coefficients.get(code)
        if not mean_the_same(before, after):
            shown = (_write("coefficient", before, language), _write("coefficient", after, language))
            yield changed(f"/coefficients/{_escape(code)}", "coefficient", *shown, detail=code)
    known = {*old.document, *new.document} - {"root"}
    for key in (*_SCHEME_KEYS, *sorted(known - {*_SCHEME_KEYS})):
        if key not in known:
            continue
        before, after = old.document.get(key), new.document.get(key)
        if not mean_the_same(before, after):
            shown = (_say_whole(key, before, language), _say_whole(key, after, language))
            yield changed(f"/document/{_escape(key)}", "whole", *shown, detail=key)


def _say_whole(key: str, value: Any, language: Language) -> str | None:
    return describe_tiers(value, language) if key == "tiers" and value is not None else _write(key, value, language)


def _compare_trees(old: Edition, new: Edition, language: Language) -> Iterator[Change]:
    before, after = walk_tree(old.document), walk_tree(new.document)
    turned = _out_of_turn(before, after)
    for code, place in after.items():
        if code not in before:
            yield _change(place, "added", "", None, _describe_node(place, language))
            yield from _compare_sources(place, None, new.binding.get(code), language)
            continue
        yield from _compare_places(before[code], place, before, after, is_turned=code in turned)
        yield from _compare_nodes(before[code], place, language)
        yield from _compare_sources(place, old.binding.get(code), new.binding.get(code), language)
    for code, place in before.items():
        if code not in after:
            yield _change(place, "removed", "", _describe_node(place, language), None)


def _change(place: Place, what: str, detail: str, old: str | None, new: str | None) -> Change:
    return Change(place.pointer, place.code, place.name, what, detail, old, new)


def _describe_node(place: Place, language: Language) -> str:
    if "rule" in place.node:
        points = place.node.get("points")
        rule = describe_rule(place.node["rule"], language)
        return rule if points is None else f"{points} · {rule}"
    return _write("combine", place.node.get("combine"), language) or ""


def _compare_places(
    old: Place, new: Place, before: Mapping[str, Place], after: Mapping[str, Place], *, is_turned: bool
) -> Iterator[Change]:
    if old.parent != new.parent:
        groups = (before[old.parent].name if old.parent else "–", after[new.parent].name if new.parent else "–")
        yield _change(new, "moved", "", *groups)
    elif is_turned:
        yield _change(new, "order", "", _turn(old), _turn(new))


def _turn(place: Place) -> str:
    return str(int(place.pointer.rpartition("/")[2]) + 1)


def _out_of_turn(before: Mapping[str, Place], after: Mapping[str, Place]) -> set[str]:
    """Nodes that stand in another order among the parts that their group keeps."""
    kept = [code for code, place in after.items() if code in before and before[code].parent == place.parent]
    found: set[str] = set()
    for parent in {after[code].parent for code in kept}:
        now = [code for code in kept if after[code].parent == parent]
        then = [code for code in before if code in set(now)]
        found |= {one for one, other in zip(now, then, strict=True) if one != other}
    return found


def _compare_nodes(old: Place, new: Place, language: Language) -> Iterator[Change]:
    both = {*old.node, *new.node} - {"code", "parts", "rule"}
    for key in (*_NODE_KEYS, *sorted(both - {*_NODE_KEYS})):
        before, after = old.node.get(key), new.node.get(key)
        if key in both and not mean_the_same(before, after):
            what = key if key in _NODE_KEYS else "other"
            shown = (_write(key, before, language), _write(key, after, language))
            yield Change(f"{new.pointer}/{_escape(key)}", new.code, new.name, what, "" if what == key else key, *shown)
    yield from _compare_rules(old, new, language)


def _compare_rules(old: Place, new: Place, language: Language) -> Iterator[Change]:
    before, after = old.node.get("rule"), new.node.get("rule")
    if mean_the_same(before, after):
        return
    pointer = f"{new.pointer}/rule"
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or before.get("type") != after.get("type"):
        words = [None if rule is None else describe_rule(rule, language) for rule in (before, after)]
        yield Change(pointer, new.code, new.name, "rule", "", words[0], words[1])
        return
    then = {key: text for key, _, text in list_parameters(before, language)}
    now = {key: text for key, _, text in list_parameters(after, language)}
    for key in (*before, *(key for key in after if key not in before)):
        if key in before and key in after and mean_the_same(before[key], after[key]):
            continue
        label = name_of(PARAMETER_NAMES, key, language)
        yield Change(f"{pointer}/{_escape(key)}", new.code, new.name, "parameter", label, then.get(key), now.get(key))


def _compare_sources(place: Place, old: Any, new: Any, language: Language) -> Iterator[Change]:
    if old == new:
        return
    words = [None if source is None else describe_source(source, language) for source in (old, new)]
    yield Change(f"/binding/{_escape(place.code)}", place.code, place.name, "source", "", words[0], words[1])


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")
