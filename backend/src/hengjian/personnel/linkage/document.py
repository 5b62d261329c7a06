"""How results are used in one year: one document, with the practice of the county as its defaults."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.personnel.schemas import Bilingual, Input, Share
from hengjian.personnel.terms import AccountabilityStep, Head, Rounding, Tier

Adjustment = Annotated[int, Field(ge=-5, le=5)]
Money = Annotated[DecimalString, Field(ge=0, le=10_000_000)]


class ClassShare(Input):
    class_code: Code
    share: Share


class QuotaRule(Input):
    """Excellent grades of a unit: share of its people, one more or one less by tier, never above the ceiling."""

    default_share: Share = Decimal("0.15")
    class_shares: Annotated[list[ClassShare], Field(max_length=100)] = Field(default_factory=list)
    ceiling_share: Share = Decimal("0.20")
    rounding: Rounding = Rounding.HALF_UP
    advanced_adjustment: Adjustment = 1
    lagging_adjustment: Adjustment = -1
    advanced_head: Head = Head.IN
    lagging_head: Head = Head.OUT
    principal_leaders_outside: bool = True

    def share_of(self, class_code: str) -> Decimal:
        return next((entry.share for entry in self.class_shares if entry.class_code == class_code), self.default_share)

    def head_of_tier(self, tier: str) -> Head:
        return {Tier.ADVANCED.value: self.advanced_head, Tier.LAGGING.value: self.lagging_head}.get(tier, Head.FREE)


class NominationRule(Input):
    """Who is suggested first, what keeps somebody out, how large the slate may be."""

    suggest_top_share: Share = Decimal("0.10")
    ordinary_top_share: Share = Decimal(0)
    least_excess: Annotated[int, Field(ge=0, le=20)] = 3
    most_excess: Annotated[int, Field(ge=0, le=20)] = 5
    recommendation_line: Share = Decimal("0.3")
    least_tenure_months: Annotated[int, Field(ge=0, le=240)] = 12
    excludes_lagging_units: bool = True


class BonusRule(Input):
    """Yuan for each cadre: the year-end surplus bonus, and what the county adds for advanced units."""

    surplus_per_cadre: Money = Decimal(3000)
    advanced_award_per_cadre: Money = Decimal(2000)
    withholds_from_lagging: bool = True


class TransferRule(Input):
    """Last places of each township's own ranking that are proposed for transfer to another township."""

    share: Share = Decimal("0.05")
    rounding: Rounding = Rounding.HALF_UP


class Rung(Input):
    lagging_years: Annotated[int, Field(ge=1, le=10)]
    steps: Annotated[list[AccountabilityStep], Field(min_length=1, max_length=len(AccountabilityStep))]


def _default_ladder() -> list[Rung]:
    return [
        Rung(lagging_years=1, steps=[AccountabilityStep.CIRCULAR, AccountabilityStep.SELF_EXAM]),
        Rung(lagging_years=2, steps=[AccountabilityStep.ADMONITION, AccountabilityStep.YELLOW_CARD]),
        Rung(lagging_years=3, steps=[AccountabilityStep.ADJUST_POST, AccountabilityStep.REMOVE]),
    ]


class AccountabilityRule(Input):
    """Steps by years of lagging in a row; a veto in a lagging year counts as so many years."""

    ladder: Annotated[list[Rung], Field(min_length=1, max_length=10)] = Field(default_factory=_default_ladder)
    veto_counts_as_years: Annotated[int, Field(ge=1, le=10)] = 3


class LinkageDocument(Input):
    """Absent parts take the defaults."""

    title: Bilingual | None = None
    excellent_quota: QuotaRule = Field(default_factory=QuotaRule)
    nomination: NominationRule = Field(default_factory=NominationRule)
    bonus: BonusRule = Field(default_factory=BonusRule)
    downward_transfer: TransferRule = Field(default_factory=TransferRule)
    accountability: AccountabilityRule = Field(default_factory=AccountabilityRule)
