"""Names of classes in both languages: of units, of leading cadres by post group and unit class, of a unit's ordinary
cadres."""

from collections.abc import Collection

from pydantic import BaseModel
from sqlalchemy import select

from hengjian.appraisal.models import Scheme, Unit, UnitClass
from hengjian.appraisal.records.facts import Records
from hengjian.appraisal.schemes.binding import ORDINARY
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import current_language

_GROUPS = {"chief": ("{}正职", "Chiefs of {}"), "deputy": ("{}副职", "Deputies of {}")}
_ORDINARY = ("{}一般干部", "Ordinary cadres of {}")


class ClassName(BaseModel):
    """``name_en`` falls back to the Chinese name where the county gave none."""

    code: str
    name: str
    name_en: str


def _split(code: str) -> tuple[str, str]:
    """Post group and unit class of a class of leading cadres; no group for any other class."""
    group, _, unit_class = code.partition("-")
    return (group, unit_class) if group in _GROUPS and unit_class else ("", code)


async def name_classes(session: AnySession, codes: Collection[str]) -> dict[str, ClassName]:
    """A class that nobody has named is called by its code."""
    unit_classes = {_split(code)[1] for code in codes}
    known = {
        row.code: (row.name, row.name_en or row.name)
        for row in await session.scalars(select(UnitClass).where(UnitClass.code.in_([*codes, *unit_classes])))
    }
    units = await session.execute(select(Unit.code, Unit.name).where(Unit.code.in_(codes)))
    own = {row.code: row.name for row in units}
    return {code: _name(code, known, own) for code in codes}


def _name(code: str, known: dict[str, tuple[str, str]], units: dict[str, str]) -> ClassName:
    if code in known:
        name, name_en = known[code]
        return ClassName(code=code, name=name, name_en=name_en)
    group, unit_class = _split(code)
    if group:
        zh, en = _GROUPS[group]
        name, name_en = known.get(unit_class, (unit_class, unit_class))
        return ClassName(code=code, name=zh.format(name), name_en=en.format(name_en))
    if code == ORDINARY:
        return ClassName(code=code, name=_ORDINARY[0].format("各单位"), name_en=_ORDINARY[1].format("each unit"))
    if code in units:
        zh, en = _ORDINARY
        return ClassName(code=code, name=zh.format(units[code]), name_en=en.format(units[code]))
    return ClassName(code=code, name=code, name_en=code)


async def name_groups(session: AnySession, scheme: Scheme, subjects: Collection[Records]) -> dict[str, str]:
    """What tells subjects of one name apart, by their code: units stand with their class, cadres with their unit."""
    if scheme.subject_kind == "cadre":
        units = {row.code: row.name for row in await session.execute(select(Unit.code, Unit.name))}
        return {subject.code: units.get(subject.unit_code, subject.unit_code) for subject in subjects}
    classes = await name_classes(session, {subject.class_code for subject in subjects})
    is_english = current_language.get() == "en"
    names = {code: row.name_en if is_english else row.name for code, row in classes.items()}
    return {subject.code: names[subject.class_code] for subject in subjects}
