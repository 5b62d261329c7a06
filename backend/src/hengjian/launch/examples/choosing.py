"""Of all that was heard of an operation, the exchange that shows most of it; and the same of every recording."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from hengjian.launch.examples.heard import Exchange
from hengjian.launch.examples.steadying import Steady, blank, smallest

_ROWS = 2
_MOST_OF_A_REQUEST = 3000
_LONGEST_TEXT = 400
_COMMON = (
    *("stale_version", "invalid_input", "precondition_required"),
    *("bad_cursor", "not_found", "not_permitted", "not_signed_in"),
)
"""Codes that say little of the operation; the first of them still says most."""


def choose_examples(heard: Iterable[Exchange]) -> dict[str, dict[str, Any]]:
    """By operation: request, status and answer of the best exchange."""
    return {operation: _write(exchange) for operation, exchange in sorted(pick(heard).items())}


def choose_problems(heard: Iterable[Exchange]) -> dict[str, Any]:
    """By operation: the refusal that tells most of it."""
    best: dict[str, tuple[tuple[int, str], Any]] = {}
    for exchange in heard:
        if exchange.answer is None:
            continue
        answer = _shorten(exchange.answer)
        rank = (_COMMON.index(answer["code"]) + 1 if answer["code"] in _COMMON else 0, _text(blank(answer)))
        if exchange.operation not in best or rank < best[exchange.operation][0]:
            best[exchange.operation] = (rank, answer)
    return {operation: Steady()(answer) for operation, (_, answer) in sorted(best.items())}


def pick(heard: Iterable[Exchange]) -> dict[str, Exchange]:
    """By operation the exchange that becomes its example, as it was."""
    best: dict[str, tuple[tuple[int, str], Exchange]] = {}
    for exchange in heard:
        rank = _rank(exchange)
        if exchange.operation not in best or rank < best[exchange.operation][0]:
            best[exchange.operation] = (rank, exchange)
    return {operation: exchange for operation, (_, exchange) in best.items()}


def _rank(exchange: Exchange) -> tuple[int, str]:
    """Most fields with something in them first; among equals the order of their texts, without ids and times."""
    request, answer = _shorten_request(exchange.request), _shorten(exchange.answer)
    filled = set(_filled(answer, "")) | set(_filled(request, "request"))
    return -len(filled), _text([exchange.address.partition("?")[2], blank(request), blank(answer)])


def _filled(part: Any, place: str) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _filled(value, f"{place}.{name}")
    elif isinstance(part, list):
        for value in part:
            yield from _filled(value, f"{place}[]")
    elif part not in (None, ""):
        yield place


def _text(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, sort_keys=True)


def _write(exchange: Exchange) -> dict[str, Any]:
    request, answer = _shorten_request(exchange.request), _shorten(exchange.answer)
    steady = Steady()
    written: dict[str, Any] = {"status": exchange.status}
    if request is not None:
        written["request"] = steady(request)
    if answer is not None:
        written["answer"] = steady(answer)
    return written


def _shorten_request(request: Any) -> Any:
    """A body stays whole where it is not long: with a part left out it might be refused."""
    if isinstance(request, dict) and isinstance(request.get("items"), list):
        request = {**request, "items": request["items"][:_ROWS]}
    return request if len(_text(request)) <= _MOST_OF_A_REQUEST else _shorten(request)


def _shorten(part: Any) -> Any:
    if isinstance(part, dict):
        if set(part) == {"items", "next"}:
            part = {**part, "items": smallest(part["items"], _ROWS)}
        return {name: _shorten(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_shorten(value) for value in part[:_ROWS]]
    if isinstance(part, str) and len(part) > _LONGEST_TEXT:
        return part[:_LONGEST_TEXT]
    return part
