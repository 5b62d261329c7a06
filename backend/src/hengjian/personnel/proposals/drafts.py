"""From one final result to the proposals that the year's rules make of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hengjian.personnel.accountability.rules import lagging_years_until, steps_for
from hengjian.personnel.linkage.articles import amount_text, name_steps
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.proposals.bonus_amounts import bonus_of
from hengjian.personnel.quotas.rules import Quota, excellent_quota
from hengjian.personnel.ranking import suggest
from hengjian.personnel.rounding import places_of
from hengjian.personnel.schemas import Bilingual
from hengjian.personnel.terms import Destination, Head, PostGroup, ProposalKind, Tier
from hengjian.personnel.transfers.rules import last_places

_TIERS = {"advanced": ("先进", "advanced"), "standard": ("达标", "up to standard"), "lagging": ("落后", "lagging")}
_DESTINATIONS = {
    Destination.PROMOTE_CHIEF: ("建议列入正科级初步人选名单", "for the preliminary list of section chiefs"),
    Destination.PROMOTE_DEPUTY: ("建议列入副科级初步人选名单", "for the preliminary list of deputies"),
    Destination.IMPORTANT_POST: ("建议列入转任重要岗位人选名单", "for transfer to an important post"),
}
DESTINATION_OF_GROUP = {
    PostGroup.CHIEF: Destination.IMPORTANT_POST,
    PostGroup.DEPUTY: Destination.PROMOTE_CHIEF,
    PostGroup.ORDINARY: Destination.PROMOTE_DEPUTY,
}


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    post_name: str | None
    post_group: str | None


@dataclass(frozen=True)
class Placed:
    """A line of the result with the names of the day: a unit, or a cadre with the unit served."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    class_name: str
    total: Decimal
    rank: int | None
    of: int
    tier: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitFacts:
    """``headcount`` is everybody who counts at the unit, the principal leaders among them; ``tiers`` are by year."""

    line: Placed
    headcount: int
    principals: tuple[Person, ...]
    tiers: Mapping[int, str]


@dataclass(frozen=True)
class Draft:
    """A proposal before it has a number; ``person`` is None where it is about the unit."""

    kind: ProposalKind
    line: Placed
    person: Person | None
    sentence: Bilingual
    content: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    quota: Quota | None = None


def _place(line: Placed, *, people: bool) -> tuple[str, str]:
    tier_zh, tier_en = _TIERS.get(line.tier, (line.tier, line.tier))
    measure = "人" if people else "个单位"
    zh = f"{line.class_name}{line.of}{measure}中" + (f"排名第{line.rank}" if line.rank else "不参加排名")
    en = (f"ranked {line.rank} of {line.of}" if line.rank else f"unranked among {line.of}") + f" in {line.class_name}"
    total = format(line.total, "f")
    if people:
        return f"{zh}（得分{total}）", f"{en} (total {total})"
    return f"{zh}（得分{total}，{tier_zh}）", f"{en} (total {total}, {tier_en})"


def _draft_quota(document: LinkageDocument, facts: UnitFacts, class_code: str) -> Draft:
    rule, line = document.excellent_quota, facts.line
    adjustment = {Tier.ADVANCED.value: rule.advanced_adjustment, Tier.LAGGING.value: rule.lagging_adjustment}.get(
        line.tier, 0
    )
    outside = len(facts.principals) if rule.principal_leaders_outside else 0
    people = facts.headcount - outside
    quota = excellent_quota(people, rule.share_of(class_code), adjustment, rule.ceiling_share, rule.rounding)
    place_zh, place_en = _place(line, people=False)
    held_zh = f"（限于{quota.ceiling}名以内）" if quota.is_clamped else ""
    held_en = f" (held between 0 and {quota.ceiling})" if quota.is_clamped else ""
    return Draft(
        ProposalKind.EXCELLENT_QUOTA,
        line,
        None,
        Bilingual(
            zh=f"{line.name}在{place_zh}，优秀名额基数{quota.base}名{adjustment:+d}{held_zh}，建议核定{quota.places}名。",
            en=f"{line.name}, {place_en}: base quota {quota.base}, adjusted by {adjustment:+d}{held_en}; "
            f"{quota.places} excellent grade(s) are proposed.",
        ),
        content={"places": quota.places},
        figures={"headcount": people, "base": quota.base, "adjustment": adjustment, "ceiling": quota.ceiling},
        quota=quota,
    )


def _draft_heads(document: LinkageDocument, facts: UnitFacts) -> list[Draft]:
    head, line = document.excellent_quota.head_of_tier(facts.line.tier), facts.line
    if head is Head.FREE:
        return []
    place_zh, place_en = _place(line, people=False)
    if head is Head.IN:
        verdict_zh, verdict_en = "建议定为优秀，不占单位名额", "is proposed for an excellent grade outside the quota"
    else:
        verdict_zh, verdict_en = "建议不得评为优秀", "is proposed to be barred from an excellent grade"
    return [
        Draft(
            ProposalKind.HEAD_GRADE,
            line,
            person,
            Bilingual(
                zh=f"{line.name}在{place_zh}，其主要领导{person.name}{verdict_zh}。",
                en=f"{line.name}, {place_en}: its principal leader {person.name} {verdict_en}.",
            ),
            content={"head": head},
        )
        for person in facts.principals
    ]


