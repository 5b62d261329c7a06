"""A trial in the words of the API. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hengjian.appraisal.classes.names import ClassName
from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.trials.comparing import pair_subjects
from hengjian.appraisal.trials.fact_choice import Wish, list_items
from hengjian.appraisal.trials.fact_conversion import explain_typing
from hengjian.appraisal.trials.schemas import (
    TrialClass,
    TrialIncomplete,
    TrialItem,
    TrialLine,
    TrialSpread,
    TrialSubject,
)
from hengjian.appraisal.trials.scoring import ScoredClass

Line = Mapping[str, Any]


def tell_class(
    document: Mapping[str, Any],
    name: ClassName,
    after: ScoredClass,
    before: ScoredClass | None,
    wish: Wish,
    *,
    is_invented: bool,
) -> TrialClass:
    names = {s["code"]: s["name"] for scored in (after, before) if scored for s in scored.arranged.subjects}
    pairs = pair_subjects(before.lines if before else (), after.lines)
    subjects = [_tell_subject(code, names[code], old, new) for code, old, new in pairs]
    compared = [subject for subject in subjects if subject.difference is not None]
    items = list_items(document)
    return TrialClass(
        class_code=name.code,
        name=name.name,
        name_en=name.name_en,
        is_invented=is_invented,
        compared=len(compared),
        moved=sum(bool(subject.places) for subject in compared),
        changing_tier=sum(subject.changes_tier for subject in compared),
        widest=max((abs(s.difference) for s in compared if s.difference is not None), default=None),
        before=_tell_spread(before.lines) if before else None,
        after=_tell_spread(after.lines),
        subjects=subjects,
        items=[_tell_item(item, after, wish) for item in items.values()],
        incomplete=[_tell_incomplete(subject, items, after) for subject in after.incomplete],
    )


def _tell_subject(code: str, name: str, old: Line | None, new: Line | None) -> TrialSubject:
    before, after = _tell_line(old), _tell_line(new)
    difference = places = None
    changes_tier = False
    if before is not None and after is not None:
        difference = after.total - before.total
        changes_tier = before.tier != after.tier and None not in (before.tier, after.tier)
        if before.rank is not None and after.rank is not None:
            places = before.rank - after.rank
    return TrialSubject(
        code=code,
        name=name,
        before=before,
        after=after,
        difference=difference,
        places=places,
        changes_tier=changes_tier,
    )


def _tell_line(line: Line | None) -> TrialLine | None:
    if line is None:
        return None
    return TrialLine.model_validate({key: line[key] for key in ("total", "rank", "of", "tier")})


def _tell_spread(lines: Sequence[Line]) -> TrialSpread | None:
    totals = sorted(Decimal(line["total"]) for line in lines)
    if not totals:
        return None
    middle = len(totals) // 2
    median = totals[middle] if len(totals) % 2 else (totals[middle - 1] + totals[middle]) / 2
    return TrialSpread(lowest=totals[0], median=median, highest=totals[-1])


def _tell_item(item: Mapping[str, Any], scored: ScoredClass, wish: Wish) -> TrialItem:
    code = item["code"]
    effect = scored.effects.get(code)
    shape, numbers = explain_typing(item)
    return TrialItem.model_validate(
        {
            "code": code,
            "name": item.get("name", code),
            "origins": sorted(scored.arranged.origins[code]),
            "taken_from": wish.taken_from.get(code),
            "is_left_out": code in scored.arranged.left_out,
            "shape": shape,
            "numbers": numbers,
            "lowest": effect and effect.lowest,
            "highest": effect and effect.highest,
            "distinct": effect.distinct if effect else 0,
            "share": effect and effect.share,
            "decided": effect and effect.decided,
            "ranks_alone": effect.ranks_alone if effect else False,
        }
    )


def _tell_incomplete(subject: Line, items: Mapping[str, Line], scored: ScoredClass) -> TrialIncomplete:
    needed = [i for c, i in items.items() if c not in scored.arranged.left_out and i.get("missing", "error") == "error"]
    lacking = [i.get("name", i["code"]) for i in needed if i["code"] not in subject["facts"] and not _is_event(i)]
    return TrialIncomplete(code=subject["code"], name=subject["name"], lacking=lacking)


def _is_event(item: Line) -> bool:
    return RULES[item["rule"]["type"]].is_event
