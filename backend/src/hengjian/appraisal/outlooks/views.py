"""What the engine foresees, in the words of the API: with names, where the reader may know them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from hengjian.appraisal.engine.outlook import Boundary, Neighbours, Outlook
from hengjian.appraisal.models import Standing
from hengjian.appraisal.outlooks.nearness import Ranked, find_near
from hengjian.appraisal.outlooks.schemas import (
    BoundaryView,
    ItemOutlookView,
    NeighboursView,
    OutlookView,
    PairView,
    SensitivityView,
    SubjectRef,
)


def _name_nodes(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield node["code"], node.get("name", node["code"])
    for part in node.get("parts", ()):
        yield from _name_nodes(part)


def _refer(codes: Iterable[str], names: Mapping[str, str]) -> list[SubjectRef]:
    """Those whose names the reader may not know stay unnamed; nobody is left out."""
    return [SubjectRef(code=code if code in names else None, name=names.get(code)) for code in codes]


def _neighbours(found: Neighbours | None, names: Mapping[str, str]) -> NeighboursView | None:
    if found is None:
        return None
    return NeighboursView.model_validate({**asdict(found), "subjects": _refer(found.codes, names)})


def _boundary(found: Boundary | None, names: Mapping[str, str]) -> BoundaryView | None:
    if found is None:
        return None
    return BoundaryView.model_validate({**asdict(found), "subjects": _refer(found.codes, names)})


def tell_outlook(outlook: Outlook, document: Mapping[str, Any], own_name: str, names: Mapping[str, str]) -> OutlookView:
    """``names`` of the subjects that the reader may see ranked, by code."""
    nodes = dict(_name_nodes(document["root"]))
    items = []
    for item in outlook.items:
        held_by = nodes[item.held_by] if item.held_by is not None else None
        items.append(ItemOutlookView.model_validate({**asdict(item), "name": nodes[item.code], "held_by": held_by}))
    return OutlookView(
        subject_code=outlook.code,
        name=own_name,
        total=Decimal(outlook.total),
        rank=outlook.rank,
        of=outlook.of,
        tier=outlook.tier,
        flags=list(outlook.flags),
        is_ascending=outlook.is_ascending,
        above=_neighbours(outlook.above, names),
        tied=_refer(outlook.tied, names),
        below=_neighbours(outlook.below, names),
        tier_above=_boundary(outlook.tier_above, names),
        tier_below=_boundary(outlook.tier_below, names),
        tier_block=outlook.tier_block,
        items=items,
    )


def tell_nothing(code: str, name: str, flags: Sequence[str]) -> OutlookView:
    """Of a subject that cannot be scored yet."""
    return OutlookView(
        subject_code=code,
        name=name,
        total=None,
        rank=None,
        of=None,
        tier=None,
        flags=list(flags),
        is_ascending=False,
        above=None,
        tied=[],
        below=None,
        tier_above=None,
        tier_below=None,
        tier_block=None,
        items=[],
    )


def tell_nearness(ranking: Sequence[Ranked], names: Mapping[str, str], margin: Decimal) -> SensitivityView:
    pairs = [
        PairView(
            ahead=SubjectRef(code=pair.ahead.code, name=names[pair.ahead.code]),
            behind=SubjectRef(code=pair.behind.code, name=names[pair.behind.code]),
            ahead_rank=pair.ahead.rank,
            behind_rank=pair.behind.rank,
            gap=pair.gap,
            parts_tiers=pair.parts_tiers,
        )
        for pair in find_near(ranking, margin)
    ]
    return SensitivityView(margin=margin, compared=max(len(ranking) - 1, 0), pairs=pairs)


def tell_class_nearness(rows: Sequence[Standing], margin: Decimal) -> SensitivityView:
    """Of a class today: those who cannot be ranked yet stand next to nobody, and nobody has a tier."""
    ranking = [
        Ranked(row.subject_code, row.total, row.rank, None)
        for row in rows
        if row.total is not None and row.rank is not None
    ]
    return tell_nearness(ranking, {row.subject_code: row.name for row in rows}, margin)
