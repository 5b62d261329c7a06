"""What would move a subject: what the outlook says is granted to it, and the engine says what came of it."""

import copy
from decimal import Decimal
from typing import Any, cast

from hypothesis import assume, given
from hypothesis import strategies as st

from hengjian.appraisal.engine import DocumentRefusedError, evaluate
from hengjian.appraisal.engine.evaluation import read_sound
from hengjian.appraisal.engine.other_scores import reach_of
from hengjian.appraisal.engine.outlook import Outlook, look_ahead
from hengjian.appraisal.engine.scoring import hold, survey_peers
from tests.appraisal.engine.oracle import nodes_of
from tests.appraisal.engine.test_laws import Document, documents

STEP = Decimal("0.000001")
GRANT = {"type": "step", "of": "actual", "at": "0", "base": "0", "size": "1", "up": "1", "down": "1", "floor_at": None}
PEERS = {"relative_to_best", "rank", "range"}


def result_of(document: Document, code: str) -> dict[str, Any]:
    return next(s for s in evaluate(document, explained=False)["subjects"] if s["code"] == code)


def outlook_of(document: Document, code: str) -> Outlook:
    found = look_ahead(document, code)
    assert found is not None
    return found


def grant(document: Document, subject: str, node_code: str, points: Decimal) -> Document:
    """The document with ``points`` more in a node of one subject: the node becomes a sum of itself and a grant.

    The sum bears the node's code and weight; the grant is worth nothing, so that no scale above it changes.
    """
    granted = copy.deepcopy(document)
    node = cast(Document, next(n for n in nodes_of(granted["scheme"]["root"]) if n["code"] == node_code))
    own = {**node, "code": f"{node_code}~own"}
    if own.get("missing") == "exclude":
        own["missing"] = "zero"
    added = {"code": "grant", "points": "0", "missing": "zero", "rule": GRANT}
    weight = {"weight": node["weight"]} if "weight" in node else {}
    node.clear()
    node.update({"code": node_code, "combine": "sum", "parts": [own, added], **weight})
    for entry in granted["subjects"]:
        if node_code in entry["facts"]:
            entry["facts"][f"{node_code}~own"] = entry["facts"].pop(node_code)
        if entry["code"] == subject:
            entry["facts"]["grant"] = {"actual": f"{points:f}"}
    return granted


def applies_to_all(document: Document, node_code: str) -> bool:
    subjects = evaluate(document, explained=False)["subjects"]
    return all(n["score"] is not None for s in subjects for n in s["nodes"] if n["code"] == node_code)


def is_sound(document: Document) -> bool:
    """A root that may be excluded cannot be granted anything."""
    try:
        read_sound(document)
    except DocumentRefusedError:
        return False
    return True


def behind(document: Document, code: str) -> set[str]:
    """Whom the subject stands strictly before."""
    subjects = evaluate(document, explained=False)["subjects"]
    own = next(s for s in subjects if s["code"] == code)
    return {s["code"] for s in subjects if s["class"] == own["class"] and s["rank"] > own["rank"]}


def tier_order(document: Document) -> list[str]:
    written = [rule["tier"] for rule in document["scheme"]["tiers"] if rule["tier"] not in {"standard", "lagging"}]
    return [*dict.fromkeys(written), "standard", "lagging"]


@given(documents, st.data())
def test_what_would_move_a_place_moves_it_and_less_does_not(document: Document, data: st.DataObject) -> None:
    subject = data.draw(st.sampled_from(document["subjects"]))["code"]
    found = outlook_of(document, subject)
    item = data.draw(st.sampled_from(found.items)) if found.items else None
    assume(item is not None and item.score is not None and applies_to_all(document, item.code))
    assert item is not None
    if found.above is None:
        assert item.place is None
        return
    above = set(found.above.codes)
    if item.place is None:
        assert item.held_by is not None
        far = grant(document, subject, item.code, Decimal(-(10**12) if found.is_ascending else 10**12))
        assert not above <= behind(far, subject)
        return
    points = Decimal(item.place.points)
    assert (points < 0) is found.is_ascending
    after = grant(document, subject, item.code, points)
    assert above <= behind(after, subject)
    moved = result_of(after, subject)
    assert (moved["total"], moved["rank"]) == (item.place.total, item.place.rank)
    assert item.place.tier in {None, moved["tier"]}
    less = grant(document, subject, item.code, points - (STEP if points > 0 else -STEP))
    assert not above <= behind(less, subject)


