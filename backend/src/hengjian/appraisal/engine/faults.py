"""Faults of a document: where, which, and a sentence a clerk understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "bad_shape": ("此处的写法不符合规定：字段缺少、多余或类型不对。", "A key is missing, unknown, or holds the wrong kind of value."),
    "not_a_number": ('此处应为写在引号中的普通十进制数，如 "12.5"。', 'This must be a plain decimal in a string, such as "12.5".'),
    "out_of_range": ("此数超出允许的范围。", "This number is outside what its place can hold."),
    "points_needed": ("此项须写明分值。", "This item must say how many points it is worth."),
    "unknown_rule": ("没有这种计分规则。", "There is no such scoring rule."),
    "unknown_node": ("办法中没有这个代码的项目。", "No node of the scheme has this code."),
    "duplicate_code": ("代码重复。", "This code is used twice."),
    "duplicate_subject": ("对象代码重复。", "This subject appears twice."),
    "unknown_item": ("办法中没有这个考核项。", "The scheme has no such item."),
    "unknown_veto": ("办法中没有这个一票否决项。", "The scheme has no such veto."),
    "unknown_option": ("办法中没有这个选项。", "The scheme has no such option."),
    "unknown_kind": ("办法中没有这个类别。", "The scheme has no such kind."),
    "missing_fact": ("缺少此项数据，且办法规定不得缺项。", "The fact is missing and the scheme does not allow that."),
    "zero_target": ("目标值须大于零才能计算完成率。", "A rate needs a target above zero."),
    "too_large": ("超出系统允许的规模。", "This is larger than a document may be."),
    "no_band": ("数值不落在任何一档内。", "The value falls into none of the bands."),
    "nothing_to_score": ("该对象没有任何可计分的项目。", "Nothing of this subject can be scored."),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    path: Path
    code: str


class DocumentRefused(Exception):
    """The document breaks the contract; ``errors`` has one entry a fault, in document order."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__("; ".join(f"{error['code']} at {error['pointer'] or '/'}" for error in errors[:5]))
        self.errors = errors


def pointer(path: Path) -> str:
    """RFC 6901."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _position(document: Any, path: Path) -> tuple[int, ...]:
    """Where a path stands in the document as written; what is absent stands after what is there."""
    place = []
    for part in path:
        if isinstance(document, Mapping):
            keys = list(document)
            place.append(keys.index(part) if part in document else len(keys))
            document = document.get(part)
        elif isinstance(document, Sequence) and not isinstance(document, str) and isinstance(part, int):
            place.append(part)
            document = document[part] if part < len(document) else None
        else:
            place.append(0)
            document = None
    return tuple(place)


def refuse(document: Any, faults: Sequence[Fault], language: str) -> DocumentRefused:
    """The refusal of ``document`` for these faults, each once, in document order."""
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: _position(document, fault.path))
    return DocumentRefused(
        [
            {
                "pointer": pointer(fault.path),
                "code": fault.code,
                "message": _SENTENCES[fault.code][1 if language == "en" else 0],
            }
            for fault in ordered
        ]
    )
