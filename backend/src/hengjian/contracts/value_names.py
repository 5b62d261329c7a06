"""Names of an indicator's values, and the month that ends the time of each."""

from collections.abc import Mapping

ANNUAL = "annual"

LAST_MONTH: Mapping[str, int] = {
    **{f"month_{month:02d}": month for month in range(1, 13)},
    **{f"quarter_{quarter}": 3 * quarter for quarter in range(1, 5)},
    "half_year": 6,
    ANNUAL: 12,
}
"""A value is measured against the milestone of this month where the plan has one, and the unit's claim is what it
reported up to then. A county may use other names; they count to the year's end."""
