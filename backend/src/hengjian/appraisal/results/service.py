"""Results from computing to final; each entry to publicity seals a version."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.engine import digest_of
from hengjian.appraisal.models import ResultRow, ResultSet, Scheme
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.records.facts import Prepared, prepare
from hengjian.appraisal.records.repository import gather
from hengjian.appraisal.results import policy, repository
from hengjian.appraisal.results.errors import NothingToCompute
from hengjian.appraisal.results.gaps import find_open_rounds, find_untimely, list_schemes, refuse_gaps, try_scoring
from hengjian.appraisal.results.policy import OpenReviews
from hengjian.appraisal.results.schemas import Computed, Computing
from hengjian.appraisal.results.versions import Sealant, seal_version
from hengjian.appraisal.scheme_documents.binding import read_binding
from hengjian.appraisal.seals import repository as seals
from hengjian.appraisal.workflows.results import ResultState, ResultVerb
from hengjian.contracts.events import ResultLine, ResultsFinal, ResultsPublished
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import found
from hengjian.kit.time.calendar import add_working_days, end_of_day
from hengjian.kit.time.clock import office_now, office_today

PUBLICITY_WORKING_DAYS = 5


async def compute_results(session: WriteSession, order: Computing, principal: Principal) -> Computed:
    """Every subject of every class of the schemes, or nothing: what is missing is pointed at."""
    issued = await list_schemes(session, order.year, order.subject_kind)
    chosen = [s for s in issued if not order.scheme_codes or s.code in order.scheme_codes]
    if not chosen:
        raise NothingToCompute
    refuse_if(await find_untimely(session, order.year, order.subject_kind))
    ids: list[UUID] = []
    subjects = 0
    for scheme in chosen:
        everybody = await gather(session, scheme)
        refuse_gaps(scheme, await find_open_rounds(session, scheme, {records.class_code for records in everybody}))
        prepared = prepare(read_binding(scheme.binding), everybody)
        units = {records.code: records.unit_code for records in everybody}
        result = await _evaluate(scheme, prepared)
        subjects += len(everybody)
        ids += await _store(session, scheme, prepared, result, units, principal)
    return Computed(ids=ids, subjects=subjects)


async def _evaluate(scheme: Scheme, prepared: Prepared) -> dict[str, Any]:
    result, gaps = await asyncio.to_thread(try_scoring, scheme.document, prepared)
    refuse_gaps(scheme, gaps)
    assert result is not None, "where nothing is missing there is a result"
    return result


async def _store(
    session: WriteSession,
    scheme: Scheme,
    prepared: Prepared,
    result: dict[str, Any],
    units: dict[str, str],
    principal: Principal,
) -> list[UUID]:
    """One result set a class; what is approved already is left alone by refusing the whole."""
    existing = await repository.find_results(session, scheme.year, scheme.code)
    classes: dict[str, list[dict[str, Any]]] = {}
    for subject in result["subjects"]:
        classes.setdefault(subject["class"], []).append(subject)
    given = {subject["code"]: subject for subject in prepared.subjects}
    names = await name_classes(session, classes)
    standing = await find_standing(session, principal)
    sets = []
    for class_code, members in sorted(classes.items()):
        row = existing.get(class_code)
        if row is None:
            row = ResultSet(
                year=scheme.year,
                scheme_code=scheme.code,
                class_code=class_code,
                subject_kind=scheme.subject_kind,
                state=ResultState.COMPUTED,
                edition=0,
                own_unit_acts=[],
                lines=[],
            )
        _refuse(row, principal, standing, ResultVerb.COMPUTE)
        _fill(row, scheme, members, given, prepared, units)
        row.class_name, row.class_name_en = names[class_code].name, names[class_code].name_en
        row.computed_by, row.computed_at = principal.person_id, office_now()
        row.own_unit_acts = []
        _note_own_units(row, principal, standing, ResultVerb.COMPUTE)
        sets.append(row)
    await repository.save_results(session, sets)
    return [row.id for row in sets]


def _fill(
    row: ResultSet,
    scheme: Scheme,
    members: Sequence[dict[str, Any]],
    given: dict[str, dict[str, Any]],
    prepared: Prepared,
    units: dict[str, str],
) -> None:
    codes = {member["code"] for member in members}
    row.scheme_id = scheme.id
    row.subjects = [given[code] for code in sorted(codes)]
    row.provenance = {key: ids for key, ids in prepared.provenance.items() if key.split("/")[0] in codes}
    row.provenance_digest = digest_of(row.provenance)
    row.digest = digest_of([{k: v for k, v in member.items() if k != "nodes"} for member in members])
    lines = {line.subject_code: line for line in row.lines}
    row.lines = []
    for member in members:
        line = lines.get(member["code"]) or ResultRow(subject_code=member["code"])
        line.name, line.unit_code = given[member["code"]]["name"], units[member["code"]]
        line.total, line.rank, line.of = Decimal(member["total"]), member["rank"], member["of"]
        line.tier, line.flags = member["tier"], member["flags"]
        line.margin = Decimal(member["margin"]) if member["margin"] is not None else None
        row.lines.append(line)


def _lines(row: ResultSet) -> tuple[ResultLine, ...]:
    kind: Any = row.subject_kind
    return tuple(
        ResultLine(
            code=line.subject_code,
            kind=kind,
            name=line.name,
            unit_code=line.unit_code,
            total=line.total,
            rank=line.rank,
            of=line.of,
            tier=line.tier or "standard",
            flags=tuple(line.flags),
        )
        for line in row.lines
    )


def _event_body(row: ResultSet, digest: str) -> dict[str, Any]:
    return {
        "result_id": row.id,
        "year": row.year,
        "scheme_code": row.scheme_code,
        "class_code": row.class_code,
        "subject_kind": row.subject_kind,
        "version": row.edition,
        "digest": digest,
        "lines": _lines(row),
    }


def _refuse(row: ResultSet, principal: Principal, standing: Standing, verb: ResultVerb) -> None:
    refuse_if(policy.find_obstacle(row, principal, standing, verb, office_now()))


def _note_own_units(row: ResultSet, principal: Principal, standing: Standing, verb: ResultVerb) -> None:
    """The own unit bars nobody from an act upon a whole class; the record says whose is in it."""
    own = standing.own_units_among(policy.OPERATIONS[verb], {line.unit_code for line in row.lines})
    row.own_unit_acts = [
        *row.own_unit_acts,
        *({"act": str(verb), "name": principal.name, "unit_code": code} for code in own),
    ]


async def approve_results(session: WriteSession, rows: Sequence[ResultSet], principal: Principal) -> None:
    standing = await find_standing(session, principal)
    for row in rows:
        _refuse(row, principal, standing, ResultVerb.APPROVE)
        _note_own_units(row, principal, standing, ResultVerb.APPROVE)
        row.state, row.approved_by = ResultState.APPROVED, principal.name
    await repository.save_results(session, rows)


async def publish_results(
    session: WriteSession, rows: Sequence[ResultSet], principal: Principal, sealant: Sealant
) -> None:
    standing = await find_standing(session, principal)
    for row in rows:
        _refuse(row, principal, standing, ResultVerb.PUBLISH)
        _note_own_units(row, principal, standing, ResultVerb.PUBLISH)
        await _enter_publicity(session, row, sealant)


async def _enter_publicity(session: WriteSession, row: ResultSet, sealant: Sealant) -> None:
    row.state, row.edition = ResultState.PUBLICITY, row.edition + 1
    row.published_at = office_now()
    row.publicity_until = end_of_day(add_working_days(office_today(), PUBLICITY_WORKING_DAYS))
    before = await seals.latest_seal(session, row.id)
    scheme = found(await repository.get_scheme_of_result(session, row))
    sealed = await asyncio.to_thread(seal_version, row, scheme, sealant, before)
    await repository.save_results(session, [row])
    await seals.add_seal(session, sealed)
    await publish(session, ResultsPublished(**_event_body(row, sealed.digest)))


async def recompute_result(session: WriteSession, row: ResultSet, principal: Principal, sealant: Sealant) -> None:
    """After a review changed a fact: the class computed again and sealed as the next version, with the reason.

    Deductions count as far as they had taken effect when the result was first computed. Cadres are also computed
    again where a review has changed the result of their units.
    """
    standing = await find_standing(session, principal)
    _refuse(row, principal, standing, ResultVerb.RECOMPUTE)
    refuse_if(await find_letters_standing(session, row.year))
    _note_own_units(row, principal, standing, ResultVerb.RECOMPUTE)
    reviews = await repository.list_changing_reviews_for_update(session, row.id)
    refuse_if(policy.find_open_reviews(row, ResultVerb.RECOMPUTE, OpenReviews(0, len(reviews))))
    scheme = found(await repository.get_scheme_of_result(session, row))
    everybody = await gather(session, scheme, [row.class_code], effective_by=row.computed_at)
    prepared = prepare(read_binding(scheme.binding), everybody)
    result = await _evaluate(scheme, prepared)
    given = {subject["code"]: subject for subject in prepared.subjects}
    _fill(row, scheme, result["subjects"], given, prepared, {r.code: r.unit_code for r in everybody})
    await repository.save_results(session, [row])
    await _enter_publicity(session, row, sealant)
    await repository.note_carried_out(session, reviews, row.edition)


async def finalise_results(session: WriteSession, rows: Sequence[ResultSet], principal: Principal) -> None:
    standing = await find_standing(session, principal)
    for row in rows:
        _refuse(row, principal, standing, ResultVerb.FINALISE)
        _note_own_units(row, principal, standing, ResultVerb.FINALISE)
        reviews = await repository.count_open_reviews(session, row.id)
        refuse_if(policy.find_open_reviews(row, ResultVerb.FINALISE, reviews))
        row.state, row.final_at = ResultState.FINAL, office_now()
        digest = found(await seals.get_digest(session, row.id, row.edition))
        await publish(session, ResultsFinal(**_event_body(row, digest)))
    await repository.save_results(session, rows)
