"""What a later version of a published list says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hengjian.appraisal.seals.schemas import Change, SealedLine

_SAID = ("total", "rank", "of", "tier")


def compare_lists(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    """Changed lines in the order of the later list, then those that are gone."""
    earlier = {line["code"]: line for line in before}
    for line in after:
        old = earlier.pop(line["code"], None)
        if old is None or any(old[key] != line[key] for key in _SAID):
            yield _change(old, line)
    for old in earlier.values():
        yield _change(old, None)


def _change(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Change:
    line = after or before or {}
    return Change(
        subject_code=line["code"],
        name=line["name"],
        before=SealedLine.model_validate({key: before[key] for key in _SAID}) if before else None,
        after=SealedLine.model_validate({key: after[key] for key in _SAID}) if after else None,
    )
