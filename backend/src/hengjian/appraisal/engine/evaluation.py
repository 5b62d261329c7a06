"""Document in, document out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine.digest import digest_of, digest_of_list
from hengjian.appraisal.engine.document import read_document
from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.explaining import Explainer
from hengjian.appraisal.engine.faults import refuse
from hengjian.appraisal.engine.ranking import Standing, rank_class
from hengjian.appraisal.engine.rationals import print_fixed, round_half_up
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.scheme import Scheme
from hengjian.appraisal.engine.scheme_reader import read_scheme
from hengjian.appraisal.engine.scoring import SCORE_PLACES, Scorer, Surveys, survey_peers
from hengjian.appraisal.engine.subjects import Subject, read_subjects
from hengjian.appraisal.engine.tiers import assign_tiers

_REQUIRED = ("scheme", "subjects")
_FREE_KEYS = ("case", "source", "printed", "expect")


@dataclass(frozen=True)
class Sound:
    """A document that keeps to the contract, read."""

    document: Mapping[str, Any]
    scheme: Scheme
    subjects: list[Subject]


@dataclass(frozen=True)
class Ranked:
    """Every subject with its place, in the order of the result: class, rank, code."""

    sound: Sound
    surveys: Surveys
    standings: list[Standing]


def evaluate_text(text: str | bytes, language: str = "zh") -> dict[str, Any]:
    """Evaluate a document as it was written, UTF-8 JSON; the result as :func:`evaluate` gives it. Raises
    :class:`DocumentRefusedError`.
    """
    return evaluate(read_document(text, language), language)


def check_scheme(scheme: Any, language: str = "zh") -> list[dict[str, str]]:
    """The scheme (the value under ``scheme``) judged alone: its errors, none where it is sound.

    Each is ``{"pointer", "code", "message"}``, pointers begin with ``/scheme``. Raises nothing. Source: "Errors" in
    scheme-language.md.
    """
    reader = Reader(quotients=True)
    read_scheme(scheme, reader)
    return refuse({"scheme": scheme}, reader.faults, language).errors


def evaluate(document: Any, language: str = "zh", *, explained: bool = True) -> dict[str, Any]:
    """The result document: three digests, and subjects with total, rank, tier, flags, margin and nodes.

    The scheme is judged first, subjects once it is sound, scores once they are. Totals and margins are decimal strings
    in
    points, rounded half up to ``rounding.places``; scores of nodes have six places; ranks are made of rounded totals.
    Sentences (``why``) are in ``language``, and left out where nobody needs them (``explained`` false); everything else
    is
    independent of it. Raises :class:`DocumentRefusedError` with every fault of the stage. Source: "Result" in
    scheme-language.md.
    """
    sound = read_sound(document, language)
    ranked = rank_subjects(sound, *score_subjects(sound, language))
    result = describe(ranked)
    if explained:
        explain(ranked, result, language)
    return result


def read_sound(document: Any, language: str = "zh") -> Sound:
    """The document read and judged, numbers exact. Raises :class:`DocumentRefusedError` with every fault of scheme and
    subjects.
    """
    reader = Reader(quotients=True)
    content = reader.mapping(document, (), required=_REQUIRED, optional=_FREE_KEYS) or {}
    for key in ("case", "source"):
        if key in content:
            reader.text(content[key], (key,))
    judged = Reader(quotients=True)
    scheme = read_scheme(content["scheme"], judged) if "scheme" in content else None
    facts = Reader(quotients=False)
    subjects = read_subjects(content["subjects"], scheme, facts) if scheme and "subjects" in content else []
    if faults := reader.faults + judged.faults + facts.faults:
        raise refuse(document, faults, language)
    assert scheme is not None, "a scheme that is not there, or cannot be read, is a fault"
    return Sound(content, scheme, subjects)


def score_subjects(sound: Sound, language: str = "zh") -> tuple[list[Standing], Surveys]:
    """Exact scores in points and totals rounded half up to the scheme's places, with what was surveyed of peers.

    Standings come in the order of the document, still without ranks. Raises
    :class:`DocumentRefusedError` for ``no_band`` and ``nothing_to_score``.
    Source: "Groups and items" in scheme-language.md.
    """
    surveys = survey_peers(sound.scheme, sound.subjects)
    scorer = Scorer(sound.scheme, surveys)
    scored = [(subject, scorer.score(subject)) for subject in sound.subjects]
    if scorer.faults:
        raise refuse(sound.document, scorer.faults, language)
    places = sound.scheme.places
    standings = [
        Standing(subject, round_half_up(scores.values[0] or Exact(0), places), scores) for subject, scores in scored
    ]
    return standings, surveys


def rank_subjects(sound: Sound, standings: Sequence[Standing], surveys: Surveys) -> Ranked:
    """Ranks, margins in points, tiers and flags, class by class, put into the standings; raises nothing.

    Source: "Ranking" and "Tiers and vetoes" in scheme-language.md.
    """
    classes: dict[str, list[Standing]] = {}
    for standing in standings:
        classes.setdefault(standing.subject.class_code, []).append(standing)
    for class_code, members in classes.items():
        for standing in members:
            standing.of = len(members)
            standing.flags |= {f"veto:{veto}" for veto in standing.subject.vetoes}
        if class_code not in sound.scheme.unranked:
            assign_tiers(sound.scheme, rank_class(sound.scheme, members))
    ordered = sorted(standings, key=lambda s: (s.subject.class_code, s.rank or 0, s.subject.code))
    return Ranked(sound, surveys, ordered)


def describe(ranked: Ranked) -> dict[str, Any]:
    """The result document without ``why``: totals and margins to the scheme's places, nodes to six. Raises nothing.

    Source: "Result" in scheme-language.md.
    """
    document = ranked.sound.document
    subjects = [_describe(ranked.sound.scheme, standing) for standing in ranked.standings]
    return {
        "scheme": digest_of(document["scheme"]),
        "input": digest_of_list(document["subjects"]),
        "result": digest_of_list(subjects, b'{"subjects":[', b"]}"),
        "subjects": subjects,
    }


def explain(ranked: Ranked, result: Mapping[str, Any], language: str) -> None:
    """Put ``why``, in ``zh`` or ``en``, into every node of the result of :func:`describe`; digests do not change by
    it."""
    explainer = Explainer(ranked.sound.scheme, ranked.surveys, language)
    for described, standing in zip(result["subjects"], ranked.standings, strict=True):
        for node, why in zip(described["nodes"], explainer.explain(standing.subject, standing.scores), strict=True):
            node["why"] = why


def _describe(scheme: Scheme, standing: Standing) -> dict[str, Any]:
    scores = standing.scores
    nodes = [
        {
            "code": node.code,
            "score": None if value is None else print_fixed(value, SCORE_PLACES),
            "weighted": brought,
        }
        for node, value, brought in zip(scheme.nodes, scores.values, scores.weighted, strict=True)
    ]
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
