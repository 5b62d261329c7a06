"""One fault put into a sound document is one error: at its place, with its code, and no other beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hengjian.appraisal.engine import DocumentRefusedError, evaluate
from tests.appraisal.engine.drawing import draw_document
from tests.appraisal.engine.oracle import nodes_of

NO_NUMBERS: tuple[Any, ...] = (
    "x",
    "",
    " 1",
    "1 ",
    "+1",
    ".5",
    "5.",
    "1e3",
    "1,5",
    "٣",
    "NaN",
    1.5,
    True,
    [],
    {},
    2**53,
    -(2**53),
)
BELOW_ZERO = ("-1", "-0.01", -3)

# Names of the places where numbers stand, in the scheme and in subjects, by what these places can hold.
ANY = {
    "scheme": {
        *("cap", "floor", "at", "up", "down", "max_up", "max_down", "zero_at", "base", "floor_at", "low", "high"),
        *(
            "from",
            "to",
            "per",
            "least",
            "first",
            "last",
            "step",
            "step_percent",
            "start",
            "at_least",
            "below",
            "at_most",
        ),
        *("worst", "best"),
    },
    "subjects": {"actual", "target", "score"},
}
NOT_BELOW_ZERO = {"scheme": {"points", "share"}, "subjects": {"count", "factor", "at_most", "rank_sum", "ballots"}}
ABOVE_ZERO = {"scheme": {"size", "width", "weight"}, "subjects": {"coefficient", "rank"}}
WHOLE = {"scheme": {"places", "count", "trim"}, "subjects": {"rank", "among"}}
NAMED = {"per": ANY, "values": ANY, "votes": NOT_BELOW_ZERO, "counts": NOT_BELOW_ZERO, "places": NOT_BELOW_ZERO}
TEXTS = {"code", "class", "tier", "matter", "kind"}
CHOICES = {
    *("combine", "missing", "award", "partial", "direction", "of", "ties", "order", "boundary_ties", "effect", "ends"),
}
FLAGS = {"times_coefficient", "uncapped", "once_per_matter", "scale"}
LISTS = {"parts", "bands", "brackets", "events", "ranks", "scores", "corrections", "vetoes", "tiers", "break_by"}
NEVER_ABSENT = {
    *("code", "combine", "rule", "type", "facts", "class", "tier", "effect", "at", "size", "up", "down", "low", "high"),
    *("brackets", "bands", "award", "per", "values", "share_of", "step", "first", "last", "at_most", "worst", "best"),
    *("actual", "score", "events", "counts", "votes", "scores", "among", "rank_sum", "ballots"),
}


@dataclass(frozen=True)
class Spot:
    """A value in the document: ``holder[key]``, with the names that lead to it."""

    holder: Any
    key: Any
    path: tuple[Any, ...]

    @property
    def side(self) -> str:
        return str(self.path[0])

    @property
    def name(self) -> Any:
        return self.path[-1]

    @property
    def above(self) -> Any:
        return self.path[-2] if len(self.path) > 1 else None

    @property
    def pointer(self) -> str:
        return "".join(f"/{part}" for part in self.path)

    def is_among(self, names: dict[str, set[str]]) -> bool:
        """Whether a number of one of these kinds stands here."""
        if isinstance(self.holder[self.key], (dict, list)) or self.name == "note":
            return False
        if self.above in NAMED and isinstance(self.name, str):
            return NAMED[self.above] is names and (self.above != "places" or self.side == "subjects")
        return self.name in names[self.side] and not self._is_free_points(names)

    def _is_free_points(self, names: dict[str, set[str]]) -> bool:
        """The points of bands and of corrections may be anything."""
        holders = {"bands", "corrections"}
        return names is not ANY and self.name == "points" and len(self.path) > 2 and self.path[-3] in holders


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[Spot]:
    for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
        yield Spot(value, key, (*path, key))
        if isinstance(entry, (dict, list)):
            yield from spots(entry, (*path, key))


def errors_of(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(DocumentRefusedError) as caught:
        evaluate(document)
    return [(error["pointer"], error["code"]) for error in caught.value.errors]


def is_sound(document: Any) -> bool:
    try:
        evaluate(document, explained=False)
    except DocumentRefusedError:
        return False
    return True


def document_and_spots(seed: int) -> tuple[Any, list[Spot]]:
    document = draw_document(seed)
    assume(is_sound(document))
    return document, list(spots(document))


SEEDS = st.integers(0, 2**32)


def pick(found: list[Spot], seed: int) -> tuple[Spot, Random]:
    assume(found)
    random = Random(seed)
    return random.choice(found), random


@given(SEEDS)
def test_no_number_where_one_must_stand(seed: int) -> None:
    document, every = document_and_spots(seed)
    kinds = (ANY, NOT_BELOW_ZERO, ABOVE_ZERO, WHOLE)
    spot, random = pick([s for s in every if any(map(s.is_among, kinds))], seed)
    quotient = ("1/3",) if spot.side == "subjects" else ("1/0", "1/2/3", "/2")
    spot.holder[spot.key] = random.choice([*NO_NUMBERS, *quotient])
    assert errors_of(document) == [(spot.pointer, "not_a_number")]


@given(SEEDS)
def test_a_number_too_long(seed: int) -> None:
    document, every = document_and_spots(seed)
    kinds = (ANY, NOT_BELOW_ZERO, ABOVE_ZERO, WHOLE)
    spot, random = pick([s for s in every if any(map(s.is_among, kinds))], seed)
    spot.holder[spot.key] = random.choice(["7" * 101, "0." + "1" * 100, 10**100])
    assert errors_of(document) == [(spot.pointer, "too_large")]


@given(SEEDS)
def test_a_number_that_its_place_cannot_hold(seed: int) -> None:
    document, every = document_and_spots(seed)
    kind, random = Random(seed).choice([NOT_BELOW_ZERO, ABOVE_ZERO, WHOLE]), Random(seed)
    spot, _ = pick([s for s in every if s.is_among(kind)], seed)
    wrong = {id(NOT_BELOW_ZERO): BELOW_ZERO, id(ABOVE_ZERO): ("0", *BELOW_ZERO), id(WHOLE): ("0.5", *BELOW_ZERO)}
    spot.holder[spot.key] = random.choice(wrong[id(kind)])
    assert errors_of(document) == [(spot.pointer, "out_of_range")]


@given(SEEDS, st.sampled_from(["surplus", "pts", "Points", "类型"]))
def test_a_key_that_nobody_knows(seed: int, key: str) -> None:
    document, every = document_and_spots(seed)
    free = {"facts", "per", "values", "kinds", "votes", "counts", "places"}
    spot, _ = pick([s for s in every if isinstance(s.holder[s.key], dict) and s.name not in free], seed)
    spot.holder[spot.key][key] = "1"
    assert errors_of(document) == [(f"{spot.pointer}/{key}", "bad_shape")]
    spot.holder[spot.key]["note"] = spot.holder[spot.key].pop(key)
    assert is_sound(document)


@given(SEEDS)
def test_a_key_that_must_be_there(seed: int) -> None:
    document, every = document_and_spots(seed)
    spot, _ = pick([s for s in every if s.name in NEVER_ABSENT and isinstance(s.holder, dict) and must_stay(s)], seed)
    del spot.holder[spot.key]
    assert errors_of(document) == [(spot.pointer, "bad_shape")]


def must_stay(spot: Spot) -> bool:
    """Not where the same name has a default, or where another key may stand for it."""
    holder, kind = spot.holder, spot.holder.get("type")
    if spot.above in {*NAMED, "facts", "kinds"}:
        return False
    depends = {
        "at": kind == "threshold",
        "step": kind == "rank_ballot",
        "first": kind == "rank_ballot" or holder.get("award") == "spread",
        "last": holder.get("award") == "spread",
        "at_most": len(spot.path) > 2 and spot.path[-3] == "kinds",
        "share_of": kind == "vote_share",
        "per": kind == "count" or "width" in holder,
    }
    return bool(depends.get(spot.name, True))


@given(SEEDS)
def test_the_wrong_kind_of_value(seed: int) -> None:
    document, every = document_and_spots(seed)
    plain = TEXTS | CHOICES | FLAGS | LISTS
    spot, random = pick(
        [s for s in every if s.name in plain and isinstance(s.holder, dict) and s.above not in NAMED], seed
    )
    assume(spot.above not in {"facts", "kinds"})
    wrong: list[Any] = [5, None, [] if spot.name in TEXTS else "x"]
    if spot.name != "ends":  # which may be an object too, with faults of its own
        wrong.append({"x": 1})
    spot.holder[spot.key] = random.choice(wrong)
    assert errors_of(document) == [(spot.pointer, "bad_shape")]


@given(SEEDS)
def test_a_code_used_before(seed: int) -> None:
    document, _ = document_and_spots(seed)
    nodes = nodes_of(document["scheme"]["root"])
    assume(len(nodes) > 1)
    document["scheme"]["ranking"] = {}
    nodes[-1]["code"] = nodes[0]["code"]  # type: ignore[index]
    assert [code for _, code in errors_of(document)] == ["duplicate_code"]


@given(SEEDS)
def test_names_that_the_scheme_lacks(seed: int) -> None:
    document, _ = document_and_spots(seed)
    document["subjects"][0]["vetoes"].append("v9")
    document["subjects"][-1]["facts"]["a/b~"] = None
    document["subjects"].append(document["subjects"][0] | {"vetoes": [], "facts": {}})
    last = len(document["subjects"]) - 2
    vetoes = len(document["subjects"][0]["vetoes"]) - 1
    found = errors_of(document)
    assert len(found) == 3
    assert set(found) == {
        (f"/subjects/0/vetoes/{vetoes}", "unknown_veto"),
        (f"/subjects/{last}/facts/a~1b~0", "unknown_item"),
        (f"/subjects/{last + 1}/code", "duplicate_subject"),
    }


@given(SEEDS)
def test_a_fact_that_must_be_there(seed: int) -> None:
    document, _ = document_and_spots(seed)
    events = {"deductions", "bonuses", "count"}
    items = [n for n in nodes_of(document["scheme"]["root"]) if "rule" in n and n["rule"]["type"] not in events]
    assume(items)
    items[0].pop("missing")  # type: ignore[attr-defined]
    code = items[0]["code"]
    for subject in document["subjects"]:
        subject["facts"].pop(code, None)
    assert errors_of(document) == [
        (f"/subjects/{at}/facts/{code}", "missing_fact") for at in range(len(document["subjects"]))
    ]
