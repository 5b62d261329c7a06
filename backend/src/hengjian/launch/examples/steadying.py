"""Two recordings of the same year differ in ids, times, secrets and signatures; examples must not."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_CURSOR = re.compile(r"(?<=[?&]cursor=)[^&\"]+")
_SIGNATURE = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==")
_PUBLIC_KEY = re.compile(r"MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=")
_NUMBER = re.compile(r"\b([A-Z]{2}-\d{4}-|\d{4}-[A-Z])\d{5}\b")
_KINDS = (_UUID, _TIME, _DIGEST, _CURSOR, _NUMBER, _SIGNATURE, _PUBLIC_KEY)
_SECRETS = {
    "access_token": "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJkZW1vIn0.c2lnbmF0dXJl",
    "client_secret": "a secret that is shown only once",
    "new": "another long enough one",
    "password": "a long enough one",
    "present": "a long enough one",
    "request_id": "4f1d3c0e9a7b4f0c8d2e6a5b7c9d0e1f",
}
_ALIKE = {
    _CURSOR: "WyJhZnRlciB0aGlzIl0",
    _PUBLIC_KEY: f"MCowBQYDK2VwAyEA{'A' * 43}=",
    _SIGNATURE: f"{'A' * 86}==",
}
"""What says nothing to a reader, and of which there is one in an exchange at most, or all may look alike."""
_MOMENT = 10**15
"""A version that is made of the time in microseconds is this large."""
_FIRST_TIME = datetime(2026, 3, 5, 9, tzinfo=timezone(timedelta(hours=8)))


def blank(part: Any) -> Any:
    """The same without anything that another recording would have otherwise."""
    return _rewrite(part, lambda kind, _text, _field: f"<{_KINDS.index(kind)}>")


def smallest(rows: Iterable[Any], count: int) -> list[Any]:
    """Some of the rows that come in the order of their ids or times, and the same ones of every recording."""
    return sorted(rows, key=lambda row: json.dumps(blank(row), ensure_ascii=False, sort_keys=True))[:count]


class Steady:
    """Names for what one exchange mentions: equal ids stay equal, and a time goes by the field that it stands in.

    By which field, and not by which moment: the office clock is months away from the clock of whoever records, so
    that the day of the recording would decide what is earlier.
    """

    def __init__(self) -> None:
        self._found: dict[re.Pattern[str], list[str]] = {kind: [] for kind in _KINDS}

    def __call__(self, part: Any) -> Any:
        return _rewrite(part, self._name)

    def _name(self, kind: re.Pattern[str], text: str, field: str) -> str:
        if kind in _ALIKE:
            return _ALIKE[kind]
        number = self._number(kind, field if kind is _TIME else text)
        if kind is _UUID:
            return f"01990000-0000-7000-8000-{number:012x}"
        if kind is _TIME:
            return (_FIRST_TIME + timedelta(minutes=number - 1)).isoformat()
        if kind is _NUMBER:
            return f"{text[:-5]}{number:05}"
        return hashlib.sha256(str(number).encode()).hexdigest()

    def _number(self, kind: re.Pattern[str], name: str) -> int:
        found = self._found[kind]
        if name not in found:
            found.append(name)
        return found.index(name) + 1


_Naming = Callable[[re.Pattern[str], str, str], str]


def _rewrite(part: Any, name: _Naming, field: str = "") -> Any:
    if isinstance(part, dict):
        return {
            _rewrite_text(key, name, field): _SECRETS[key]
            if key in _SECRETS and isinstance(value, str)
            else _rewrite(value, name, key)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_rewrite(value, name, field) for value in part]
    if isinstance(part, int) and part >= _MOMENT:
        return _MOMENT
    return _rewrite_text(part, name, field) if isinstance(part, str) else part


def _rewrite_text(text: str, name: _Naming, field: str) -> str:
    for kind in _KINDS:
        text = kind.sub(lambda found, kind=kind: name(kind, found[0], field), text)  # type: ignore[misc]
    return text
