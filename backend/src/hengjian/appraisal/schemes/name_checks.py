"""Whether everything that a scheme names exists: indicators and their owners, owners of items, subjects, classes.
Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.scheme_documents.binding import Binding, IndicatorSource
from hengjian.appraisal.scheme_documents.tree import walk_tree
from hengjian.kit.problems.problems import FieldError

_OWNED = frozenset({"indicator", "manual", "plan_completion", "unit_result"})
"""Sources that name who answers for them, or that follow from what others answer for."""


@dataclass(frozen=True)
class Named:
    """What the county knows, as far as one scheme asks: ``indicators`` by code with the owning unit's code."""

    unit_codes: Collection[str]
    unit_names: Collection[str]
    subject_codes: Collection[str]
    class_codes: Collection[str]
    indicators: Mapping[str, str]


def check_names(scheme: Scheme, binding: Binding, named: Named) -> Iterator[FieldError]:
    """Faults: an indicator, an owner or a subject that is nowhere."""
    yield from _check_owners(scheme.document["root"], "/document/root", named)
    for code, source in sorted(binding.items()):
        if not isinstance(source, IndicatorSource):
            continue
        pointer = f"/binding/{code}/indicator_code"
        if source.indicator_code not in named.indicators:
            yield FieldError(
                pointer,
                "unknown_indicator",
                f"{scheme.year} 年度没有指标 {source.indicator_code}。",
                f"The year {scheme.year} has no indicator {source.indicator_code}.",
            )
        elif named.indicators[source.indicator_code] not in named.unit_codes:
            yield FieldError(
                pointer,
                "unknown_owner",
                f"指标 {source.indicator_code} 的牵头单位已不存在。",
                f"The unit that owns indicator {source.indicator_code} is no longer there.",
            )
    for code in sorted(set(scheme.coefficients) - set(named.subject_codes)):
        yield FieldError(
            f"/coefficients/{code}",
            "unknown_subject",
            f"没有考核对象 {code}。",
            f"There is no subject {code}.",
        )


def _check_owners(node: Mapping[str, Any], pointer: str, named: Named) -> Iterator[FieldError]:
    owner = node.get("owner")
    if owner is not None and owner not in named.unit_codes and owner not in named.unit_names:
        yield FieldError(
            f"{pointer}/owner", "unknown_owner", f"没有单位“{owner}”。", f"There is no unit called {owner}."
        )
    for index, part in enumerate(node.get("parts", ())):
        yield from _check_owners(part, f"{pointer}/parts/{index}", named)


def doubt_owners(document: Mapping[str, Any], binding: Binding) -> Iterator[FieldError]:
    """Warnings: items that nobody answers for, neither by name nor by where their facts come from."""
    for place in walk_tree(document).values():
        source = binding.get(place.code)
        if "rule" in place.node and "owner" not in place.node and (source is None or source.source not in _OWNED):
            yield FieldError(
                f"{place.pointer}/owner",
                "item_without_owner",
                f"“{place.name}”没有写明责任单位。",
                f"Nobody is named to answer for '{place.name}'.",
            )


def doubt_names(scheme: Scheme, named: Named) -> Iterator[FieldError]:
    """Warnings: classes in which nobody stands today."""
    for index, code in enumerate(scheme.class_codes):
        if code not in named.class_codes:
            yield FieldError(
                f"/class_codes/{index}",
                "class_without_subjects",
                f"类别 {code} 现无考核对象。",
                f"Nobody stands in class {code} today.",
            )
