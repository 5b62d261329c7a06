from typing import Any

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import digest_of, evaluate_text
from hengjian.appraisal.errors import AlreadyThere
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.recomputation.repository import mark_scheme
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.scheme_documents.binding import write_binding
from hengjian.appraisal.scheme_documents.differences import Change, compare_schemes
from hengjian.appraisal.scheme_documents.tree import NoTreeError
from hengjian.appraisal.schemes import policy, repository
from hengjian.appraisal.schemes.editions import edition_of, move_document, move_year
from hengjian.appraisal.schemes.errors import (
    ClassCovered,
    ClassHasScheme,
    NotOneTree,
    SameYear,
    SchemeNotSound,
    YearIsOver,
)
from hengjian.appraisal.schemes.examining import examine_scheme
from hengjian.appraisal.schemes.schemas import SchemeAmendment, SchemeApproval, SchemeContent, SchemeEntry
from hengjian.appraisal.workflows.schemes import SchemeState, SchemeVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.language import Language, current_language
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now, office_today


def _fill(scheme: Scheme, content: SchemeContent) -> None:
    scheme.name = content.name
    scheme.class_codes = list(content.class_codes)
    scheme.document = content.document
    scheme.binding = write_binding(content.binding)
    scheme.full_score = content.full_score
    scheme.coefficients = {code: write_decimal(value) for code, value in content.coefficients.items()}


async def draft_scheme(session: WriteSession, entry: SchemeEntry, principal: Principal) -> Scheme:
    """A new scheme; of an issued one another edition is begun by amending it, with a reason."""
    if await repository.latest_edition(session, entry.year, entry.code):
        raise AlreadyThere
    scheme = Scheme(
        year=entry.year,
        code=entry.code,
        edition=1,
        subject_kind=entry.subject_kind,
        state=SchemeState.DRAFT,
        author=principal.person_id,
        author_name=principal.name,
        writers=[],
    )
    _fill(scheme, entry)
    await repository.add_scheme(session, scheme)
    return scheme


async def change_scheme(session: WriteSession, scheme: Scheme, content: SchemeContent, principal: Principal) -> None:
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(scheme, principal, standing, SchemeVerb.CHANGE))
    _fill(scheme, content)
    if principal.person_id not in {scheme.author, *scheme.writers}:
        scheme.writers = [*scheme.writers, principal.person_id]
    await repository.save_scheme(session, scheme)


async def review_scheme(session: WriteSession, scheme: Scheme, principal: Principal) -> None:
    """Sums, rules and binding are judged here, not while somebody types."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(scheme, principal, standing, SchemeVerb.REVIEW))
    findings = await examine_scheme(session, scheme)
    if findings.faults:
        raise SchemeNotSound(findings.faults)
    scheme.state, scheme.reviewer, scheme.reviewer_name = SchemeState.REVIEWED, principal.person_id, principal.name
    scheme.reviewed_at = office_now()
    await repository.save_scheme(session, scheme)


async def approve_scheme(session: WriteSession, scheme: Scheme, approval: SchemeApproval, principal: Principal) -> None:
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(scheme, principal, standing, SchemeVerb.APPROVE))
    scheme.state, scheme.approver_name, scheme.approved_at = SchemeState.APPROVED, principal.name, office_now()
    scheme.document_number = approval.document_number
    await repository.save_scheme(session, scheme)


async def issue_scheme(session: WriteSession, scheme: Scheme, principal: Principal) -> None:
    """Freeze by value; an edition that this one amends stops counting."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(scheme, principal, standing, SchemeVerb.ISSUE))
    await repository.lock_issuing(session, scheme.year)
    unit_codes = await repository.list_unit_codes(session)
    for other in await repository.issued_schemes(session, scheme.year):
        if other.code == scheme.code:
            other.state = SchemeState.AMENDED
        elif other.subject_kind == scheme.subject_kind:
            shared = policy.shared_classes(scheme.class_codes, other.class_codes, unit_codes)
            if shared:
                raise ClassCovered(class_code=min(shared))
    scheme.state, scheme.issued_at = SchemeState.ISSUED, office_now()
    scheme.digest = digest_of(
        {"document": scheme.document, "binding": scheme.binding, "coefficients": scheme.coefficients}
    )
    await repository.save_scheme(session, scheme)
    await mark_scheme(session, scheme)


async def copy_scheme(session: WriteSession, source: Scheme, year: int, principal: Principal) -> Scheme:
    """The scheme as a draft for another year; that year must not be over, nor have a scheme of these classes."""
    if year < office_today().year:
        raise YearIsOver(year=year)
    if year == source.year:
        raise SameYear(year=year)
    await repository.lock_issuing(session, year)
    unit_codes = await repository.list_unit_codes(session)
    for other in await repository.list_standing_schemes(session, year, source.subject_kind):
        shared = policy.shared_classes(source.class_codes, other.class_codes, unit_codes)
        if shared:
            raise ClassHasScheme(year=year, class_code=min(shared), name=other.name)
    code = move_year(source.code, source.year, year)
    if await repository.latest_edition(session, year, code):
        raise AlreadyThere
    draft = Scheme(
        year=year,
        code=code,
        edition=1,
        name=move_year(source.name, source.year, year),
        subject_kind=source.subject_kind,
        class_codes=list(source.class_codes),
        document=move_document(source.document, source.year, year),
        binding=dict(source.binding),
        full_score=source.full_score,
        coefficients=dict(source.coefficients),
        state=SchemeState.DRAFT,
        author=principal.person_id,
        author_name=principal.name,
        writers=[],
        copied_from_id=source.id,
    )
    await repository.add_scheme(session, draft)
    return draft


async def amend_scheme(
    session: WriteSession, scheme: Scheme, amendment: SchemeAmendment, principal: Principal
) -> Scheme:
    """A new edition as a draft; the issued one counts until the new one is issued."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(scheme, principal, standing, SchemeVerb.AMEND))
    draft = Scheme(
        year=scheme.year,
        code=scheme.code,
        edition=await repository.latest_edition(session, scheme.year, scheme.code) + 1,
        subject_kind=scheme.subject_kind,
        state=SchemeState.DRAFT,
        author=principal.person_id,
        author_name=principal.name,
        writers=[],
        amends_id=scheme.id,
        reason=amendment.reason,
    )
    _fill(draft, amendment)
    await repository.add_scheme(session, draft)
    return draft


def list_changes(old: Scheme, new: Scheme) -> list[Change]:
    """What differs, in the reader's language."""
    try:
        return compare_schemes(edition_of(old), edition_of(new), current_language.get())
    except (NoTreeError, RecursionError) as error:
        raise NotOneTree from error


def evaluate_document(text: bytes, language: Language) -> dict[str, Any]:
    """The result of a document as it was sent. Raises :class:`DocumentRefusedError`; may take a minute."""
    with cycle_search_off():
        return evaluate_text(text, language)
