"""Two recordings of the same year differ in ids, times, secrets and signatures; examples must not."""

import hashlib
import re
from collections.abc import Callable
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
_FIRST_TIME = datetime(2026, 3, 5, 9, tzinfo=timezone(timedelta(hours=8)))


def blank(part: Any) -> Any:
    """The same without anything that another recording would have otherwise."""
    return _rewrite(part, lambda kind, _: f"<{_KINDS.index(kind)}>")


class Steady:
    """Names for what one exchange mentions: equal stays equal, and earlier stays earlier."""

    def __init__(self, *parts: Any) -> None:
        found: dict[re.Pattern[str], list[str]] = {kind: [] for kind in _KINDS}

        def note(kind: re.Pattern[str], text: str) -> str:
            if text not in found[kind]:
                found[kind].append(text)
            return text

        for part in parts:
            _rewrite(part, note)
        times = sorted({datetime.fromisoformat(text.replace("Z", "+00:00")) for text in found[_TIME]})
        self._times = {time: _FIRST_TIME + timedelta(minutes=number) for number, time in enumerate(times)}
        self._ids = {text: f"01990000-0000-7000-8000-{number:012x}" for number, text in enumerate(found[_UUID], 1)}
        self._numbers = {text: f"{text[:-5]}{number:05}" for number, text in enumerate(found[_NUMBER], 1)}
        self._digests = {
            text: hashlib.sha256(str(number).encode()).hexdigest() for number, text in enumerate(found[_DIGEST], 1)
        }

    def __call__(self, part: Any) -> Any:
        return _rewrite(part, self._name)

    def _name(self, kind: re.Pattern[str], text: str) -> str:
        if kind is _UUID:
            return self._ids[text]
        if kind is _TIME:
            return self._times[datetime.fromisoformat(text.replace("Z", "+00:00"))].isoformat()
        if kind is _NUMBER:
            return self._numbers[text]
        return self._digests[text] if kind is _DIGEST else _ALIKE[kind]


def _rewrite(part: Any, name: Callable[[re.Pattern[str], str], str], field: str = "") -> Any:
    if isinstance(part, dict):
        return {
            _rewrite_text(key, name): _SECRETS[key]
            if key in _SECRETS and isinstance(value, str)
            else _rewrite(value, name, key)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_rewrite(value, name) for value in part]
    return _rewrite_text(part, name) if isinstance(part, str) else part


def _rewrite_text(text: str, name: Callable[[re.Pattern[str], str], str]) -> str:
    for kind in _KINDS:
        text = kind.sub(lambda found, kind=kind: name(kind, found[0]), text)  # type: ignore[misc]
    return text
