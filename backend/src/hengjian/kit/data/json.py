"""Values as JSON, the same in the database, in audit rows and in answers: decimals as strings, times as ISO 8601."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from hengjian.kit.data.decimals import write_decimal


def _write_plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def write_json_bytes(value: Any) -> bytes:
    return orjson.dumps(value, _write_plain, orjson.OPT_NON_STR_KEYS)


def write_answer(value: Any) -> bytes:
    """As an answer, which is read beside those that the models write: a moment in UTC ends in ``Z``."""
    return orjson.dumps(value, _write_plain, orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z)


def write_json(value: Any) -> str:
    return write_json_bytes(value).decode()


read_json = orjson.loads
