from hengjian.contracts.codes import Year
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version, check_version_where_there
from hengjian.kit.following.changes import FollowedPage, Following
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
    session: Reading, page: Following, principal: RuleReader, year: Year | None = None
) -> FollowedPage[LinkageRulesView]:
    rows = await repository.list_rules(session, page, year=year)
    standing = await find_standing(session, principal)
    return rows.as_page([_view(rules, principal, standing) for rules in rows.items])


@router.get(
    "/linkage-rules/{year}",
    operation_id="get_linkage_rules",
    summary="How results are used in one year",
    responses=problems(NotFound),
)
async def get_linkage_rules(session: Reading, year: Year, principal: RuleReader) -> LinkageRulesView:
    rules = found(await repository.get_rules(session, year))
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
    principal: RuleManager,
    version: IfMatchGiven,
) -> LinkageRulesView:
    rules = await repository.get_rules_for_update(session, year)
    check_version_where_there(rules, version)
    rules = await service.write_rules(session, year, rules, document, principal)
    return _view(rules, principal, await find_standing(session, principal))


@router.post(
    "/linkage-rules/{year}:issue",
    operation_id="issue_linkage_rules",
    summary="Issue the year's rules; they cannot change from then on",
    responses=problems(RefusedByPolicy, NotFound, RulesIssued),
)
async def issue_linkage_rules(
    session: Writing, year: Year, issue: LinkageIssue, principal: RuleManager, version: IfMatchGiven
) -> LinkageRulesView:
    rules = found(await repository.get_rules_for_update(session, year))
    check_version(rules, version)
    await service.issue_rules(session, rules, issue, principal)
    return _view(rules, principal, await find_standing(session, principal))
