"""Decimals as the API speaks them: strings in JSON, ``Decimal`` in Python, ``NUMERIC`` in SQL. Never a float."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

_PLAIN = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?", re.ASCII)


def read_decimal(value: object) -> Decimal:
    """A plain decimal string or an integer as ``Decimal``; anything else, floats above all, is refused."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
        return Decimal(value)
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return Decimal(value)
    raise PydanticCustomError("not_a_number", 'must be a decimal in a string, such as "12.5"')


def write_decimal(value: Decimal) -> str:
    return format(value, "f")


def round_half_up(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


DecimalString = Annotated[
    Decimal,
    BeforeValidator(read_decimal),
    PlainSerializer(write_decimal, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,20}(\.[0-9]{1,12})?$", "examples": ["12.5"]}),
]
