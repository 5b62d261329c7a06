"""Faults of a document: where, which, and a sentence a clerk understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "bad_shape": (
        "此处的写法不符合规定：字段缺少、多余或类型不对。",
        "A key is missing, unknown, or holds the wrong kind of value.",
    ),
    "not_a_number": (
        '此处应为写在引号中的普通十进制数，如 "12.5"。',
        'This must be a plain decimal in a string, such as "12.5".',
    ),
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


CODES = frozenset(_SENTENCES)
"""Every error that a document can have."""


def sentences_of(code: str) -> tuple[str, str]:
    """What the error says, in Chinese and in English."""
    return _SENTENCES[code]


@dataclass(frozen=True)
class Fault:
    path: Path
    code: str


class DocumentRefusedError(Exception):
    """The document breaks the contract; ``errors`` has one entry a fault, in document order."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__("; ".join(f"{error['code']} at {error['pointer'] or '/'}" for error in errors[:5]))
        self.errors = errors


def is_printable(part: object) -> bool:
    """Whether it is text that a file can hold: a lone surrogate is not."""
    if not isinstance(part, str):
        return False
    if part.isascii():
        return True
    try:
        part.encode()
    except UnicodeEncodeError:
        return False
    return True


def pointer(path: Path) -> str:
    """The path as an RFC 6901 pointer; what cannot be printed of a key is shown as a question mark."""
    text = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return text.encode(errors="replace").decode()


class _Order:
    """Where paths stand in the document as written; what is absent stands after what is there."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._places: dict[int, dict[Any, int]] = {}

    def position(self, path: Path) -> tuple[int, ...]:
        value, position = self._document, list[int]()
        for part in path:
            if isinstance(value, dict):
                places = self._places_in(value)
                position.append(places.get(part, len(places)))
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int):
                position.append(part)
                value = value[part] if part < len(value) else None
            else:
                position.append(0)
                value = None
        return tuple(position)

    def _places_in(self, value: dict[Any, Any]) -> dict[Any, int]:
        if id(value) not in self._places:
            self._places[id(value)] = {key: place for place, key in enumerate(value)}
        return self._places[id(value)]


def refuse(document: Any, faults: Sequence[Fault], language: str) -> DocumentRefusedError:
    """The refusal of ``document`` for these faults, each once, in document order, with sentences in ``language``.

    It is returned, not raised. Source: "Errors" in scheme-language.md.
    """
    order = _Order(document)
    ordered = sorted(faults, key=lambda fault: order.position(fault.path))
    places = dict.fromkeys((pointer(fault.path), fault.code) for fault in ordered)
    return DocumentRefusedError(
        [
            {"pointer": place, "code": code, "message": sentences_of(code)[1 if language == "en" else 0]}
            for place, code in places
        ]
    )
