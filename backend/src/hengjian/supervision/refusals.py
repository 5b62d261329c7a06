"""Reasons of policy that several features give."""

from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Refusal

OWN_UNIT = Refusal("涉及本人所在单位，应当回避。", "This concerns your own unit; you must stand aside.")
STANDS_ASIDE = Refusal(
    "您与该单位有登记在册的回避关系，或曾在该单位任职、回避年限未满，应当回避。",
    "You stand aside from this unit: a tie of yours is on record, or you served there not long enough ago.",
)
TERM_OVER = Refusal("申辩期限已届满。", "The term for objections is over.")


def find_tie(principal: Principal, unit_code: str, stands_aside: bool) -> Refusal | None:
    """What binds the caller to the unit, so that somebody else must act on it."""
    if principal.unit_code == unit_code:
        return OWN_UNIT
    return STANDS_ASIDE if stands_aside else None
