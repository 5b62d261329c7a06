from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.engine import digest_of
from hengjian.appraisal.errors import AlreadyThere, WrongState
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.dirty import mark_scheme_dirty
from hengjian.appraisal.schemes import policy, repository
from hengjian.appraisal.schemes.binding import write_binding
from hengjian.appraisal.schemes.errors import ClassCovered, SchemeNotSound
from hengjian.appraisal.schemes.examining import examine_scheme
from hengjian.appraisal.schemes.schemas import SchemeAmendment, SchemeApproval, SchemeContent, SchemeEntry
from hengjian.kit.auth import Principal
from hengjian.kit.clock import office_now
from hengjian.kit.database import WriteSession
from hengjian.kit.numbers import write_decimal
from hengjian.kit.problems import RefusedByPolicy


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
        state="draft",
        author=principal.subject,
        author_name=principal.name,
    )
    _fill(scheme, entry)
    await _add(session, scheme)
    return scheme


async def _add(session: WriteSession, scheme: Scheme) -> None:
    session.add(scheme)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error


def _check_action(scheme: Scheme, principal: Principal, action: str) -> None:
    if scheme.state != policy.STATES[action]:
        raise WrongState(state=scheme.state)
    reason = policy.refusal(scheme, principal, action)
    if reason is not None:
        raise RefusedByPolicy(reason=reason)


async def change_scheme(session: WriteSession, scheme: Scheme, content: SchemeContent, principal: Principal) -> None:
    _check_action(scheme, principal, "change")
    _fill(scheme, content)
    await session.flush()


async def review_scheme(session: WriteSession, scheme: Scheme, principal: Principal) -> None:
    """Sums, rules and binding are judged here, not while somebody types."""
    _check_action(scheme, principal, "review")
    findings = await examine_scheme(session, scheme)
    if findings.faults:
        raise SchemeNotSound(findings.faults)
    scheme.state, scheme.reviewer, scheme.reviewer_name = "reviewed", principal.subject, principal.name
    await session.flush()


async def approve_scheme(session: WriteSession, scheme: Scheme, approval: SchemeApproval, principal: Principal) -> None:
    _check_action(scheme, principal, "approve")
    scheme.state, scheme.approver_name = "approved", principal.name
    scheme.document_number = approval.document_number
    await session.flush()


async def issue_scheme(session: WriteSession, scheme: Scheme, principal: Principal) -> None:
    """Freeze by value; an edition that this one amends stops counting."""
    _check_action(scheme, principal, "issue")
    await repository.lock_issuing(session, scheme.year)
    unit_codes = await repository.list_unit_codes(session)
    for other in await repository.issued_schemes(session, scheme.year):
        if other.code == scheme.code:
            other.state = "amended"
        elif other.subject_kind == scheme.subject_kind:
            shared = policy.shared_classes(scheme.class_codes, other.class_codes, unit_codes)
            if shared:
                raise ClassCovered(class_code=min(shared))
    scheme.state, scheme.issued_at = "issued", office_now()
    scheme.digest = digest_of(
        {"document": scheme.document, "binding": scheme.binding, "coefficients": scheme.coefficients}
    )
    await session.flush()
    await mark_scheme_dirty(session, scheme)


async def amend_scheme(
    session: WriteSession, scheme: Scheme, amendment: SchemeAmendment, principal: Principal
) -> Scheme:
    """A new edition as a draft; the issued one counts until the new one is issued."""
    _check_action(scheme, principal, "amend")
    draft = Scheme(
        year=scheme.year,
        code=scheme.code,
        edition=await repository.latest_edition(session, scheme.year, scheme.code) + 1,
        subject_kind=scheme.subject_kind,
        state="draft",
        author=principal.subject,
        author_name=principal.name,
        amends_id=scheme.id,
        reason=amendment.reason,
    )
    _fill(draft, amendment)
    await _add(session, draft)
    return draft