@given(documents, st.data())
def test_what_would_move_a_tier_moves_it_and_less_does_not(document: Document, data: st.DataObject) -> None:
    assume(document["scheme"]["tiers"])
    subject = data.draw(st.sampled_from(document["subjects"]))["code"]
    found = outlook_of(document, subject)
    item = data.draw(st.sampled_from(found.items)) if found.items else None
    assume(item is not None and item.score is not None and applies_to_all(document, item.code))
    assert item is not None
    order = tier_order(document)
    now = order.index(found.tier or "")
    if item.tier is None:
        far = grant(document, subject, item.code, Decimal(-(10**12) if found.is_ascending else 10**12))
        assert order.index(result_of(far, subject)["tier"]) >= now
        return
    points = Decimal(item.tier.points)
    moved = result_of(grant(document, subject, item.code, points), subject)
    assert (moved["total"], moved["rank"], moved["tier"]) == (item.tier.total, item.tier.rank, item.tier.tier)
    assert order.index(moved["tier"]) < now
    less = grant(document, subject, item.code, points - (STEP if points > 0 else -STEP))
    assert order.index(result_of(less, subject)["tier"]) >= now


@given(documents, st.data())
def test_a_tier_begins_where_the_outlook_says(document: Document, data: st.DataObject) -> None:
    root = document["scheme"]["root"]["code"]
    assume(document["scheme"]["tiers"] and root not in document["scheme"]["ranking"].get("break_by", ()))
    subject = data.draw(st.sampled_from(document["subjects"]))["code"]
    found = outlook_of(document, subject)
    order = tier_order(document)
    assume(found.tier is not None and is_sound(grant(document, subject, root, Decimal(0))))
    exact = Decimal(result_of(document, subject)["nodes"][0]["score"])
    unit = Decimal(1).scaleb(-len(found.total.partition(".")[2]))
    up = -1 if found.is_ascending else 1

    def tier_at(total: Decimal) -> int:
        return order.index(result_of(grant(document, subject, root, total - exact), subject)["tier"])

    now = order.index(found.tier or "")
    for boundary, way in ((found.tier_above, up), (found.tier_below, -up)):
        far = Decimal(10**6 * way) + Decimal(found.total)
        if boundary is None:
            assert (tier_at(far) - now) * way * up >= 0
            continue
        total = Decimal(boundary.total)
        assert Decimal(boundary.gap) == abs(total - Decimal(found.total))
        assert order[tier_at(total)] == boundary.tier
        assert (tier_at(total) - now) * way * up < 0
        assert (tier_at(total - way * unit) - now) * way * up >= 0
    assert (found.tier_block is None) == (found.tier_above is not None)
    assert (found.tier_block == "best") == (now == 0)


@given(documents)
def test_neighbours_are_those_of_the_ranks_next_to_one_s_own(document: Document) -> None:
    subjects = evaluate(document, explained=False)["subjects"]
    for own in subjects:
        found = outlook_of(document, own["code"])
        if own["rank"] is None:
            assert (found.above, found.tied, found.below, found.items) == (None, (), None, ())
            continue
        by_rank: dict[int, set[str]] = {}
        for peer in subjects:
            if peer["class"] == own["class"]:
                by_rank.setdefault(peer["rank"], set()).add(peer["code"])
        assert set(found.tied) == by_rank[own["rank"]] - {own["code"]}
        better = max((rank for rank in by_rank if rank < own["rank"]), default=None)
        worse = min((rank for rank in by_rank if rank > own["rank"]), default=None)
        for side, rank in ((found.above, better), (found.below, worse)):
            assert (None if side is None else side.rank) == rank
            assert side is None or set(side.codes) == by_rank[side.rank]
        assert (found.above.gap if found.above else None) == own["margin"]


@given(documents)
def test_no_score_lies_beyond_the_reach_of_its_rule(document: Document) -> None:
    sound = read_sound(document)
    surveys = survey_peers(sound.scheme, sound.subjects)
    for subject in sound.subjects:
        for code, fact in subject.facts.items():
            item, survey = sound.scheme.items[code], surveys[subject.class_code][code]
            score = item.rule.score(fact, survey)
            if item.times_coefficient:
                score *= subject.coefficient
            least, most = reach_of(item, subject, survey)
            assert least is None or least <= hold(score, item)
            assert most is None or hold(score, item) <= most


