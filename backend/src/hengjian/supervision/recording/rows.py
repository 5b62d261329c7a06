"""From an entry to the row of a deduction, after every rule of recording has been asked. Reads and writes nothing."""

from typing import Any

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import standing_alone
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now
from hengjian.supervision.content_digest import digest_of
from hengjian.supervision.device_clock import lies_ahead
from hengjian.supervision.errors import InTheFuture, UnknownUnit
from hengjian.supervision.offices import office_of
from hengjian.supervision.queries.impartiality import about
from hengjian.supervision.recording.errors import (
    CadreNotOfUnit,
    NoCatalogue,
    SecondRecorderIsFirst,
    SecondRecorderStandsAside,
    SecondRecorderUnknown,
    UnknownVisit,
)
from hengjian.supervision.recording.schemas import DeductionEntry
from hengjian.supervision.refusals import STANDS_ASIDE
from hengjian.supervision.rules.errors import UnknownRule
from hengjian.supervision.rules.terms import check_in_force, choose_points, terms_of
from hengjian.supervision.workflows.deductions import DeductionState


def content_digest_of(entry: DeductionEntry, principal: Principal) -> bytes:
    """A repeat may come at another time of the device. What an entry does not say is left out, so that a digest of
    before there was such a field still tells a repeat."""
    unsaid = {name for name in ("position", "second_recorder") if getattr(entry, name) is None}
    return digest_of(entry, principal.subject, leave_out={"device_at", *unsaid})


def check_entry(entry: DeductionEntry, principal: Principal) -> None:
    """What needs no look at the records."""
    matter = Matter((entry.unit_code,), entry.cadre_codes)
    refuse_if(standing_alone(principal).find_bar("record_deduction", matter))
    if lies_ahead(entry.occurred_at):
        raise InTheFuture(office_now())


def questions_of(entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """What :func:`hengjian.supervision.recording.repository.look_up` is asked for this entry."""
    day = entry.occurred_at.astimezone(COUNTY_ZONE).date()
    return {
        "id": entry.id,
        "year": day.year,
        "rule_code": entry.rule_code,
        "unit_code": entry.unit_code,
        "visit_id": entry.visit_id,
        "cadre_codes": sorted(set(entry.cadre_codes)),
        "occurred_on": day,
        "second_recorder": entry.second_recorder,
        **about(principal, entry.unit_code),
    }


def check_second(entry: DeductionEntry, principal: Principal, answer: Any) -> None:
    """The second inspector is another one, in service, and without ties to the unit."""
    if entry.second_recorder is None:
        return
    if answer.second_id is None:
        raise SecondRecorderUnknown(name=entry.second_recorder)
    if answer.second_id == principal.person_id:
        raise SecondRecorderIsFirst
    if answer.second_stands_aside or answer.second_unit_code == entry.unit_code:
        raise SecondRecorderStandsAside(name=answer.second_name)


def draw_up(entry: DeductionEntry, principal: Principal, rule: Any, *, is_import: bool) -> dict[str, Any]:
    """The row to insert but for its number; ``rule`` is the answer of
    :func:`hengjian.supervision.recording.repository.look_up`."""
    day = entry.occurred_at.astimezone(COUNTY_ZONE).date()
    cadre_codes, position = sorted(set(entry.cadre_codes)), entry.position
    check_entry(entry, principal)
    if not rule.has_catalogue:
        raise NoCatalogue(year=day.year)
    if rule.id is None:
        raise UnknownRule(year=day.year, rule_code=entry.rule_code)
    refuse_if(STANDS_ASIDE if rule.stands_aside else None)
    if not rule.unit_is_active:
        raise UnknownUnit(unit_code=entry.unit_code)
    if entry.visit_id is not None and rule.visited_unit != entry.unit_code:
        raise UnknownVisit
    if strangers := sorted(set(cadre_codes) - set(rule.serving or ())):
        raise CadreNotOfUnit(cadre_codes=", ".join(strangers))
    check_in_force(rule, rule.unit_kind, day)
    check_second(entry, principal, rule)
    terms = terms_of(rule, choose_points(rule, entry.points, entry.points_reason), entry.count, entry.factor)
    return {
        "id": entry.id,
        "year": day.year,
        "visit_id": entry.visit_id,
        "unit_code": entry.unit_code,
        "unit_name": rule.unit_name,
        "cadre_codes": cadre_codes,
        "rule_id": rule.id,
        "rule_code": rule.code,
        "rule_title": rule.title,
        "rule_title_en": rule.title_en,
        "category": rule.category,
        "points_each": terms.points_each,
        "count": terms.count,
        "factor": terms.factor,
        "points": terms.points,
        "points_reason": entry.points_reason,
        "occurred_at": entry.occurred_at,
        "occurred_on": day,
        "captured_at": entry.captured_at,
        "device_at": entry.device_at,
        "received_at": real_now(),
        "latitude": position.latitude if position else None,
        "longitude": position.longitude if position else None,
        "accuracy_m": position.accuracy_m if position else None,
        "is_mock": position.is_mock if position else None,
        "place": entry.place,
        "description": entry.description,
        "public_text": entry.public_text,
        "state": DeductionState.RECORDED.value,
        "recorded_at": office_now(),
        "recorded_by": principal.person_id,
        "recorded_by_name": principal.name,
        "recorded_office": office_of(principal, Permission.SUPERVISION_DEDUCTION_RECORD),
        "second_recorder": rule.second_id,
        "second_recorder_name": rule.second_name,
        "source": "client" if principal.kind == "client" else "import" if is_import else "person",
        "version": 1,
        "updated_at": real_now(),
    }
