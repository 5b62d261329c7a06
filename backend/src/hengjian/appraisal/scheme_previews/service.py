"""A draft while it is being written: what a review would find in it, and what its rules do. Nothing is stored."""

import asyncio
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.scheme_documents.binding import sources_of
from hengjian.appraisal.scheme_documents.differences import Change, compare_schemes
from hengjian.appraisal.scheme_documents.rule_words import word_parameters
from hengjian.appraisal.scheme_documents.sums import list_sums
from hengjian.appraisal.scheme_documents.tree import NoTreeError
from hengjian.appraisal.scheme_previews.previewing import preview_item
from hengjian.appraisal.scheme_previews.schemas import (
    NodeSum,
    RulePreview,
    RulePreviewOrder,
    SchemeSketch,
    SketchFindings,
)
from hengjian.appraisal.schemes.editions import edition_of
from hengjian.appraisal.schemes.errors import DocumentRefusedProblem
from hengjian.appraisal.schemes.examining import examine_scheme, judge_document
from hengjian.appraisal.schemes.schemas import SchemeChange, SchemeContent
from hengjian.appraisal.schemes.views import say_each
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.language import Language, current_language
from hengjian.kit.problems.problems import FieldError, describe_faults


async def examine_sketch(session: AnySession, scheme: Scheme, sketch: SchemeSketch) -> SketchFindings:
    unfit = _find_unfit(sketch)
    candidate = _candidate(scheme, sketch, unfit)
    findings = await examine_scheme(session, candidate)
    told = {fault.pointer for fault in unfit}
    faults = [fault for fault in findings.faults if not any(pointer.startswith(fault.pointer) for pointer in told)]
    language = current_language.get()
    return await asyncio.to_thread(_report, scheme, candidate, [*faults, *unfit], findings.warnings, language)


def _find_unfit(sketch: SchemeSketch) -> list[FieldError]:
    """What could not even be kept as a draft."""
    try:
        SchemeContent.model_validate(sketch.model_dump())
    except ValidationError as error:
        return describe_faults([{**fault, "loc": _place(fault["loc"])} for fault in error.errors()])
    return []


def _place(location: Sequence[int | str]) -> Sequence[int | str]:
    """Without the kind of source, which the validator puts between the item and the field."""
    return [*location[:2], *location[3:]] if location[0] == "binding" and len(location) > 3 else location


def _candidate(scheme: Scheme, sketch: SchemeSketch, unfit: Sequence[FieldError]) -> Scheme:
    """As far as it could be kept; what is unfit is left out and told."""
    places = {fault.pointer.split("/")[1]: fault for fault in unfit}
    bad_sources = {fault.pointer.split("/")[2] for fault in unfit if fault.pointer.startswith("/binding/")}
    full_score = None if "full_score" in places or sketch.full_score is None else Decimal(sketch.full_score)
    return Scheme(
        year=scheme.year,
        subject_kind=scheme.subject_kind,
        name=sketch.name,
        class_codes=sketch.class_codes,
        document=sketch.document,
        binding={code: source for code, source in sketch.binding.items() if _escape(code) not in bad_sources},
        coefficients={} if "coefficients" in places else sketch.coefficients,
        full_score=full_score,
    )


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")


def _report(
    scheme: Scheme, candidate: Scheme, faults: Sequence[FieldError], warnings: Sequence[FieldError], language: Language
) -> SketchFindings:
    return SketchFindings(
        faults=say_each(faults),
        warnings=say_each(warnings),
        wording=word_parameters(candidate.document, language),
        sums=_list_sums(candidate.document),
        sources=sources_of(scheme.subject_kind),
        changes=[SchemeChange.model_validate(change) for change in _list_changes(scheme, candidate, language)],
    )


def _list_sums(document: Mapping[str, Any]) -> dict[str, NodeSum]:
    try:
        return {pointer: NodeSum(**vars(found)) for pointer, found in list_sums(document).items()}
    except NoTreeError:
        return {}


def _list_changes(scheme: Scheme, candidate: Scheme, language: Language) -> list[Change]:
    try:
        return compare_schemes(edition_of(scheme), edition_of(candidate), language)
    except (NoTreeError, RecursionError):
        return []


async def preview_rule(order: RulePreviewOrder) -> RulePreview:
    """Raises :class:`DocumentRefusedProblem` where the item itself breaks the scheme language."""
    faults = judge_document({"root": order.item})
    if not faults and "rule" not in order.item:
        faults = [FieldError("/document/root/rule", "bad_shape", "这不是考核项。", "This is no item.")]
    if faults:
        raise DocumentRefusedProblem(
            [FieldError(f.pointer.replace("/document/root", "/item", 1), f.code, f.zh, f.en) for f in faults]
        )
    coefficient = None if order.coefficient is None else write_decimal(order.coefficient)
    return await asyncio.to_thread(
        preview_item, order.item, order.fact, order.peers, coefficient, current_language.get()
    )