def _draft_bonus(document: LinkageDocument, facts: UnitFacts) -> list[Draft]:
    rule, line = document.bonus, facts.line
    place_zh, place_en = _place(line, people=False)
    if line.tier == Tier.ADVANCED:
        bonus = bonus_of(facts.headcount, rule.surplus_per_cadre, rule.advanced_award_per_cadre)
        kind, verdict_zh, verdict_en = ProposalKind.UNIT_BONUS, "建议发放年终结余奖和县奖励共", "bonus and award of"
    elif line.tier == Tier.LAGGING and rule.withholds_from_lagging:
        bonus = bonus_of(facts.headcount, rule.surplus_per_cadre, Decimal(0))
        kind, verdict_zh, verdict_en = ProposalKind.BONUS_WITHHELD, "建议不发年终结余奖", "withholding the bonus of"
    else:
        return []
    amount = amount_text(bonus.amount)
    return [
        Draft(
            kind,
            line,
            None,
            Bilingual(
                zh=f"{line.name}在{place_zh}，{facts.headcount}人，{verdict_zh}{amount}元。",
                en=f"{line.name}, {place_en}, {facts.headcount} cadres: {verdict_en} {amount} yuan is proposed.",
            ),
            content={"amount": bonus.amount},
            figures={"headcount": facts.headcount, "surplus": bonus.surplus, "award": bonus.award},
        )
    ]


def _draft_accountability(document: LinkageDocument, facts: UnitFacts, year: int) -> list[Draft]:
    rule, line = document.accountability, facts.line
    years = lagging_years_until({**facts.tiers, year: line.tier}, year)
    if years == 0:
        return []
    vetoed = any(flag.startswith("veto:") for flag in line.flags)
    counted = max(years, rule.veto_counts_as_years) if vetoed else years
    steps = steps_for([(rung.lagging_years, rung.steps) for rung in rule.ladder], counted)
    if not steps:
        return []
    place_zh, place_en = _place(line, people=False)
    steps_zh, steps_en = name_steps(steps)
    veto_zh, veto_en = ("，并被一票否决", ", with a veto") if vetoed else ("", "")
    return [
        Draft(
            ProposalKind.ACCOUNTABILITY_STEP,
            line,
            None,
            Bilingual(
                zh=f"{line.name}在{place_zh}，连续{years}年落后{veto_zh}，建议给予{steps_zh}。",
                en=f"{line.name}, {place_en}, lagging {years} year(s) running{veto_en}: {steps_en} proposed.",
            ),
            content={"steps": list(steps)},
            figures={"lagging_years": years},
        )
    ]


def draft_for_unit(document: LinkageDocument, facts: UnitFacts, class_code: str, year: int) -> list[Draft]:
    return [
        _draft_quota(document, facts, class_code),
        *_draft_heads(document, facts),
        *_draft_bonus(document, facts),
        *_draft_accountability(document, facts, year),
    ]


def draft_transfers(document: LinkageDocument, lines: Sequence[Placed], people: Mapping[str, Person]) -> list[Draft]:
    """The last places of one township's own ranking."""
    rule = document.downward_transfer
    ranked = [(line.code, line.rank) for line in lines if line.rank is not None]
    places = places_of(rule.share, len(ranked), rule.rounding)
    last = last_places(ranked, places)
    by_code = {line.code: line for line in lines}
    drafts = []
    for code in (*last.clear, *last.tied):
        line, is_tied = by_code[code], code in last.tied
        place_zh, place_en = _place(line, people=True)
        tied_zh = "，并列于末位线上，请择定" if is_tied else ""
        tied_en = "; tied across the last place, to be chosen among" if is_tied else ""
        drafts.append(
            Draft(
                ProposalKind.DOWNWARD_TRANSFER,
                line,
                people[code],
                Bilingual(
                    zh=f"{line.unit_name}{line.name}在本单位{place_zh}，属末位{places}名之内{tied_zh}，建议跨乡镇向下交流。",
                    en=f"{line.name} of {line.unit_name}, {place_en}, among the last {places}{tied_en}: transfer to "
                    "another township is proposed.",
                ),
                figures={"ranked": len(ranked), "last_places": places, "is_tied": is_tied},
            )
        )
    return drafts


def draft_promotions(lines: Sequence[Placed], people: Mapping[str, Person], top_share: Decimal) -> list[Draft]:
    """The best of one ranking of cadres."""
    drafts = []
    for line in suggest(lines, top_share, {}):
        person = people[line.code]
        if person.post_group is None:
            continue
        destination = DESTINATION_OF_GROUP[PostGroup(person.post_group)]
        place_zh, place_en = _place(line, people=True)
        verdict_zh, verdict_en = _DESTINATIONS[destination]
        drafts.append(
            Draft(
                ProposalKind.PROMOTION_SUGGESTION,
                line,
                person,
                Bilingual(
                    zh=f"{line.unit_name}{person.post_name or ''}{line.name}在{place_zh}，{verdict_zh}。",
                    en=f"{line.name} of {line.unit_name}, {place_en}: suggested {verdict_en}.",
                ),
                content={"destination": destination},
                figures={"ranked": sum(entry.rank is not None for entry in lines)},
            )
        )
    return drafts
