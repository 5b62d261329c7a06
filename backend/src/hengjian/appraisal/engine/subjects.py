"""Subjects and their facts, read against a sound scheme."""

from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.scheme import Item, Scheme

MAX_SUBJECTS = 200_000
_REQUIRED = ("code", "class", "facts")
_OPTIONAL = ("name", "coefficient", "vetoes")
_ONE = Exact(1)


@dataclass(frozen=True, slots=True)
class Subject:
    """``facts`` holds what each rule read, by item code; an absent fact is not in it."""

    code: str
    class_code: str
    coefficient: Exact
    vetoes: tuple[str, ...]
    facts: dict[str, Any]
    index: int


def read_subjects(value: Any, scheme: Scheme, reader: Reader) -> list[Subject]:
    """The subjects that can be read, in the order of the list, facts by item in their rules' own forms; faults go to
    the reader.

    Source: "Document" in scheme-language.md.
    """
    seen: set[str] = set()
    subjects = []
    for index, entry in enumerate(reader.entries(value, ("subjects",), at_most=MAX_SUBJECTS)):
        path: Path = ("subjects", index)
        content = reader.mapping(entry, path, required=_REQUIRED, optional=_OPTIONAL)
        if content is None:
            continue
        code, class_code = (
            reader.optional_text(content[key], (*path, key)) if key in content else None for key in ("code", "class")
        )
        if code in seen:
            reader.fault((*path, "code"), "duplicate_subject")
        if code is not None:
            seen.add(code)
        if "name" in content:
            reader.text(content["name"], (*path, "name"))
        coefficient = _ONE
        if "coefficient" in content:
            coefficient = reader.number(content["coefficient"], (*path, "coefficient"), above_zero=True)
        vetoes = reader.numbered_texts(content["vetoes"], (*path, "vetoes")) if "vetoes" in content else []
        for place, veto in vetoes:
            if veto not in scheme.vetoes:
                reader.fault((*path, "vetoes", place), "unknown_veto")
        facts = _read_facts(content["facts"], (*path, "facts"), scheme.items, reader) if "facts" in content else {}
        borne = tuple(dict.fromkeys(veto for _, veto in vetoes))
        subjects.append(Subject(code or "", class_code or "", coefficient, borne, facts, index))
    return subjects


def _read_facts(value: Any, path: Path, items: dict[str, Item], reader: Reader) -> dict[str, Any]:
    if not isinstance(value, dict):
        reader.fault(path, "bad_shape")
        return {}
    given = reader.named(value, path)
    if not given.keys() <= items.keys():
        for code in given:
            if code not in items:
                reader.fault((*path, code), "unknown_item")
    facts = {}
    for code, item in items.items():
        raw = given.get(code)
        fact, fault_count = None, len(reader.faults)
        if raw is not None or item.rule.is_event:
            fact = item.rule.read_fact(raw, (*path, code), reader)
        if fact is not None:
            facts[code] = fact
        elif item.missing == "error" and len(reader.faults) == fault_count:
            reader.fault((*path, code), "missing_fact")
    return facts
