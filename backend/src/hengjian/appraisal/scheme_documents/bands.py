"""Values that no band holds, bands that say the same value twice, and bands that never come to be used. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine import read_number
from hengjian.appraisal.scheme_documents.sums import say_number
from hengjian.appraisal.scheme_documents.tree import walk_tree
from hengjian.kit.problems.problems import FieldError

_ZERO, _HUNDRED = Fraction(0), Fraction(100)


@dataclass(frozen=True)
class Span:
    """From inclusive, to exclusive; None is open."""

    start: Fraction | None
    end: Fraction | None

    @property
    def is_empty(self) -> bool:
        return self.start is not None and self.end is not None and self.start >= self.end

    def meet(self, other: "Span") -> "Span":
        starts = [span.start for span in (self, other) if span.start is not None]
        ends = [span.end for span in (self, other) if span.end is not None]
        return Span(max(starts, default=None), min(ends, default=None))

    def without(self, other: "Span") -> list["Span"]:
        if self.meet(other).is_empty:
            return [self]
        left = [] if other.start is None else [Span(self.start, other.start)]
        right = [] if other.end is None else [Span(other.end, self.end)]
        return [span for span in (*left, *right) if not span.is_empty]


def doubt_bands(document: Mapping[str, Any]) -> Iterator[FieldError]:
    """Warnings about the bands of a sound scheme."""
    for place in walk_tree(document).values():
        rule = place.node.get("rule", {})
        if rule.get("type") == "bands":
            whole = Span(_ZERO if rule.get("of") == "rate" else None, None)
            spans = {index: _read_span(band) for index, band in enumerate(rule["bands"])}
            yield from _doubt_spans(spans, f"{place.pointer}/rule/bands")
            yield from _doubt_holes(_find_holes(spans.values(), whole), f"{place.pointer}/rule/bands")
        elif rule.get("type") == "vote_share":
            yield from _doubt_shares(rule, f"{place.pointer}/rule/bands")


def _read_span(band: Mapping[str, Any]) -> Span:
    start, end = (read_number(band[key], quotient=True) if key in band else None for key in ("from", "to"))
    return Span(start, end)


def _doubt_shares(rule: Mapping[str, Any], pointer: str) -> Iterator[FieldError]:
    """Bands on the share of other options lie beside each other; one kind that holds every share leaves no hole."""
    by_options: dict[frozenset[str], dict[int, Span]] = {frozenset(rule["share_of"]): {}}
    for index, band in enumerate(rule["bands"]):
        options = frozenset(band.get("share_of", rule["share_of"]))
        by_options.setdefault(options, {})[index] = _read_span(band)
    kinds = [spans for spans in by_options.values() if spans]
    for spans in kinds:
        yield from _doubt_spans(spans, pointer)
    found = [
        [
            hole
            for hole in _find_holes(spans.values(), Span(_ZERO, None))
            if hole.start is None or hole.start <= _HUNDRED
        ]
        for spans in kinds or [{}]
    ]
    if all(found):
        yield from _doubt_holes(found[0], pointer)


def _find_holes(spans: Sequence[Span] | Any, whole: Span) -> list[Span]:
    left = [whole]
    for span in spans:
        if not span.is_empty:
            left = [rest for hole in left for rest in hole.without(span)]
    return left


def _doubt_spans(spans: Mapping[int, Span], pointer: str) -> Iterator[FieldError]:
    seen: list[Span] = []
    for index, span in spans.items():
        place = f"{pointer}/{index}"
        if span.is_empty:
            yield FieldError(
                place,
                "band_empty",
                "该档的下限不低于上限，不包含任何值。",
                "This band holds no value: it ends before it begins.",
            )
            continue
        if not _find_holes(seen, span):
            yield FieldError(
                place,
                "band_never_used",
                "该档的值都已落在前面的档内，永远用不上。",
                "Bands before this one take every value of it; it is never used.",
            )
        else:
            shared = [common for common in map(span.meet, seen) if not common.is_empty and _is_doubtful(span, common)]
            if shared:
                zh, en = _say(shared[0])
                yield FieldError(
                    place,
                    "bands_overlap",
                    f"该档与前面的档重叠（{zh}），以前面的为准。",
                    f"This band overlaps one before it ({en}); the earlier one counts.",
                )
        seen.append(span)


def _is_doubtful(span: Span, common: Span) -> bool:
    """Where a band is left open, earlier bands are meant to bound it: ``90 and more``, then ``80 and more``."""
    return not ((span.end is None and common.end is None) or (span.start is None and common.start is None))


def _doubt_holes(holes: Sequence[Span], pointer: str) -> Iterator[FieldError]:
    if holes:
        said = [_say(hole) for hole in sorted(holes, key=lambda hole: (hole.start is not None, hole.start))]
        yield FieldError(
            pointer,
            "band_hole",
            f"有值不在任何一档：{'、'.join(zh for zh, _ in said)}；出现时无法评分。",
            f"No band holds {', '.join(en for _, en in said)}; such a value could not be scored.",
        )


def _say(span: Span) -> tuple[str, str]:
    start, end = (None if bound is None else say_number(bound) for bound in (span.start, span.end))
    if start is None and end is None:
        return "任何值", "any value"
    if start is None:
        return f"低于 {end}", f"less than {end}"
    if end is None:
        return f"{start} 及以上", f"{start} and more"
    return f"{start} 至不足 {end}", f"{start} to below {end}"
