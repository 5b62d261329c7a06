"""A scheme tried on facts, beside another. Nothing is stored and no standing or result moves."""

import asyncio
from collections.abc import Collection
from typing import Any

from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.engine import check_scheme
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.facts import prepare
from hengjian.appraisal.records.groups import name_groups
from hengjian.appraisal.records.repository import Served, gather, list_subjects, read_roll
from hengjian.appraisal.scheme_documents.binding import ORDINARY, read_binding
from hengjian.appraisal.schemes import policy
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.schemes.errors import SchemeNotSound
from hengjian.appraisal.trials.fact_choice import EVERY_ITEM, Wish, arrange, invent_subjects
from hengjian.appraisal.trials.orders import read_wish
from hengjian.appraisal.trials.running import OnRecord, run_trial
from hengjian.appraisal.trials.schemas import Trial, TrialOrder
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import FieldError, InvalidInput


async def try_scheme(session: AnySession, scheme: Scheme, order: TrialOrder, against: Scheme | None) -> Trial:
    """The scheme and what it is compared with, class by class, on the facts that the order names."""
    _refuse_unsound(scheme, against)
    year = order.facts_year or scheme.year
    in_force = await _list_in_force(session, scheme, year)
    rivals = [against] if against is not None else [other for other in in_force if other.id != scheme.id]
    wanted = {other.id: other for other in (scheme, *in_force, *rivals)}
    roll = await _read_roll(session, scheme, year)
    records = {key: await _read_record(session, other, year, roll) for key, other in wanted.items()}
    tried = records[scheme.id]
    names = await name_classes(session, [*scheme.class_codes, *tried.class_codes])
    empty = _list_empty_classes(scheme, tried.class_codes) if EVERY_ITEM in order.drawn else []
    invented = [subject for code in empty for subject in invent_subjects(code, names[code].name)]
    donors = [records[other.id] for other in in_force]
    wish = read_wish(order, scheme.document, [*tried.subjects, *invented], [donor.donor for donor in donors])
    against_records = [records[other.id] for other in rivals]
    return await asyncio.to_thread(run_trial, tried, against_records, donors, invented, wish, names, year)


async def find_facts(session: AnySession, scheme: Scheme, year: int) -> list[dict[str, Any]]:
    """The subjects of a sound scheme, class by class, each with the facts of the year that the scheme can read."""
    _refuse_unsound(scheme, None)
    roll = await _read_roll(session, scheme, year)
    tried = await _read_record(session, scheme, year, roll)
    in_force = await _list_in_force(session, scheme, year)
    donors = [(await _read_record(session, other, year, roll)).donor for other in in_force]
    sources = {code: source.source for code, source in read_binding(scheme.binding).items()}
    arranged = await asyncio.to_thread(arrange, scheme.document, sources, tried.subjects, donors, Wish())
    return [subject for of_class in arranged for subject in of_class.subjects]


async def find_groups(session: AnySession, scheme: Scheme, year: int) -> dict[str, str]:
    """Of each of these subjects the name of the class, or of the cadre's unit."""
    return await name_groups(session, scheme, await list_subjects(session, _moved_to(scheme, year)))


def _refuse_unsound(scheme: Scheme, against: Scheme | None) -> None:
    if faults := check_scheme(scheme.document, current_language.get()):
        raise SchemeNotSound([FieldError(f["pointer"], f["code"], f["message"], f["message"]) for f in faults])
    if against is None:
        return
    if against.subject_kind != scheme.subject_kind:
        zh, en = "两个办法的考核对象不同，不能比较。", "The two schemes score different kinds of subject."
        raise InvalidInput([FieldError("/against_id", "other_subject_kind", zh, en)])
    if check_scheme(against.document):
        zh, en = "所比较的办法还不能计分。", "The scheme to compare with cannot be scored yet."
        raise InvalidInput([FieldError("/against_id", "scheme_not_sound", zh, en)])


async def _list_in_force(session: AnySession, scheme: Scheme, year: int) -> list[Scheme]:
    """The schemes issued for the same classes in the year of the facts; the scheme itself where it is one."""
    unit_codes = await schemes.list_unit_codes(session)
    return [
        other
        for other in await schemes.issued_schemes(session, year)
        if other.subject_kind == scheme.subject_kind
        and policy.shared_classes(scheme.class_codes, other.class_codes, unit_codes)
    ]


async def _read_roll(session: AnySession, scheme: Scheme, year: int) -> Collection[Served] | None:
    """The cadres of the year, read once for all the schemes; None where units are tried."""
    return await read_roll(session, year) if scheme.subject_kind == "cadre" else None


async def _read_record(session: AnySession, scheme: Scheme, year: int, roll: Collection[Served] | None) -> OnRecord:
    moved = _moved_to(scheme, year)
    prepared = prepare(read_binding(scheme.binding), await gather(session, moved, roll=roll))
    return OnRecord(scheme, prepared.subjects)


def _list_empty_classes(scheme: Scheme, registered: Collection[str]) -> list[str]:
    """Classes in which nobody is registered yet."""
    if registered and ORDINARY in scheme.class_codes:
        return []
    return sorted({*scheme.class_codes} - {*registered})


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
