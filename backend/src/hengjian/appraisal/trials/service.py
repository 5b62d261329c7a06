"""A scheme tried on facts that are on record. Nothing is stored and no standing or result moves."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hengjian.appraisal.engine import evaluate, item_codes
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.classes import ClassName, name_classes
from hengjian.appraisal.records.gathering import list_subjects
from hengjian.appraisal.schemes import policy
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.standings.computing import evaluate_standing
from hengjian.appraisal.trials.comparing import count_decided, pair_subjects, scores_of
from hengjian.appraisal.trials.schemas import Trial, TrialClass, TrialItem, TrialLine, TrialSubject
from hengjian.kit.database import AnySession


@dataclass(frozen=True)
class _Scored:
    """A class under one scheme; ``result`` is None where nothing can be scored."""

    result: dict[str, Any] | None
    document: Mapping[str, Any]
    subjects: list[dict[str, Any]]
    left_out: set[str]
    incomplete: list[str]


async def try_scheme(session: AnySession, scheme: Scheme, facts_year: int, against: Sequence[Scheme]) -> Trial:
    """The scheme and those it is compared with, class by class, on the facts of a year."""
    tried = _moved_to(scheme, facts_year)
    classes = sorted({records.class_code for records in await list_subjects(session, tried)})
    names = await name_classes(session, classes)
    rivals: dict[str, Scheme] = {}
    for other in against:
        moved = _moved_to(other, facts_year)
        rivals |= {r.class_code: moved for r in await list_subjects(session, moved) if r.class_code in classes}
    return Trial(
        scheme_id=scheme.id,
        facts_year=facts_year,
        against=[other.name for other in against],
        classes=[await _try_class(session, tried, rivals.get(code), code, names[code]) for code in classes],
    )


async def find_rivals(session: AnySession, scheme: Scheme, facts_year: int) -> list[Scheme]:
    """The schemes issued for the same classes in the year of the facts, but not the scheme itself."""
    unit_codes = await schemes.list_unit_codes(session)
    return [
        other
        for other in await schemes.issued_schemes(session, facts_year)
        if other.id != scheme.id
        and other.subject_kind == scheme.subject_kind
        and policy.shared_classes(scheme.class_codes, other.class_codes, unit_codes)
    ]


def _moved_to(scheme: Scheme, year: int) -> Scheme:
    """The scheme as if it were of another year; never added to the session."""
    return Scheme(
        year=year,
        code=scheme.code,
        name=scheme.name,
        subject_kind=scheme.subject_kind,
        class_codes=scheme.class_codes,
        document=scheme.document,
        binding=scheme.binding,
        coefficients=scheme.coefficients,
    )


async def _score(session: AnySession, scheme: Scheme, class_code: str) -> _Scored:
    result, prepared, incomplete, standing = await evaluate_standing(session, scheme, class_code, "zh")
    left_out = set(item_codes(scheme.document)) - standing
    document = scheme.document
    subjects = [subject for subject in prepared.subjects if subject["code"] not in incomplete]
    if result is not None and not left_out:
        result = await asyncio.to_thread(evaluate, {"scheme": document, "subjects": subjects})
    return _Scored(result, document, subjects, left_out, incomplete)


async def _try_class(
    session: AnySession, tried: Scheme, rival: Scheme | None, class_code: str, name: ClassName
) -> TrialClass:
    after = await _score(session, tried, class_code)
    before = await _score(session, rival, class_code) if rival else None
    names = {s["code"]: s["name"] for scored in (after, before) if scored for s in scored.subjects}
    pairs = pair_subjects(before.result if before else None, after.result)
    decided = await asyncio.to_thread(count_decided, after.document, after.subjects) if not after.left_out else {}
    items = dict(_named_items(after.document["root"]))
    return TrialClass(
        class_code=class_code,
        name=name.name,
        name_en=name.name_en,
        subjects=[
            TrialSubject(code=code, name=names[code], before=_line(old), after=_line(new)) for code, old, new in pairs
        ],
        items=[
            _describe_item(code, name, after.result, decided.get(code))
            for code, name in items.items()
            if after.result is not None and code not in after.left_out
        ],
        left_out=[name for code, name in items.items() if code in after.left_out],
        incomplete=list(after.incomplete),
    )


def _line(subject: Mapping[str, Any] | None) -> TrialLine | None:
    if subject is None:
        return None
    return TrialLine.model_validate({key: subject[key] for key in ("total", "rank", "of", "tier")})


def _describe_item(code: str, name: str, result: Mapping[str, Any], decided: int | None) -> TrialItem:
    scores = [Decimal(score) for score in scores_of(result, code)]
    return TrialItem(
        code=code,
        name=name,
        lowest=min(scores, default=None),
        highest=max(scores, default=None),
        distinct=len(set(scores)),
        decided=decided,
    )


def _named_items(node: Mapping[str, Any]) -> list[tuple[str, str]]:
    if "parts" not in node:
        return [(node["code"], node.get("name", node["code"]))]
    return [pair for part in node["parts"] for pair in _named_items(part)]
