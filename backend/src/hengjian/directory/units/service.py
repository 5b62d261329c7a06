from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from hengjian.contracts.events import UnitChanged, UnitSnapshot
from hengjian.contracts.impartiality import Matter
from hengjian.directory.models import ClassMembership, Unit, UnitClass
from hengjian.directory.units import repository
from hengjian.directory.units.errors import KindIsFixed, KindMismatch, MoveBeforeLast, NameTaken, UnknownClass
from hengjian.directory.units.initials import pinyin_initials
from hengjian.directory.units.repository import find_standing
from hengjian.directory.units.schemas import Classification, UnitChange, UnitClassEntry, UnitEntry
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.texts import comparable_name
from hengjian.kit.time.clock import office_today, real_now

EVENT_ROWS = 200


def _snapshot(unit: Unit) -> UnitSnapshot:
    membership = unit.current_membership
    return UnitSnapshot(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        class_code=membership.class_code if membership else None,
        class_name=membership.class_name if membership else None,
        class_name_en=membership.unit_class.name_en if membership else None,
        class_since=membership.from_on if membership else None,
        latitude=unit.latitude,
        longitude=unit.longitude,
        is_active=unit.is_active,
    )


async def announce_units(session: WriteSession, units: Sequence[Unit]) -> None:
    for start in range(0, len(units), EVENT_ROWS):
        await publish(session, UnitChanged(units=tuple(_snapshot(u) for u in units[start : start + EVENT_ROWS])))


def _place(unit: Unit, unit_class: UnitClass, from_on: date, reason: str, document_number: str | None) -> bool:
    """Put the unit into the class from the day on; False when it is there already."""
    if unit_class.kind != unit.kind:
        raise KindMismatch(class_code=unit_class.code, kind=unit_class.kind)
    current = unit.current_membership
    if current is not None:
        if current.unit_class is unit_class:
            return False
        if from_on <= current.from_on:
            raise MoveBeforeLast(from_on=str(current.from_on))
        current.to_on = from_on - timedelta(days=1)
    unit.memberships.append(
        ClassMembership(
            unit_class=unit_class, from_on=from_on, to_on=None, reason=reason, document_number=document_number
        )
    )
    unit.updated_at = real_now()
    return True


async def enter_classes(session: WriteSession, batch: Batch[UnitClassEntry]) -> BatchOutcome:
    known = await repository.find_classes(session, [entry.code for entry in batch.items])
    renamed: list[str] = []

    async def apply(entry: UnitClassEntry) -> Applied:
        existing = known.get(entry.code)
        if existing is None:
            known[entry.code] = UnitClass(**entry.model_dump())
            repository.add_class(session, known[entry.code])
            return entry.code, "created"
        if existing.kind != entry.kind:
            raise KindIsFixed
        changed = {name: getattr(entry, name) for name in ("name", "name_en", "basis")}
        if all(getattr(existing, name) == value for name, value in changed.items()):
            return entry.code, "unchanged"
        for name, value in changed.items():
            setattr(existing, name, value)
        renamed.append(entry.code)
        return entry.code, "updated"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.code)
    if not batch.dry_run:
        for code in renamed:
            await announce_units(session, await repository.units_of_class(session, code))
    return outcome


def _describe(unit: Unit, given: UnitEntry | UnitChange) -> bool:
    """Name and place as given, what is absent left as it is; False when nothing changes."""
    wanted: dict[str, Decimal | str | None] = {"latitude": given.latitude, "longitude": given.longitude}
    if given.name is not None:
        wanted |= {"name": given.name, "initials": pinyin_initials(given.name)}
    changed = {name: value for name, value in wanted.items() if value is not None and getattr(unit, name) != value}
    for name, value in changed.items():
        setattr(unit, name, value)
    return bool(changed)


class _NamesInService:
    """Names of the units in service, as they become while a batch is applied; two that look alike are one."""

    def __init__(self, codes: dict[str, str]) -> None:
        self._codes = codes

    def check(self, code: str, name: str) -> None:
        holder = self._codes.get(comparable_name(name), code)
        if holder != code:
            raise NameTaken(code=holder, name=name)

    def give(self, code: str, before: str | None, name: str) -> None:
        if before is not None:
            self._codes.pop(comparable_name(before), None)
        self._codes[comparable_name(name)] = code


async def enter_units(session: WriteSession, batch: Batch[UnitEntry]) -> BatchOutcome:
    """Create or update units by code; the whole batch is announced at once."""
    known = await repository.find_units(session, [entry.code for entry in batch.items])
    classes = await repository.find_classes(session, {e.class_code for e in batch.items if e.class_code})
    names = _NamesInService(await repository.find_codes_by_name(session))
    touched: dict[str, Unit] = {}

    async def apply(entry: UnitEntry) -> Applied:
        unit_class = classes.get(entry.class_code) if entry.class_code else None
        if entry.class_code and unit_class is None:
            raise UnknownClass(class_code=entry.class_code)
        unit = known.get(entry.code)
        is_new = unit is None
        if unit is None:
            unit = Unit(code=entry.code, kind=entry.kind, is_active=True, memberships=[])
        elif unit.kind != entry.kind:
            raise KindIsFixed
        if unit.is_active:
            names.check(entry.code, entry.name)
        is_changed = is_new
        if unit_class is not None:
            from_on = entry.class_from or office_today()
            reason = entry.class_reason or unit_class.basis
            is_changed |= _place(unit, unit_class, from_on, reason, entry.class_document_number)
        before = unit.name
        is_changed |= _describe(unit, entry)
        if unit.is_active:
            names.give(entry.code, before, entry.name)
        if is_new:
            known[entry.code] = unit
            repository.add_unit(session, unit)
        if is_changed:
            touched[entry.code] = unit
        return entry.code, "created" if is_new else "updated" if is_changed else "unchanged"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.code)
    if not batch.dry_run:
        await announce_units(session, list(touched.values()))
    return outcome


async def change_unit(session: WriteSession, unit: Unit, change: UnitChange) -> None:
    will_serve = unit.is_active if change.is_active is None else change.is_active
    if will_serve and (change.name is not None or not unit.is_active):
        _NamesInService(await repository.find_codes_by_name(session)).check(unit.code, change.name or unit.name)
    _describe(unit, change)
    unit.is_active = will_serve
    await repository.save_unit(session, unit)
    await announce_units(session, [unit])


async def classify_unit(
    session: WriteSession, unit: Unit, classification: Classification, principal: Principal
) -> None:
    """Move the unit to another class from a day on; the earlier membership ends the day before."""
    refuse_if((await find_standing(session, principal)).find_bar("classify_unit", Matter((unit.code,))))
    classes = await repository.find_classes(session, [classification.class_code])
    if classification.class_code not in classes:
        raise UnknownClass(class_code=classification.class_code)
    unit_class, given = classes[classification.class_code], classification
    if _place(unit, unit_class, given.from_on, given.reason, given.document_number):
        await repository.save_unit(session, unit)
        await announce_units(session, [unit])
