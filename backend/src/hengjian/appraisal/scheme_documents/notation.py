"""Values of a scheme as an office writes them in a cell, and back; JSON where they have no such form. Pure.

``80~90 = 7`` is a band, ``10 × 0.5`` a bracket, ``award = 5`` an entry by name; an open end is left out.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hengjian.appraisal.engine import read_number
from hengjian.appraisal.scheme_documents.wording import CHOICES, NO, NO_LIMIT, PEERS, YES, find_word, in_language
from hengjian.kit.language import Language

_TEXTS = frozenset({"code", "indicator_code", "name", "note", "owner", "title", "value_name"})
_BAND = re.compile(r"(?P<from>[^~\[=]*)~(?P<to>[^~\[=]*)(\[(?P<share_of>[^\]]*)\])?\s*=(?P<points>[^=]*)")


_MAX_BRACKETS = 20_000
_OPENING = frozenset('{["')
_MARK = "JSON "
"""Before what would otherwise be read as a word or a number."""


class UnreadableError(ValueError):
    """A text that is no value of this kind; ``expected`` says what is, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def mean_the_same(one: Any, other: Any) -> bool:
    """Equal in meaning: 10, "10" and "10.0" are one number."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(mean_the_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(mean_the_same, one, other))
    if type(one) is type(other) and one == other:
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    try:
        return read_number(one, quotient=True) == read_number(other, quotient=True)
    except ValueError:
        return False


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if text[:1] in _OPENING else f"{_MARK}{text}"


def write_value(key: str, value: Any, language: Language) -> str:
    """``value`` under ``key`` in the language's words, in a form that :func:`read_value` takes back."""
    try:
        text = _write(key, value, language)
        if "\n" not in text and mean_the_same(read_value(key, text), value):
            return text
    except (UnreadableError, TypeError, KeyError, AttributeError):
        pass
    return _json(value)


def _write(key: str, value: Any, language: Language) -> str:
    if value is None:
        return in_language(NO_LIMIT, language)
    if isinstance(value, bool):
        return in_language(YES if value else NO, language)
    if key in CHOICES and value in CHOICES[key]:
        return in_language(CHOICES[key][value], language)
    if key == "ends" and value == "peers":
        return in_language(PEERS, language)
    return _WRITERS.get(key, _write_plain)(value)


def _write_plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {number}" for name, number in value.items())
    return str(value)


def _write_ends(ends: Mapping[str, Any]) -> str:
    return f"{ends['worst']}~{ends['best']}"


def _write_caps(kinds: Mapping[str, Mapping[str, Any]]) -> str:
    return ", ".join(f"{name} = {cap['at_most']}" for name, cap in kinds.items())