def _document(**scheme: Any) -> Document:
    parts = [
        {"code": "work", "weight": "3", "points": "100", "rule": {"type": "given"}},
        {"code": "daily", "weight": "1", "points": "100", "rule": {"type": "deductions"}},
    ]
    facts = {"A": ("90", "0"), "B": ("88", "4"), "C": ("80", "0"), "D": ("80", "0"), "E": ("60", "0")}
    return {
        "scheme": {
            "root": {"code": "total", "combine": "weighted", "parts": parts},
            "tiers": [
                {"tier": "advanced", "top": {"share": "0.2"}, "at_least": "85"},
                {"tier": "lagging", "bottom": {"count": 1}, "below": "75"},
            ],
            "vetoes": [{"code": "safety", "effect": "bar_advanced"}],
            **scheme,
        },
        "subjects": [
            {"code": code, "class": "c", "facts": {"work": {"score": work}, "daily": {"events": [{"points": lost}]}}}
            for code, (work, lost) in facts.items()
        ],
    }


class TestByHand:
    """Totals: A 92.50, B 90.00, C and D 85.00, E 70.00."""

    def test_weights_and_the_rule_s_maximum(self) -> None:
        found = outlook_of(_document(), "B")
        assert found.above is not None and found.above.gap == "2.50"
        work, daily = found.items
        assert work.place is not None and daily.place is not None
        # Just above 92.505 - 0.005 - 90 = 2.505 over 3/4 and over 1/4: half a unit of the total is enough.
        assert (work.place.points, work.place.is_within_rule) == ("3.340000", True)
        assert (daily.place.points, daily.place.is_within_rule) == ("10.020000", False)
        assert (daily.limit, work.limit) == ("100.000000", "100.000000")
        assert work.tier == work.place
        assert work.place.tier == "advanced"

    def test_ties_are_named_and_the_boundary_is_a_place(self) -> None:
        found = outlook_of(_document(), "C")
        assert found.tied == ("D",)
        assert found.tier_above is not None and found.tier_below is not None
        assert (found.tier_above.total, found.tier_above.rank, found.tier_above.codes) == ("92.51", 1, ("A",))
        assert (found.tier_above.decided_by, found.tier_above.share, found.tier_above.places) == (
            "places",
            "0.200000",
            1,
        )
        assert (found.tier_below.tier, found.tier_below.total, found.tier_below.codes) == ("lagging", "69.99", ("E",))

    def test_a_line_is_named_where_it_decides(self) -> None:
        found = outlook_of(_document(), "E")
        assert found.tier_above is not None
        assert (found.tier_above.tier, found.tier_above.total, found.tier_above.line) == (
            "standard",
            "75.00",
            "75.000000",
        )
        assert (found.tier_above.decided_by, found.tier_above.gap, found.tier_below) == ("line", "5.00", None)

    def test_a_veto_blocks_a_tier_and_not_a_place(self) -> None:
        document = _document()
        document["subjects"][0]["vetoes"] = ["safety"]
        found = outlook_of(document, "A")
        assert (found.tier, found.tier_block, found.above) == ("standard", "veto", None)
        assert "veto:safety" in found.flags

    def test_the_best_have_nothing_above_them(self) -> None:
        found = outlook_of(_document(), "A")
        assert (found.tier_block, found.tier_above) == ("best", None)
        assert all(item.place is None and item.tier is None and item.held_by is None for item in found.items)

    def test_a_cap_that_keeps_the_item_back_is_named(self) -> None:
        document = _document()
        parts = document["scheme"]["root"]["parts"]
        parts[1] = {"code": "conduct", "weight": "1", "combine": "sum", "cap": "97", "parts": [parts[1]]}
        _, daily = outlook_of(document, "B").items
        assert (daily.place, daily.held_by) == (None, "conduct")

    def test_where_the_lowest_total_leads_points_are_lost(self) -> None:
        found = outlook_of(_document(ranking={"order": "asc"}, tiers=[]), "B")
        assert found.above is not None and found.above.codes == ("C", "D")
        work, _ = found.items
        assert work.place is not None
        assert (work.place.points, work.place.rank, work.place.tier) == ("-6.673334", 2, None)

    def test_nobody_of_that_code(self) -> None:
        assert look_ahead(_document(), "X") is None
