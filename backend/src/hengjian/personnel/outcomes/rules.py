"""Which outcomes may follow from which decisions. Pure."""

from collections.abc import Iterable, Mapping

from hengjian.personnel.terms import Destination, OutcomeKind, PostGroup, ProposalKind, RecordSource

_DOWNWARD = frozenset({OutcomeKind.RESIGNED, OutcomeKind.DEMOTED, OutcomeKind.TO_ORDINARY_POST})
_OF_DESTINATION = {
    Destination.IMPORTANT_POST: frozenset({OutcomeKind.TO_IMPORTANT_POST}),
    Destination.PROMOTE_CHIEF: frozenset({OutcomeKind.PROMOTED_CHIEF, OutcomeKind.TO_IMPORTANT_POST}),
    Destination.PROMOTE_DEPUTY: frozenset({OutcomeKind.PROMOTED_DEPUTY, OutcomeKind.TO_IMPORTANT_POST}),
}
_OF_GROUP = {
    PostGroup.CHIEF: frozenset({OutcomeKind.PROMOTED_CHIEF, OutcomeKind.TO_IMPORTANT_POST}),
    PostGroup.DEPUTY: frozenset({OutcomeKind.PROMOTED_DEPUTY, OutcomeKind.TO_IMPORTANT_POST}),
    PostGroup.ORDINARY: frozenset[OutcomeKind](),
}


def outcomes_of_proposal(kind: ProposalKind, destination: str | None) -> frozenset[OutcomeKind]:
    if kind is ProposalKind.DOWNWARD_TRANSFER:
        return frozenset({OutcomeKind.TRANSFERRED_DOWN})
    if kind is ProposalKind.ACCOUNTABILITY_STEP:
        return _DOWNWARD
    if kind is ProposalKind.PROMOTION_SUGGESTION and destination is not None:
        return _OF_DESTINATION[Destination(destination)]
    return frozenset()


def outcomes_of_round(post_group: PostGroup) -> frozenset[OutcomeKind]:
    return _OF_GROUP[post_group]


Counts = Mapping[tuple[OutcomeKind, int], Mapping[RecordSource, int]]


def count_by_kind(counts: Counts, kind: OutcomeKind, years: Iterable[int]) -> tuple[int, int]:
    """Imported and decided outcomes of the kind over the years."""
    of_years = [counts.get((kind, year), {}) for year in years]
    return sum(c.get(RecordSource.IMPORTED, 0) for c in of_years), sum(c.get(RecordSource.DECIDED, 0) for c in of_years)