def _write_bands(bands: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(map(_write_band, bands))


def _write_brackets(brackets: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(f"{bracket.get('width', '')} × {bracket['per']}".strip() for bracket in brackets)


def _write_band(band: Mapping[str, Any]) -> str:
    options = f" [{', '.join(band['share_of'])}]" if "share_of" in band else ""
    return f"{band.get('from', '')}~{band.get('to', '')}{options} = {band['points']}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "bands": _write_bands,
    "brackets": _write_brackets,
    "ends": _write_ends,
    "kinds": _write_caps,
}
"""How a value is written whose form depends on its key."""


def read_value(key: str, text: str) -> Any:
    """The value that a cell says. Raises :class:`UnreadableError`."""
    text = text.strip()
    if key in _TEXTS:
        return _read_text(text)
    if text[:1] in _OPENING or text.startswith(_MARK):
        return _read_json(text)
    if key in CHOICES:
        return _read_choice(key, text)
    if key == "floor_at" and text.casefold() in NO_LIMIT:
        return None
    return _READERS.get(key, tidy_number)(text)


def read_codes(text: str) -> list[str]:
    """Codes beside each other, whatever comma stands between them."""
    return _split(text)


def _read_text(text: str) -> Any:
    """As it stands; in quotes where its own first sign is a quote or it has several lines."""
    try:
        return json.loads(text.removeprefix(_MARK)) if text[:1] in _OPENING or text.startswith(_MARK) else text
    except (ValueError, RecursionError):
        return text


def _read_json(text: str) -> Any:
    try:
        if text.count("[") + text.count("{") > _MAX_BRACKETS:
            raise ValueError
        return json.loads(text.removeprefix(_MARK))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("括号或引号不成对，无法读取。", "Brackets or quotes do not match.") from error


def _read_choice(key: str, text: str) -> str:
    choice = find_word(CHOICES[key], text)
    if choice is None:
        zh = "、".join(words[0] for words in CHOICES[key].values())
        en = ", ".join(words[1] for words in CHOICES[key].values())
        raise UnreadableError(f"应为以下之一：{zh}。", f"This must be one of: {en}.")
    return choice


def tidy_number(text: str) -> str:
    """A plain decimal or a quotient, from whatever an input method made of it. Raises :class:`UnreadableError`."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    try:
        read_number(plain, quotient=True)
    except ValueError as error:
        raise UnreadableError(
            f"“{text[:40]}”不是数字，应如 12.5 或 100/3。", f"'{text[:40]}' is no number such as 12.5 or 100/3."
        ) from error
    return plain


def _split(text: str, separators: str = ",，、;；\n") -> list[str]:
    return [part.strip() for part in re.split(f"[{separators}]", text) if part.strip()]


def _read_boolean(text: str) -> bool:
    word = find_word({"yes": YES, "no": NO}, text)
    if word is None:
        raise UnreadableError("应为“是”或“否”。", "This must be yes or no.")
    return word == "yes"


def _read_ends(text: str) -> Any:
    if find_word({"peers": PEERS}, text):
        return "peers"
    worst, tilde, best = text.replace("～", "~").partition("~")
    if not tilde:
        raise UnreadableError(
            f"应为“{PEERS[0]}”，或如“50~100”（最差~最好）。", f"Write '{PEERS[1]}', or worst~best such as '50~100'."
        )
    return {"worst": tidy_number(worst), "best": tidy_number(best)}


def _read_bands(text: str) -> list[dict[str, Any]]:
    return [_read_band(part) for part in _split(text, ";；\n")]


def _read_band(text: str) -> dict[str, Any]:
    match = _BAND.fullmatch(text.replace("～", "~").replace("＝", "="))
    if match is None:
        raise UnreadableError(
            f"“{text[:40]}”不是一档，应如“80~90 = 7”（含下限，不含上限）。",
            f"'{text[:40]}' is no band such as '80~90 = 7' (from inclusive, to exclusive).",
        )
    band = {key: tidy_number(match[key]) for key in ("from", "to") if match[key].strip()}
    band["points"] = tidy_number(match["points"])
    if match["share_of"] is not None:
        return {**band, "share_of": _split(match["share_of"])}
    return band


def _read_brackets(text: str) -> list[dict[str, str]]:
    return [_read_bracket(part) for part in _split(text, ";；\n")]


def _read_bracket(text: str) -> dict[str, str]:
    width, times, per = text.replace("*", "×").partition("×")
    if not times:
        raise UnreadableError(
            f"“{text[:40]}”不是一段，应如“10 × 0.5”，末段可写“× 0.25”。",
            f"'{text[:40]}' is no bracket such as '10 × 0.5'; the last may be '× 0.25'.",
        )
    bracket = {"width": tidy_number(width)} if width.strip() else {}
    return {**bracket, "per": tidy_number(per)}


def _read_pair(text: str) -> tuple[str, str]:
    name, equals, number = text.replace("＝", "=").rpartition("=")
    if not equals or not name.strip():
        raise UnreadableError(f"“{text[:40]}”应如“名称 = 5”。", f"'{text[:40]}' must be like 'name = 5'.")
    return name.strip(), tidy_number(number)


def _read_pairs(text: str) -> dict[str, str]:
    return dict(map(_read_pair, _split(text)))


def _read_caps(text: str) -> dict[str, dict[str, str]]:
    return {name: {"at_most": number} for name, number in _read_pairs(text).items()}


_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("uncapped", "once_per_matter", "scale", "times_coefficient"), _read_boolean),
    **dict.fromkeys(("invalid", "share_of", "options", "rule_codes"), _split),
    **dict.fromkeys(("values", "per", "tiers"), _read_pairs),
    "bands": _read_bands,
    "brackets": _read_brackets,
    "ends": _read_ends,
    "kinds": _read_caps,
}
"""How a cell is read whose form depends on its key; every other is a number."""
