"""A scheme in the words of the API: with the names of its classes, what a review would find, and what may be done."""

from collections.abc import Sequence

from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.scheme_documents.rule_words import word_parameters
from hengjian.appraisal.schemes import policy
from hengjian.appraisal.schemes.examining import examine_scheme
from hengjian.appraisal.schemes.schemas import SchemeSummary, SchemeView, SchemeWarning
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import current_language, say
from hengjian.kit.problems.problems import FieldError


async def view_summaries(session: AnySession, schemes: Sequence[Scheme]) -> list[SchemeSummary]:
    names = await name_classes(session, {code for scheme in schemes for code in scheme.class_codes})
    own = [name for name in SchemeSummary.model_fields if name != "classes"]
    return [
        SchemeSummary(
            **{name: getattr(scheme, name) for name in own}, classes=[names[code] for code in scheme.class_codes]
        )
        for scheme in schemes
    ]


def say_each(errors: Sequence[FieldError]) -> list[SchemeWarning]:
    return [SchemeWarning(pointer=e.pointer, code=e.code, message=say(e.zh, e.en)) for e in errors]


async def view_scheme(session: AnySession, scheme: Scheme, principal: Principal) -> SchemeView:
    findings = await examine_scheme(session, scheme)
    [summary] = await view_summaries(session, [scheme])
    return SchemeView(
        **summary.model_dump(),
        document=scheme.document,
        binding=scheme.binding,
        coefficients=scheme.coefficients,
        full_score=scheme.full_score,
        wording=word_parameters(scheme.document, current_language.get()),
        faults=say_each(findings.faults),
        warnings=say_each(findings.warnings),
        actions=policy.list_actions(scheme, principal, await find_standing(session, principal)),
    )
