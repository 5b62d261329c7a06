"""Names of classes in both languages: of units, of leading cadres by post group and unit class, of a unit's ordinary
cadres. Pure."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field

from hengjian.appraisal.scheme_documents.binding import ORDINARY

_GROUPS = {"chief": ("{}正职", "Chiefs of {}"), "deputy": ("{}副职", "Deputies of {}")}
_ORDINARY = ("{}一般干部", "Ordinary cadres of {}")

ClassCode = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:*-]*$")]


class ClassName(BaseModel):
    """``name_en`` falls back to the Chinese name where the county gave none."""

    code: str
    name: str
    name_en: str


def unit_class_of(code: str) -> str:
    """The class of units behind a class of leading cadres; any other class itself."""
    return _split(code)[1]


def _split(code: str) -> tuple[str, str]:
    """Post group and unit class of a class of leading cadres; no group for any other class."""
    group, _, unit_class = code.partition("-")
    return (group, unit_class) if group in _GROUPS and unit_class else ("", code)


def name_class(code: str, unit_classes: Mapping[str, tuple[str, str]], unit_names: Mapping[str, str]) -> ClassName:
    """A class that nobody has named is called by its code."""
    if code in unit_classes:
        name, name_en = unit_classes[code]
        return ClassName(code=code, name=name, name_en=name_en)
    group, unit_class = _split(code)
    if group:
        zh, en = _GROUPS[group]
        name, name_en = unit_classes.get(unit_class, (unit_class, unit_class))
        return ClassName(code=code, name=zh.format(name), name_en=en.format(name_en))
    if code == ORDINARY:
        return ClassName(code=code, name=_ORDINARY[0].format("各单位"), name_en=_ORDINARY[1].format("each unit"))
    if code in unit_names:
        zh, en = _ORDINARY
        return ClassName(code=code, name=zh.format(unit_names[code]), name_en=en.format(unit_names[code]))
    return ClassName(code=code, name=code, name_en=code)
