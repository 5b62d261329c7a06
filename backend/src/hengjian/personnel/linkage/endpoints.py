from typing import Annotated

from fastapi import Header, Response

from hengjian.contracts.codes import Year
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import check_version, set_etag
from hengjian.kit.policy.actions import weigh
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.linkage import repository, service
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.linkage.errors import RulesContradict, RulesIssued
from hengjian.personnel.linkage.policy import find_obstacle
from hengjian.personnel.linkage.schemas import LinkageIssue, LinkageRulesView
from hengjian.personnel.models import LinkageRules
from hengjian.personnel.permissions import RuleManager, RuleReader
from hengjian.personnel.workflows import RulesVerb

router = service_router("/api/v1/personnel", tag="linkage rules")

IfMatchWhereThere = Annotated[
    str | None, Header(alias="If-Match", description="Version that the caller saw; needed where the year has rules")
]


def _view(rules: LinkageRules, principal: Principal, standing: Standing) -> LinkageRulesView:
    actions = [weigh(verb, find_obstacle(verb, principal, standing, rules)) for verb in RulesVerb]
    columns = {column: getattr(rules, column) for column in LinkageRulesView.model_fields if column != "actions"}
    return LinkageRulesView.model_validate({**columns, "actions": actions})


@router.get(
    "/linkage-rules",
    operation_id="list_linkage_rules",
    summary="How results are used, year by year",
)
async def list_linkage_rules(
    session: Reading, page: Paging, principal: RuleReader, year: Year | None = None
) -> Page[LinkageRulesView]:
    rows = await repository.list_rules(session, page, year=year)
    standing = await find_standing(session, principal)
    return Page(items=[_view(rules, principal, standing) for rules in rows.items], next=rows.next)


@router.get(
    "/linkage-rules/{year}",
    operation_id="get_linkage_rules",
    summary="How results are used in one year",
    responses=problems(NotFound),
)
async def get_linkage_rules(
    session: Reading, year: Year, response: Response, principal: RuleReader
) -> LinkageRulesView:
    rules = found(await repository.get_rules(session, year))
    set_etag(response, rules)
    return _view(rules, principal, await find_standing(session, principal))


@router.put(
    "/linkage-rules/{year}",
    operation_id="write_linkage_rules",
    summary="Write the year's rules, or write the draft anew",
    responses=problems(RulesIssued, RulesContradict, PreconditionRequired, StaleVersion),
)
async def write_linkage_rules(
    session: Writing,
    year: Year,
    document: LinkageDocument,
    response: Response,
    principal: RuleManager,
    if_match: IfMatchWhereThere = None,
) -> LinkageRulesView:
    rules = await repository.get_rules_for_update(session, year)
    if rules is not None:
        if if_match is None:
            raise PreconditionRequired
        version = if_match.strip().removeprefix("W/").strip('"')
        check_version(rules, int(version) if version.isdecimal() else 0)
    rules = await service.write_rules(session, year, rules, document, principal)
    set_etag(response, rules)
    return _view(rules, principal, await find_standing(session, principal))


@router.post(
    "/linkage-rules/{year}:issue",
    operation_id="issue_linkage_rules",
    summary="Issue the year's rules; they cannot change from then on",
    responses=problems(RefusedByPolicy, NotFound, RulesIssued),
)
async def issue_linkage_rules(
    session: Writing, year: Year, issue: LinkageIssue, response: Response, principal: RuleManager
) -> LinkageRulesView:
    rules = found(await repository.get_rules_for_update(session, year))
    await service.issue_rules(session, rules, issue, principal)
    set_etag(response, rules)
    return _view(rules, principal, await find_standing(session, principal))
