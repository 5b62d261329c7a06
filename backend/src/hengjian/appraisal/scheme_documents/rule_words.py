"""Rules, sources and lines of a scheme in words. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.appraisal.scheme_documents.notation import write_value
from hengjian.appraisal.scheme_documents.tree import NoTreeError, walk_tree
from hengjian.appraisal.scheme_documents.wording import (
    PARAMETER_NAMES,
    RULE_NAMES,
    SOURCE_FIELDS,
    SOURCE_NAMES,
    Words,
    in_language,
)
from hengjian.kit.language import Language

_TIER_WORDS: Mapping[str, Words] = {
    "top": ("前", "top "),
    "bottom": ("后", "bottom "),
    "at_least": ("不低于 ", "at least "),
    "below": ("低于 ", "below "),
}


def name_of(names: Mapping[str, Words], key: str, language: Language) -> str:
    return in_language(names[key], language) if key in names else key


def list_parameters(rule: Mapping[str, Any], language: Language) -> list[tuple[str, str, str]]:
    """Key, label and value in words of each parameter, in the order of the office's words."""
    order = list(PARAMETER_NAMES)
    keys = sorted(
        (key for key in rule if key != "type"), key=lambda key: order.index(key) if key in order else len(order)
    )
    return [(key, name_of(PARAMETER_NAMES, key, language), write_value(key, rule[key], language)) for key in keys]


def describe_rule(rule: Any, language: Language) -> str:
    """``增减分（基准分 7；每步加分 0.5）``"""
    if not isinstance(rule, Mapping):
        return write_value("rule", rule, language)
    name = name_of(RULE_NAMES, str(rule.get("type", "?")), language)
    return _in_brackets(name, [(label, text) for _, label, text in list_parameters(rule, language)], language)


def word_parameters(document: Mapping[str, Any], language: Language) -> dict[str, str]:
    """The parameters of every item's rule by the item's code; nothing of a document that is no tree."""
    try:
        places = walk_tree(document)
        return {
            code: _join(list_parameters(place.node["rule"], language), language)
            for code, place in places.items()
            if isinstance(place.node.get("rule"), Mapping)
        }
    except (NoTreeError, RecursionError):
        return {}


def _join(parameters: Sequence[tuple[str, str, str]], language: Language) -> str:
    said = [f"{label}: {text}" if language == "en" else f"{label} {text}" for _, label, text in parameters]
    return ("; " if language == "en" else "；").join(said)


def list_source_fields(source: Mapping[str, Any], language: Language) -> list[tuple[str, str, str]]:
    return [
        (key, name_of(SOURCE_FIELDS, key, language), _write_field(key, value, language))
        for key, value in source.items()
        if key != "source" and value != {}
    ]


def _write_field(key: str, value: Any, language: Language) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return write_value("scored_by" if key == "owner" else key, value, language)


def describe_source(source: Mapping[str, Any], language: Language) -> str:
    name = name_of(SOURCE_NAMES, str(source.get("source", "?")), language)
    return _in_brackets(name, [(label, text) for _, label, text in list_source_fields(source, language)], language)


def _in_brackets(name: str, details: Sequence[tuple[str, str]], language: Language) -> str:
    if not details:
        return name
    if language == "en":
        return f"{name} ({'; '.join(f'{label}: {text}' for label, text in details)})"
    return f"{name}（{'；'.join(f'{label} {text}' for label, text in details)}）"


def describe_tiers(tiers: Any, language: Language) -> str:
    """``advanced：前 30%，不低于 85``"""
    try:
        return "; ".join(_describe_tier(tier, language) for tier in tiers)
    except (AttributeError, KeyError, TypeError):
        return write_value("tiers", tiers, language)


def _describe_tier(tier: Mapping[str, Any], language: Language) -> str:
    parts = []
    for key, words in _TIER_WORDS.items():
        if key not in tier:
            continue
        value = tier[key]
        if key in {"top", "bottom"}:
            value = f"{value['count']}" if "count" in value else f"×{value['share']}" if "share" in value else "–"
        parts.append(f"{in_language(words, language)}{value}")
    if "boundary_ties" in tier:
        parts.append(f"boundary_ties {tier['boundary_ties']}")
    return f"{tier['tier']}: {', '.join(parts) or '–'}"
