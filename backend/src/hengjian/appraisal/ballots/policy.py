"""What a round of ballots may count. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.appraisal.ballots.schemas import BallotRoundEntry, CountEntry
from hengjian.appraisal.engine import item_kinds
from hengjian.appraisal.scheme_documents.tree import walk_tree
from hengjian.kit.problems.problems import FieldError


def counts_places(document: Mapping[str, Any], item_code: str) -> bool:
    """Whether every ballot ranks all subjects, so that what is counted are places."""
    return item_kinds(document)[item_code] == "rank_ballot"


def find_bad_options(document: Mapping[str, Any], entry: BallotRoundEntry) -> list[FieldError]:
    places = [str(place) for place in range(1, len(entry.options) + 1)]
    if not counts_places(document, entry.item_code) or entry.options == places:
        return []
    zh, en = "排序票的选项应为名次：1、2、3……", "The options of a rank ballot are the places: 1, 2, 3 and so on."
    return [FieldError("/options", "places_expected", zh, en)]


def count_valid(document: Mapping[str, Any], item_code: str, votes: Mapping[str, int]) -> int:
    """Votes that count by the item's rule. Those for "don't know" say nothing, and leave the others as few as they
    are."""
    invalid = walk_tree(document)[item_code].node["rule"].get("invalid", ())
    return sum(number for option, number in votes.items() if option not in invalid)


def find_unknown_option(index: int, entry: CountEntry, options: Sequence[str]) -> list[FieldError]:
    """The first option of a row that the round does not have."""
    for option in entry.votes:
        if option not in options:
            pointer = f"/rows/{index}/votes/{option}"
            return [FieldError(pointer, "unknown_option", "没有这个选项。", "No such option.")]
    return []
