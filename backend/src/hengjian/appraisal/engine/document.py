"""A document as text: JSON as the contract reads it."""

import json
import re
from collections.abc import Sequence
from typing import Any

from hengjian.appraisal.engine.faults import Fault, refuse
from hengjian.appraisal.engine.rationals import MAX_DIGITS, LongInteger

_SPACE = re.compile(r"[ \t\n\r]*")


class _RepeatedKeyError(ValueError):
    pass


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise _RepeatedKeyError
    return content


def _read_integer(digits: str) -> int | LongInteger:
    return int(digits) if len(digits) <= MAX_DIGITS + 1 else LongInteger()


_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_read_integer)
_LENIENT = json.JSONDecoder(object_pairs_hook=dict, parse_int=_read_integer)


def read_document(text: str | bytes, language: str = "zh") -> Any:
    """JSON without repeated keys, of any depth; floats are kept for the reader to refuse. Raises
    :class:`DocumentRefusedError`.

    Source: ``bad_shape`` under "Errors" in scheme-language.md.
    """
    try:
        return _decode(text, _STRICT)
    except ValueError as error:
        raise refuse(None, [Fault((), "bad_shape")], language) from error


def read_leniently(text: str | bytes) -> Any:
    """What can be had of a document that the contract refuses to read for a repeated key; None where it is no JSON."""
    try:
        return _decode(text, _LENIENT)
    except ValueError:
        return None


def _decode(text: str | bytes, decoder: json.JSONDecoder) -> Any:
    content = text if isinstance(text, str) else text.decode(json.detect_encoding(text))
    try:
        return decoder.decode(content)
    except RecursionError:
        return _DeepReader(content, decoder).read()


class _DeepReader:
    """JSON of any depth. Python's own reader gives up at a thousand levels, without saying where."""

    def __init__(self, text: str, decoder: json.JSONDecoder) -> None:
        self._text = text
        self._decoder = decoder
        self._at = 0

    def read(self) -> Any:
        """The value. Raises :class:`ValueError` where the text is no JSON or repeats a key."""
        open_values: list[list[Any]] = []
        open_keys: list[list[str] | None] = []
        while True:
            self._skip_space()
            opening = self._text[self._at : self._at + 1]
            if opening in {"[", "{"}:
                self._at += 1
                open_values.append([])
                open_keys.append([] if opening == "{" else None)
                if not self._closes(open_keys[-1]):
                    self._read_key(open_keys[-1])
                    continue
                value = self._close(open_values.pop(), open_keys.pop())
            else:
                value, self._at = self._decoder.raw_decode(self._text, self._at)
            while open_values:
                open_values[-1].append(value)
                if self._take(","):
                    self._read_key(open_keys[-1])
                    break
                if not self._closes(open_keys[-1]):
                    raise ValueError(self._at)
                value = self._close(open_values.pop(), open_keys.pop())
            else:
                self._skip_space()
                if self._at != len(self._text):
                    raise ValueError(self._at)
                return value

    def _skip_space(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _take(self, sign: str) -> bool:
        self._skip_space()
        is_there = self._text.startswith(sign, self._at)
        self._at += is_there
        return is_there

    def _closes(self, keys: list[str] | None) -> bool:
        return self._take("]" if keys is None else "}")

    def _close(self, values: list[Any], keys: list[str] | None) -> Any:
        return values if keys is None else self._decoder.object_pairs_hook(list(zip(keys, values, strict=True)))

    def _read_key(self, keys: list[str] | None) -> None:
        if keys is None:
            return
        self._skip_space()
        if not self._text.startswith('"', self._at):
            raise ValueError(self._at)
        key, self._at = self._decoder.raw_decode(self._text, self._at)
        keys.append(key)
        if not self._take(":"):
            raise ValueError(self._at)
