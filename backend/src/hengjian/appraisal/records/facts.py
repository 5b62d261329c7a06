"""From bound records to the facts that the engine reads, and where each fact came from. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hengjian.appraisal.scheme_documents.binding import (
    Binding,
    BonusClaimsSource,
    ClaimCountsSource,
    DeductionsSource,
    IndicatorSource,
    PlanCompletionSource,
    Source,
    UnitResultSource,
    named_codes,
)
from hengjian.kit.data.decimals import write_decimal


@dataclass(frozen=True)
class DeductionRecord:
    id: str
    number: str
    rule_code: str
    points: Decimal
    count: int
    factor: Decimal
    occurred_on: date


@dataclass(frozen=True)
class ValueRecord:
    id: str
    actual: Decimal
    target: Decimal | None


@dataclass(frozen=True)
class BonusRecord:
    id: str
    kind: str
    matter: str
    points: Decimal


@dataclass(frozen=True)
class ItemRecord:
    id: str
    fact: Mapping[str, Any]


@dataclass(frozen=True)
class UnitResult:
    """A unit's sealed total and the best total of its class."""

    id: str
    total: Decimal
    best: Decimal


@dataclass
class Records:
    """Everything that is on record about one subject."""

    code: str
    class_code: str
    name: str
    unit_code: str
    coefficient: str | None = None
    vetoes: Sequence[str] = ()
    deductions: list[DeductionRecord] = field(default_factory=list)
    values: dict[tuple[str, str], ValueRecord] = field(default_factory=dict)
    targets: dict[str, Decimal] = field(default_factory=dict)
    bonuses: list[BonusRecord] = field(default_factory=list)
    items: dict[str, ItemRecord] = field(default_factory=dict)
    unit_result: UnitResult | None = None


Fact = tuple[dict[str, Any] | None, list[str]]


def _deductions(source: DeductionsSource, records: Records, named: frozenset[str]) -> Fact:
    counted = [
        r
        for r in records.deductions
        if r.rule_code in source.rule_codes or ("*" in source.rule_codes and r.rule_code not in named)
    ]
    counted.sort(key=lambda record: (record.occurred_on, record.number, record.id))
    events = []
    for record in counted:
        event: dict[str, Any] = {"points": write_decimal(record.points)}
        if record.count != 1:
            event["count"] = record.count
        if record.factor != 1:
            event["factor"] = write_decimal(record.factor)
        events.append(event)
    return ({"events": events} if events else None), [record.id for record in counted]


def _bonuses(source: BonusClaimsSource, records: Records) -> Fact:
    counted = sorted((r for r in records.bonuses if r.kind in source.kinds), key=lambda r: (r.matter, r.id))
    events = [{"points": write_decimal(r.points), "kind": r.kind, "matter": r.matter} for r in counted]
    return ({"events": events} if events else None), [record.id for record in counted]


def _claim_counts(source: ClaimCountsSource, records: Records) -> Fact:
    counted = sorted((r for r in records.bonuses if r.kind in source.kinds), key=lambda r: (r.matter, r.id))
    counts = Counter(record.kind for record in counted)
    return ({"counts": dict(sorted(counts.items()))} if counts else None), [record.id for record in counted]


def _indicator(source: IndicatorSource, records: Records) -> Fact:
    record = records.values.get((source.indicator_code, source.value_name))
    if record is None:
        return None, []
    fact = {"actual": write_decimal(record.actual)}
    if record.target is not None:
        fact["target"] = write_decimal(record.target)
    return fact, [record.id]


def _unit_result(_source: UnitResultSource, records: Records) -> Fact:
    result = records.unit_result
    if result is None:
        return None, []
    return {"actual": write_decimal(result.total), "target": write_decimal(result.best)}, [result.id]


def _plan_completion(source: PlanCompletionSource, records: Records) -> Fact:
    """Targets met of targets set; a target without a confirmed value is not met."""
    if not records.targets:
        return None, []
    met, ids = 0, []
    for indicator_code, target in sorted(records.targets.items()):
        record = records.values.get((indicator_code, source.value_name))
        if record is not None:
            ids.append(record.id)
            met += record.actual >= target
    return {"actual": str(met), "target": str(len(records.targets))}, ids


_READERS: Mapping[str, Callable[[Any, Records], Fact]] = {
    "bonus_claims": _bonuses,
    "claim_counts": _claim_counts,
    "indicator": _indicator,
    "unit_result": _unit_result,
    "plan_completion": _plan_completion,
}


def read_fact(code: str, source: Source, records: Records, named: frozenset[str]) -> Fact:
    """The engine's fact for one item, None when there is none; and the records it was made of, in its order."""
    if isinstance(source, DeductionsSource):
        return _deductions(source, records, named)
    reader = _READERS.get(source.source)
    if reader is not None:
        return reader(source, records)
    record = records.items.get(code)
    return (dict(record.fact), [record.id]) if record is not None else (None, [])


@dataclass(frozen=True)
class Prepared:
    """Subjects as the engine reads them, and ``subject/item`` to record ids."""

    subjects: list[dict[str, Any]]
    provenance: dict[str, list[str]]


def prepare(binding: Binding, everybody: Sequence[Records]) -> Prepared:
    """Facts and provenance of subjects, in the order of their codes, whatever order the records came in."""
    subjects, provenance, named = [], {}, named_codes(binding)
    for records in sorted(everybody, key=lambda r: (r.class_code, r.code)):
        facts = {}
        for code, source in sorted(binding.items()):
            fact, ids = read_fact(code, source, records, named)
            if fact is not None:
                facts[code] = fact
            if ids:
                provenance[f"{records.code}/{code}"] = ids
        subject: dict[str, Any] = {
            "code": records.code,
            "class": records.class_code,
            "name": records.name,
            "facts": facts,
        }
        if records.coefficient is not None:
            subject["coefficient"] = records.coefficient
        if records.vetoes:
            subject["vetoes"] = sorted(records.vetoes)
        subjects.append(subject)
    return Prepared(subjects, provenance)
