"""Reasons of policy that several features give."""

from hengjian.kit.policy.refusals import Refusal

STANDS_ASIDE = Refusal(
    "您与该单位有登记在册的回避关系，或曾在该单位任职、回避年限未满，应当回避。",
    "You stand aside from this unit: a tie of yours is on record, or you served there not long enough ago.",
)
TERM_OVER = Refusal("申辩期限已届满。", "The term for objections is over.")
