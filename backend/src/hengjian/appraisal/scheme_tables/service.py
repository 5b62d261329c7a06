import asyncio
import json
from collections.abc import Sequence

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.scheme_documents.differences import compare_schemes
from hengjian.appraisal.scheme_documents.tree import NoTreeError
from hengjian.appraisal.scheme_tables.columns import FORM
from hengjian.appraisal.scheme_tables.errors import NoTable, TableRefused
from hengjian.appraisal.scheme_tables.merging import TableFault, list_rows
from hengjian.appraisal.scheme_tables.proposing import Proposal, find_spots, read_proposal
from hengjian.appraisal.scheme_tables.schemas import RowChange, RowFinding, TableOutcome
from hengjian.appraisal.scheme_tables.workbook import write_workbook
from hengjian.appraisal.schemes import policy
from hengjian.appraisal.schemes.editions import edition_of
from hengjian.appraisal.schemes.examining import examine_scheme
from hengjian.appraisal.schemes.schemas import SchemeContent
from hengjian.appraisal.schemes.service import change_scheme
from hengjian.appraisal.workflows.schemes import SchemeVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.language import Language, current_language, say
from hengjian.kit.policy.refusals import reason_of, refuse_if
from hengjian.kit.problems.problems import FieldError


async def write_table(scheme: Scheme) -> bytes:
    return await asyncio.to_thread(_write_table, scheme, current_language.get())


def _write_table(scheme: Scheme, language: Language) -> bytes:
    try:
        return write_workbook(list(list_rows(scheme.document, scheme.binding, language)), language)
    except (NoTreeError, RecursionError) as error:
        raise NoTable from error


def write_document(scheme: Scheme) -> bytes:
    """A document of the scheme language that is still without subjects."""
    content = {"scheme": scheme.document, "subjects": []}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


async def preview_table(session: AnySession, scheme: Scheme, content: bytes, principal: Principal) -> TableOutcome:
    proposal = await _read(scheme, content)
    return await _report(session, scheme, proposal, principal, applied=False)


async def apply_table(session: WriteSession, scheme: Scheme, content: bytes, principal: Principal) -> TableOutcome:
    """The whole file or nothing of it, by the same step as an ordinary change of a draft."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(scheme, principal, standing, SchemeVerb.CHANGE))
    proposal = await _read(scheme, content)
    if not proposal.is_sound:
        raise TableRefused([*map(_name_fault, proposal.faults), *proposal.broken])
    outcome = await _report(session, scheme, proposal, principal, applied=True)
    changed = _content(scheme, proposal)
    if (proposal.document, proposal.binding) != (scheme.document, scheme.binding):
        await change_scheme(session, scheme, changed, principal)
    return outcome.model_copy(update={"version": scheme.version})


async def _read(scheme: Scheme, content: bytes) -> Proposal:
    try:
        return await asyncio.to_thread(read_proposal, content, scheme.document, scheme.binding)
    except (NoTreeError, RecursionError) as error:
        raise NoTable from error


def _content(scheme: Scheme, proposal: Proposal) -> SchemeContent:
    return SchemeContent.model_validate(
        {
            "name": scheme.name,
            "class_codes": scheme.class_codes,
            "document": proposal.document,
            "binding": proposal.binding,
            "coefficients": scheme.coefficients,
            "full_score": scheme.full_score,
        }
    )


def _name_fault(fault: TableFault) -> FieldError:
    pointer = "".join(f"/{part}" for part in ("rows", fault.row, fault.column) if part is not None)
    return FieldError(pointer, fault.code, fault.zh, fault.en)


async def _report(
    session: AnySession, scheme: Scheme, proposal: Proposal, principal: Principal, *, applied: bool
) -> TableOutcome:
    standing = await find_standing(session, principal)
    obstacle = policy.find_obstacle(scheme, principal, standing, SchemeVerb.CHANGE)
    changes, remarks = [], []
    if proposal.is_sound:
        changes = await asyncio.to_thread(_list_changes, scheme, proposal, current_language.get())
        remarks = await _list_remarks(session, scheme, proposal)
    return TableOutcome(
        dry_run=not applied,
        applied=applied,
        can_apply=proposal.is_sound and obstacle is None,
        reason=None if obstacle is None else reason_of(obstacle),
        version=scheme.version,
        row_count=proposal.row_count,
        changes=changes,
        faults=_in_order(
            [*(_place_fault(proposal, fault) for fault in proposal.faults), *_place(proposal, proposal.broken)]
        ),
        remarks=_in_order(remarks),
    )


def _in_order(findings: list[RowFinding]) -> list[RowFinding]:
    """As the sheet is read; what is of no row comes first."""
    return sorted(findings, key=lambda finding: finding.row or 0)


def _list_changes(scheme: Scheme, proposal: Proposal, language: Language) -> list[RowChange]:
    before = edition_of(scheme)
    changes = compare_schemes(before, edition_of(scheme, proposal.document, proposal.binding), language)
    return [
        RowChange(**vars(change), row=None if change.what == "removed" else proposal.rows.get(change.code))
        for change in changes
    ]


async def _list_remarks(session: AnySession, scheme: Scheme, proposal: Proposal) -> list[RowFinding]:
    candidate = Scheme(
        year=scheme.year,
        subject_kind=scheme.subject_kind,
        class_codes=scheme.class_codes,
        document=proposal.document,
        binding=proposal.binding,
        coefficients=scheme.coefficients,
        full_score=scheme.full_score,
    )
    findings = await examine_scheme(session, candidate)
    return _place(proposal, [*findings.faults, *findings.warnings])


def _place(proposal: Proposal, errors: Sequence[FieldError]) -> list[RowFinding]:
    spots = find_spots(proposal, [error.pointer for error in errors])
    return [
        _finding(proposal, error, spot.row, spot.column, spot.item_code)
        for error, spot in zip(errors, spots, strict=True)
    ]


def _place_fault(proposal: Proposal, fault: TableFault) -> RowFinding:
    code = next((code for code, row in proposal.rows.items() if row == fault.row), None)
    return _finding(proposal, fault, fault.row, fault.column, code)


def _finding(
    proposal: Proposal, fault: FieldError | TableFault, row: int | None, column: str | None, item_code: str | None
) -> RowFinding:
    language = current_language.get()
    letter = proposal.letters.get(column or "")
    heading = FORM.column(column or "")
    return RowFinding(
        row=row,
        cell=f"{letter}{row}" if letter and row else None,
        column=heading.heading(language) if heading else None,
        item_code=item_code,
        code=fault.code,
        message=say(fault.zh, fault.en),
    )
