"""What the reader ordered, judged against the scheme and what is on record. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hengjian.appraisal.records.fact_parts import shape_of
from hengjian.appraisal.trials.fact_choice import EVERY_ITEM, Donor, Subject, Wish, list_items
from hengjian.appraisal.trials.fact_conversion import DoesNotFitError, read_typed
from hengjian.appraisal.trials.schemas import TrialOrder, TypedFact
from hengjian.kit.problems.problems import FieldError, InvalidInput

_UNKNOWN_ITEM = ("unknown_item", "办法中没有这个考核项。", "The scheme has no such item.")

Items = Mapping[str, Mapping[str, Any]]


def read_wish(
    order: TrialOrder, document: Mapping[str, Any], subjects: Sequence[Subject], donors: Sequence[Donor]
) -> Wish:
    """Raises :class:`InvalidInput` with every fault of the order."""
    items, codes = list_items(document), {subject["code"] for subject in subjects}
    faults = [*_judge_names(order, items), *_judge_takings(order, items, donors)]
    typed: dict[tuple[str, str], dict[str, Any]] = {}
    for index, entry in enumerate(order.typed):
        fault, fact = _read_entry(entry, f"/typed/{index}", items, codes)
        if fault is not None:
            faults.append(fault)
        elif fact is not None:
            typed[entry.item_code, entry.subject_code] = fact
    if faults:
        raise InvalidInput(faults)
    return Wish(frozenset(order.left_out), order.taken_from, frozenset(order.drawn), order.seed, typed)


def _judge_names(order: TrialOrder, items: Items) -> Iterator[FieldError]:
    for name, codes in (("left_out", order.left_out), ("drawn", order.drawn)):
        for index, code in enumerate(codes):
            if code not in items and not (name == "drawn" and code == EVERY_ITEM):
                yield FieldError(f"/{name}/{index}", *_UNKNOWN_ITEM)


def _judge_takings(order: TrialOrder, items: Items, donors: Sequence[Donor]) -> Iterator[FieldError]:
    for taker, giver in order.taken_from.items():
        if taker not in items:
            yield FieldError(f"/taken_from/{taker}", *_UNKNOWN_ITEM)
            continue
        offered = [donor.items[giver] for donor in donors if giver in donor.items]
        if not offered:
            zh, en = "该年度执行的办法中没有这个考核项。", "No scheme in force that year has this item."
            yield FieldError(f"/taken_from/{taker}", "unknown_item", zh, en)
        elif not any(shape_of(item) == shape_of(items[taker]) for item in offered):
            zh, en = "该考核项的事实不能按本项规则计分。", "The rule of this item cannot read the facts of that one."
            yield FieldError(f"/taken_from/{taker}", "fact_does_not_fit", zh, en)


def _read_entry(
    entry: TypedFact, pointer: str, items: Items, subject_codes: set[str]
) -> tuple[FieldError | None, dict[str, Any] | None]:
    if entry.item_code not in items:
        return FieldError(f"{pointer}/item_code", *_UNKNOWN_ITEM), None
    if entry.subject_code not in subject_codes:
        zh, en = "没有这个考核对象。", "There is no such subject."
        return FieldError(f"{pointer}/subject_code", "unknown_subject", zh, en), None
    try:
        return None, read_typed(items[entry.item_code], entry.value)
    except DoesNotFitError:
        zh = "不是本项能读的数；一项需要多个数时用“/”隔开。"
        en = "Nothing this item can read; part several numbers by a slash."
        return FieldError(f"{pointer}/value", "does_not_fit", zh, en), None
