from datetime import date
from typing import Any

from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.supervision.models import DeductionRule, RuleContent, RuleTemplate
from hengjian.supervision.privacy import check_title_names_nobody
from hengjian.supervision.queries.saving import save
from hengjian.supervision.rules import repository
from hengjian.supervision.rules.errors import LateReportRuleExists, OverdueRuleUnfit, RuleInUse
from hengjian.supervision.rules.policy import check_rule
from hengjian.supervision.rules.schemas import AdoptedTemplate, RuleEntry

CONTENT = tuple(name for name in RuleContent.__annotations__ if name != "code")


def _content(entry: RuleEntry) -> dict[str, Any]:
    """Column values; taken from the attributes, because a dump would write decimals as text."""
    return {
        **{name: getattr(entry, name) for name in RuleEntry.model_fields},
        "category": entry.category.value,
        "factors": [allowed.model_dump() for allowed in entry.factors],
        "unit_kinds": sorted({kind.value for kind in entry.unit_kinds}),
    }


async def enter_rules(session: WriteSession, batch: Batch[RuleEntry]) -> BatchOutcome:
    """Create or update rules by year and code. A rule that a deduction has used stays as it is."""
    years = {entry.year for entry in batch.items}
    codes = {entry.code for entry in batch.items} | {entry.overdue_rule_code or entry.code for entry in batch.items}
    locked = await repository.get_rules_for_update(session, years, codes)
    known = {(rule.year, rule.code): rule for rule in locked}
    late_report = {rule.year: rule.code for rule in locked if rule.is_late_report}
    fixed = {(rule.year, rule.code) for rule in locked if rule.points is not None}
    for entry in batch.items:
        fixed = fixed - {(entry.year, entry.code)} if entry.points is None else fixed | {(entry.year, entry.code)}
    used = await repository.find_used_rules(session, [rule.id for rule in locked])

    async def apply(entry: RuleEntry) -> Applied:
        check_rule(entry)
        if entry.overdue_rule_code is not None and (entry.year, entry.overdue_rule_code) not in fixed:
            raise OverdueRuleUnfit(rule_code=entry.overdue_rule_code, year=entry.year)
        content, rule = _content(entry), known.get((entry.year, entry.code))
        if rule is not None and all(getattr(rule, name) == value for name, value in content.items()):
            return entry.code, "unchanged"
        if rule is not None and rule.id in used:
            raise RuleInUse(rule_code=entry.code)
        await check_title_names_nobody(session, f"{entry.title}\n{entry.title_en}")
        other = late_report.get(entry.year)
        if entry.is_late_report and other not in {None, entry.code}:
            raise LateReportRuleExists(year=entry.year, rule_code=other)
        if entry.is_late_report:
            late_report[entry.year] = entry.code
        elif other == entry.code:
            del late_report[entry.year]
        if rule is None:
            known[entry.year, entry.code] = rule = DeductionRule(**content)
            repository.add_rule(session, rule)
            return entry.code, "created"
        for name, value in content.items():
            setattr(rule, name, value)
        await save(session)
        return entry.code, "updated"

    return await apply_batch(session, batch, apply, lambda entry: entry.code)


async def adopt_template(session: WriteSession, year: int) -> AdoptedTemplate:
    """Copy the template into the year's catalogue; rules that the year has already stay as they are."""
    template = await repository.list_template(session)
    locked = await repository.get_rules_for_update(session, {year}, {rule.code for rule in template})
    present = {rule.code for rule in locked}
    has_late_report = any(rule.is_late_report for rule in locked)
    fresh = [rule for rule in template if rule.code not in present]
    for rule in fresh:
        copied = _copy(rule, year)
        copied.is_late_report &= not has_late_report
        repository.add_rule(session, copied)
    await save(session)
    return AdoptedTemplate(year=year, created=len(fresh), kept=len(template) - len(fresh))


def _copy(rule: RuleTemplate, year: int) -> DeductionRule:
    content = {name: getattr(rule, name) for name in CONTENT}
    return DeductionRule(code=rule.code, year=year, valid_from=date(year, 1, 1), valid_to=None, **content)
