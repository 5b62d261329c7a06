"""A rule of the catalogue as the arithmetic of points reads it, and amounts to try it with."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

amounts = st.decimals("0.0001", "1000", places=4)
factors = st.decimals("0.0001", "100", places=4)
counts = st.integers(1, 1000)


def rule(code: str, points: Decimal | None, *listed: Decimal, ends: tuple[str, str, str] | None = None) -> Any:
    low, high, step = (Decimal(end) for end in ends) if ends else (None, None, None)
    return SimpleNamespace(
        code=code,
        title=code,
        points=points,
        points_min=low,
        points_max=high,
        points_step=step,
        factors=[{"factor": format(factor, "f")} for factor in (Decimal(1), *listed)],
        unit_kinds=["township"],
        valid_from=date(2026, 1, 1),
        valid_to=None,
    )
