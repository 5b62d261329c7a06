"""Subjects and their facts, read against a sound scheme."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.scheme import Item, Scheme

MAX_SUBJECTS = 200_000


@dataclass(frozen=True)
class Subject:
    """``facts`` holds what each rule read, by item code; an absent fact is not in it."""

    code: str
    class_code: str
    coefficient: Fraction
    vetoes: tuple[str, ...]
    facts: dict[str, Any]
    index: int


def read_subjects(value: Any, scheme: Scheme, reader: Reader) -> list[Subject]:
    items = {item.code: item for item in scheme.items}
    seen: set[str] = set()
    subjects = []
    for index, entry in enumerate(reader.entries(value, ("subjects",), at_most=MAX_SUBJECTS)):
        path: Path = ("subjects", index)
        keys = ("name", "coefficient", "vetoes")
        content = reader.mapping(entry, path, required=("code", "class", "facts"), optional=keys)
        if content is None:
            continue
        code, class_code = (reader.text(content[k], (*path, k)) if k in content else "" for k in ("code", "class"))
        if "code" in content and code in seen:
            reader.fault((*path, "code"), "duplicate_subject")
        seen.add(code)
        if "name" in content:
            reader.text(content["name"], (*path, "name"))
        coefficient = Fraction(1)
        if "coefficient" in content:
            coefficient = reader.number(content["coefficient"], (*path, "coefficient"), above_zero=True)
        vetoes = reader.texts(content["vetoes"], (*path, "vetoes")) if "vetoes" in content else []
        for place, veto in enumerate(vetoes):
            if veto not in scheme.vetoes:
                reader.fault((*path, "vetoes", place), "unknown_veto")
        facts = _read_facts(content.get("facts", {}), (*path, "facts"), items, reader)
        subjects.append(Subject(code, class_code, coefficient, tuple(dict.fromkeys(vetoes)), facts, index))
    return subjects


def _read_facts(value: Any, path: Path, items: dict[str, Item], reader: Reader) -> dict[str, Any]:
    given = reader.named(value, path)
    for code in given:
        if code not in items:
            reader.fault((*path, code), "unknown_item")
    facts = {}
    for code, item in items.items():
        place = (*path, code)
        raw = given.get(code)
        before = len(reader.faults)
        fact = item.rule.read_fact(raw, place, reader) if raw is not None or item.rule.is_event else None
        if fact is not None:
            facts[code] = fact
        elif item.missing == "error" and len(reader.faults) == before:
            reader.fault(place, "missing_fact")
    return facts
