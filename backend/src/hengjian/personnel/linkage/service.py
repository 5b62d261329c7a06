from dataclasses import asdict

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.time.clock import office_now
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.linkage import repository
from hengjian.personnel.linkage.articles import title_of, write_articles
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.linkage.errors import RulesContradict, RulesNotIssued
from hengjian.personnel.linkage.policy import find_obstacle
from hengjian.personnel.linkage.schemas import LinkageIssue
from hengjian.personnel.models import LinkageRules
from hengjian.personnel.terms import RulesState
from hengjian.personnel.workflows import RulesVerb


def _contradictions(document: LinkageDocument) -> list[FieldError]:
    faults = []
    quota, nomination = document.excellent_quota, document.nomination
    if quota.ceiling_share < max([quota.default_share, *(entry.share for entry in quota.class_shares)]):
        faults.append(
            FieldError(
                "/excellent_quota/ceiling_share",
                "below_base_share",
                "上限不得低于基数比例。",
                "The ceiling cannot be below a base share.",
            )
        )
    classes = [entry.class_code for entry in quota.class_shares]
    if len(set(classes)) < len(classes):
        faults.append(
            FieldError(
                "/excellent_quota/class_shares",
                "repeated_class",
                "同一类别写了两次。",
                "A class is named twice.",
            )
        )
    if nomination.most_excess < nomination.least_excess:
        faults.append(
            FieldError(
                "/nomination/most_excess",
                "below_least_excess",
                "最多差额不得小于最少差额。",
                "The most cannot be below the least.",
            )
        )
    years = [rung.lagging_years for rung in document.accountability.ladder]
    if years != sorted(set(years)):
        faults.append(
            FieldError(
                "/accountability/ladder",
                "rungs_not_rising",
                "各级年数须依次递增。",
                "The years of the rungs must rise.",
            )
        )
    return faults


async def write_rules(
    session: WriteSession, year: int, rules: LinkageRules | None, document: LinkageDocument, principal: Principal
) -> LinkageRules:
    """Write the year's document anew; the articles follow from it."""
    if faults := _contradictions(document):
        raise RulesContradict(faults)
    rules = rules or LinkageRules(year=year, state=RulesState.DRAFT, writers=[])
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(RulesVerb.WRITE, principal, standing, rules))
    rules.document = document.model_dump(mode="json")
    rules.title = title_of(document, year).model_dump()
    class_names = await copies.name_classes(
        session, {entry.class_code for entry in document.excellent_quota.class_shares}
    )
    rules.articles = [asdict(article) for article in write_articles(document, class_names)]
    rules.writers = list(dict.fromkeys([*rules.writers, principal.person_id]))
    await repository.save_rules(session, rules)
    return rules


async def issue_rules(session: WriteSession, rules: LinkageRules, issue: LinkageIssue, principal: Principal) -> None:
    """From now on the year's document is frozen, and final results that wait for it become proposals."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(RulesVerb.ISSUE, principal, standing, rules))
    rules.state = RulesState.ISSUED
    rules.decision_number = issue.decision_number
    rules.issued_by, rules.issued_by_name, rules.issued_at = principal.person_id, principal.name, office_now()
    await repository.save_rules(session, rules)
    session.wake_jobs()


def read_document(rules: LinkageRules) -> LinkageDocument:
    return LinkageDocument.model_validate(rules.document)


async def require_issued_rules(session: AnySession, year: int) -> LinkageRules:
    rules = await repository.get_issued_rules(session, year)
    if rules is None:
        raise RulesNotIssued(year=year)
    return rules
