"""How many voters said something: votes that the rule does not count leave the others as few as they are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.ballots.policy import count_valid
from hengjian.appraisal.engine import evaluate

OPTIONS = ("good", "fair", "bad", "unknown", "spoilt")
INVALID = ["unknown", "spoilt"]
ITEM = {
    "code": "social",
    "missing": "exclude",
    "rule": {"type": "ballot", "values": {"good": "100", "fair": "70", "bad": "30"}, "invalid": INVALID},
}
DOCUMENT = {"root": {"code": "total", "combine": "mean", "parts": [ITEM]}}


@given(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 9)))
def test_valid_are_those_that_make_the_mean(votes: dict[str, int]) -> None:
    """As many as the engine divides by: with one vote more of the best, the mean moves by as much as it should."""
    valid = count_valid(DOCUMENT, "social", votes)
    assert valid == sum(number for option, number in votes.items() if option not in INVALID)
    if valid:
        worth = {"good": 100, "fair": 70, "bad": 30}
        total = sum(worth[option] * number for option, number in votes.items() if option in worth)
        subject = {"code": "T1", "class": "c", "facts": {"social": {"votes": votes}}}
        [scored] = evaluate({"scheme": DOCUMENT, "subjects": [subject]}, "en")["subjects"]
        node = next(node for node in scored["nodes"] if node["code"] == "social")
        assert abs(Decimal(node["score"]) - Decimal(total) / valid) < Decimal("0.000001")


def test_of_a_rank_ballot_every_ballot_counts() -> None:
    item = {"code": "order", "points": "40", "rule": {"type": "rank_ballot", "first": "40", "step": "5"}}
    assert count_valid({"root": item}, "order", {"1": 3, "2": 1}) == 4
