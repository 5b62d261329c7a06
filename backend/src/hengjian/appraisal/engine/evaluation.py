"""Document in, document out."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.appraisal.engine.digest import digest_of
from hengjian.appraisal.engine.faults import DocumentRefused, Fault, Path, refuse
from hengjian.appraisal.engine.numbers import MAX_DIGITS, LongInteger, print_fixed, round_half_up
from hengjian.appraisal.engine.ranking import Standing, rank_class
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.scheme import Scheme, read_scheme
from hengjian.appraisal.engine.scoring import Scorer, survey_peers
from hengjian.appraisal.engine.subjects import read_subjects
from hengjian.appraisal.engine.tiers import assign_tiers

SCORE_PLACES = 6
_FREE_KEYS = ("case", "source", "printed", "expect")


class _RepeatedKey(ValueError):
    pass


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise _RepeatedKey
    return content


def _read_integer(digits: str) -> int | LongInteger:
    return int(digits) if len(digits) <= MAX_DIGITS + 1 else LongInteger()


def read_document(text: str | bytes, language: str = "zh") -> Any:
    """JSON as the contract reads it: no repeated keys. Raises :class:`DocumentRefused`."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_int=_read_integer)
    except (ValueError, RecursionError) as error:
        raise refuse(None, [Fault((), "bad_shape")], language) from error


def evaluate_text(text: str | bytes, language: str = "zh") -> dict[str, Any]:
    """Evaluate a document as it was written. Raises :class:`DocumentRefused`."""
    return evaluate(read_document(text, language), language)


def check_scheme(scheme: Any, language: str = "zh") -> list[dict[str, str]]:
    """The scheme judged alone: its errors, none where it is sound. Pointers begin with ``/scheme``."""
    reader = Reader(quotients=True)
    read_scheme(scheme, reader)
    document = {"scheme": scheme}
    faults = reader.faults or _unprintable(document)
    return refuse(document, faults, language).errors if faults else []


def evaluate(document: Any, language: str = "zh") -> dict[str, Any]:
    """The result document: subjects with total, rank, tier, flags, margin and nodes, and three digests.

    The scheme is judged first, subjects once it is sound, scores once they are. Sentences (``why``) are in
    ``language``; everything else is independent of it. Raises :class:`DocumentRefused` with every fault of the stage.
    """
    reader = Reader(quotients=True)
    content = reader.mapping(document, (), required=("scheme", "subjects"), optional=_FREE_KEYS)
    scheme = read_scheme(content["scheme"], reader) if content is not None and "scheme" in content else None
    if content is None or scheme is None or reader.faults:
        raise refuse(document, reader.faults, language)
    facts = Reader(quotients=False)
    subjects = read_subjects(content["subjects"], scheme, facts)
    if facts.faults:
        raise refuse(document, facts.faults, language)
    scorer = Scorer(scheme, survey_peers(scheme, subjects))
    scored = [(subject, scorer.score(subject)) for subject in subjects]
    if scorer.faults:
        raise refuse(document, scorer.faults, language)
    standings = [
        Standing(subject, round_half_up(scores[scheme.root.code].value or 0, scheme.places), scores)  # type: ignore[arg-type]
        for subject, scores in scored
    ]
    if unprintable := _unprintable({"scheme": content["scheme"], "subjects": content["subjects"]}):
        raise refuse(document, unprintable, language)
    return _result(content, scheme, _rank(scheme, standings), language)


def _rank(scheme: Scheme, standings: list[Standing]) -> list[Standing]:
    """Ranks, tiers and flags; in the order of the result: class, rank, code."""
    classes: dict[str, list[Standing]] = {}
    for standing in standings:
        classes.setdefault(standing.subject.class_code, []).append(standing)
    for class_code, members in classes.items():
        for standing in members:
            standing.of = len(members)
            standing.flags |= {f"veto:{veto}" for veto in standing.subject.vetoes}
        if class_code not in scheme.unranked:
            assign_tiers(scheme, rank_class(scheme, members))
    return sorted(standings, key=lambda s: (s.subject.class_code, s.rank or 0, s.subject.code))


def _result(content: Mapping[str, Any], scheme: Scheme, standings: list[Standing], language: str) -> dict[str, Any]:
    subjects = [_describe(scheme, standing) for standing in standings]
    digests = {
        "scheme": digest_of(content["scheme"]),
        "input": digest_of(content["subjects"]),
        "result": digest_of({"subjects": subjects}),
    }
    for described, standing in zip(subjects, standings, strict=True):
        for node in described["nodes"]:
            node["why"] = standing.scores[node["code"]].why.say(language)
    return {**digests, "subjects": subjects}


def _describe(scheme: Scheme, standing: Standing) -> dict[str, Any]:
    nodes = []
    for node in scheme.nodes:
        score = standing.scores[node.code]
        nodes.append(
            {
                "code": node.code,
                "score": None if score.value is None else print_fixed(score.value, SCORE_PLACES),
                "weighted": None if score.weighted is None else print_fixed(score.weighted, SCORE_PLACES),
            }
        )
    return {
        "code": standing.subject.code,
        "class": standing.subject.class_code,
        "total": print_fixed(standing.total, scheme.places),
        "rank": standing.rank,
        "of": standing.of,
        "tier": standing.tier,
        "flags": sorted(standing.flags),
        "margin": None if standing.margin is None else print_fixed(standing.margin, scheme.places),
        "nodes": nodes,
    }


def _unprintable(value: Any, path: Path = ()) -> list[Fault]:
    """Text that no file can hold (a lone surrogate) cannot be digested either."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return [Fault(path, "bad_shape")]
        return []
    if isinstance(value, dict):
        return [
            f for key, entry in value.items() for f in (*_unprintable(key, path), *_unprintable(entry, (*path, key)))
        ]
    if isinstance(value, list):
        return [f for index, entry in enumerate(value) for f in _unprintable(entry, (*path, index))]
    return []


__all__ = ["DocumentRefused", "check_scheme", "evaluate", "evaluate_text", "read_document"]
