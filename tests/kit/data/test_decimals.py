from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hengjian.kit.data.decimals import DecimalString, round_half_up, write_decimal

decimals = TypeAdapter(DecimalString)


class TestReading:
    @pytest.mark.parametrize("value", ["12.5", "-3", "0", 7, "1200"])
    def test_takes_decimal_strings_and_whole_numbers(self, value: object) -> None:
        assert decimals.validate_python(value) == Decimal(str(value))

    @pytest.mark.parametrize(
        "value", [12.5, "1e3", "+1", " 1", "NaN", "Infinity", True, None, "١٢", "", "1.", ".5", 2**53]
    )
    def test_refuses_everything_else(self, value: object) -> None:
        with pytest.raises(ValidationError):
            decimals.validate_python(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_what_is_written_reads_back(value: Decimal) -> None:
    assert decimals.validate_python(write_decimal(value)) == value


@pytest.mark.parametrize(
    ("value", "rounded"), [("2.345", "2.35"), ("2.344", "2.34"), ("-2.345", "-2.35"), ("0.005", "0.01")]
)
def test_halves_go_away_from_zero(value: str, rounded: str) -> None:
    assert round_half_up(Decimal(value), 2) == Decimal(rounded)
