"""What a rule makes of facts, said with the engine's own sentences. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine import DocumentRefusedError, evaluate, read_number
from hengjian.appraisal.scheme_documents.sums import say_number
from hengjian.appraisal.scheme_previews.sampling import axis_of, fact_at, sample_facts
from hengjian.appraisal.scheme_previews.schemas import CurvePoint, Fact, RulePreview, ScoredFact
from hengjian.appraisal.schemes.schemas import SchemeWarning
from hengjian.kit.language import Language

_CODE, _OWN, _CLASS = "item", "own", "class"


def preview_item(
    item: Mapping[str, Any],
    fact: Fact | None,
    peers: Sequence[Fact] | None,
    coefficient: str | None,
    language: Language,
) -> RulePreview:
    """Scores of typical facts, of the fact given, and along what the rule measures; of an item of a sound scheme."""
    stage = _Stage(item, coefficient, language)
    samples = sample_facts(item, peers, language)
    examples = [
        stage.score(example, [*samples.peers[:place], *samples.peers[place + 1 :]] if samples.peers else ())
        for place, example in enumerate(samples.facts)
    ]
    return RulePreview(
        examples=examples,
        own=examples[samples.telling] if fact is None else stage.score(fact, samples.peers),
        peers=list(samples.peers),
        curve=[stage.point(x, samples.peers) for x in samples.positions],
        axis=axis_of(item["rule"]),
    )


class _Stage:
    """A scheme of one item, with one subject among its peers."""

    def __init__(self, item: Mapping[str, Any], coefficient: str | None, language: Language) -> None:
        self._item = {**item, "code": _CODE}
        self._coefficient = coefficient or "1"
        self._language = language

    def score(self, fact: Fact, peers: Sequence[Fact]) -> ScoredFact:
        said = say_fact(self._item["rule"], fact, self._language)
        try:
            node = self._evaluate(fact, peers)
        except DocumentRefusedError as refused:
            return ScoredFact(fact=fact, said=said, score=None, why=None, errors=[*map(_point_at_fact, refused.errors)])
        return ScoredFact(fact=fact, said=said, score=node["score"], why=node["why"], errors=[])

    def point(self, x: Fraction, peers: Sequence[Fact]) -> CurvePoint:
        try:
            score = self._evaluate(fact_at(self._item["rule"], x), peers)["score"]
        except DocumentRefusedError:
            score = None
        return CurvePoint(x=say_number(x), score=score)

    def _evaluate(self, fact: Fact, peers: Sequence[Fact]) -> Mapping[str, Any]:
        subjects = [
            {"code": code, "class": _CLASS, "coefficient": self._coefficient, "facts": {_CODE: one}}
            for code, one in ((_OWN, fact), *((f"peer-{place}", peer) for place, peer in enumerate(peers)))
        ]
        result = evaluate({"scheme": {"root": self._item}, "subjects": subjects}, self._language)
        own = next(subject for subject in result["subjects"] if subject["code"] == _OWN)
        node: Mapping[str, Any] = own["nodes"][0]
        return node


def _point_at_fact(error: Mapping[str, str]) -> SchemeWarning:
    """Faults of the own fact by their place in it; those of a peer, who come after, by ``/peers``."""
    own, peer = f"/subjects/0/facts/{_CODE}", "/subjects/"
    pointer = error["pointer"]
    if pointer.startswith(own):
        pointer = "/fact" + pointer.removeprefix(own)
    elif pointer.startswith(peer):
        place, _, rest = pointer.removeprefix(peer).partition("/")
        pointer = f"/peers/{int(place) - 1}/{rest.partition(f'{_CODE}/')[2]}" if place != "0" else "/fact"
    return SchemeWarning(pointer=pointer, code=error["code"], message=error["message"])


def say_fact(rule: Mapping[str, Any], fact: Fact, language: Language) -> str:
    """``完成率 85%``, ``2 项共扣 3``, ``satisfied 60`` and the like; empty where it has no such form."""
    try:
        return _say_fact(rule, fact, in_english=language == "en")
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""


def _say_fact(rule: Mapping[str, Any], fact: Fact, *, in_english: bool) -> str:
    if "actual" in fact:
        return _say_measured(rule, fact, in_english=in_english)
    if "events" in fact:
        return _say_events(fact["events"], in_english=in_english)
    if "score" in fact or "scores" in fact:
        return _say_scores(fact, in_english=in_english)
    return _say_ballots(fact, in_english=in_english)


def _say_scores(fact: Fact, *, in_english: bool) -> str:
    if "score" in fact:
        return f"scored {fact['score']}" if in_english else f"评定 {fact['score']}"
    listed = _list(fact["scores"], in_english=in_english)
    return f"scores {listed}" if in_english else f"评分 {listed}"


def _say_ballots(fact: Fact, *, in_english: bool) -> str:
    """Places, votes, or counts by kind."""
    if "places" in fact:
        cast = [
            f"place {place}: {count}" if in_english else f"第 {place} 名 {count} 票"
            for place, count in fact["places"].items()
        ]
        return _list(cast, in_english=in_english)
    named = fact["votes"] if "votes" in fact else fact["counts"]
    if not named:
        return "none" if in_english else "无"
    return _list([f"{name} {count}" for name, count in named.items()], in_english=in_english)


def _say_measured(rule: Mapping[str, Any], fact: Fact, *, in_english: bool) -> str:
    actual = read_number(fact["actual"])
    axis = axis_of(rule)
    if "target" not in fact or (axis == "actual" and rule["type"] != "proportional"):
        return f"actual {say_number(actual)}" if in_english else f"完成值 {say_number(actual)}"
    target = read_number(fact["target"])
    if axis == "rate":
        rate = say_number(Fraction(round(actual * 10**4 / target), 100))
        return f"{rate} % of the target" if in_english else f"完成率 {rate}%"
    said = (say_number(actual), say_number(target))
    return "actual {}, target {}".format(*said) if in_english else "完成值 {}，目标 {}".format(*said)


def _say_events(events: Sequence[Mapping[str, Any]], *, in_english: bool) -> str:
    if not events:
        return "none" if in_english else "无"
    return _list(map(_say_event, events), in_english=in_english)


def _say_event(event: Mapping[str, Any]) -> str:
    said = "×".join(str(event[key]) for key in ("points", "count", "factor") if key in event)
    return f"{event['kind']} {said}" if "kind" in event else said


def _list(parts: Any, *, in_english: bool) -> str:
    return (", " if in_english else "、").join(map(str, parts))
