from typing import Annotated
from uuid import UUID

from fastapi import Query

from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.supervision.errors import NamesSomebody
from hengjian.supervision.models import DeductionRule
from hengjian.supervision.permissions import RuleManager, RuleReader
from hengjian.supervision.rules import repository, service
from hengjian.supervision.rules.errors import (
    DatesOutsideYear,
    FactorsIncomplete,
    LateReportNeedsPoints,
    LateReportRuleExists,
    OverdueRuleNeedsTerm,
    OverdueRuleUnfit,
    PointsOrRange,
    RangeNotInSteps,
    RepeatFactorUnfit,
    RuleInUse,
)
from hengjian.supervision.rules.schemas import (
    AdoptedTemplate,
    DeductionRuleView,
    RuleEntry,
    TemplateAdoption,
)
from hengjian.supervision.schemas import RuleCategory

router = service_router("/api/v1/supervision", tag="deduction rules")


@router.get(
    "/deduction-rules",
    operation_id="list_deduction_rules",
    summary="The catalogue by which points are deducted",
    response_model=FollowedPage[DeductionRuleView],
)
async def list_deduction_rules(
    session: Reading,
    page: Following,
    _: RuleReader,
    year: Year | None = None,
    category: RuleCategory | None = None,
    search: Annotated[str | None, Query(max_length=80, description="Part of the title, or how the code begins")] = None,
) -> FollowedRows[DeductionRule]:
    return await repository.list_rules(session, page, year=year, category=category, search=search)


@router.post(
    "/deduction-rules:batch",
    operation_id="enter_deduction_rules",
    summary="Create or update rules by year and code; a rule that was used stays as it is",
    responses=problems(
        RuleInUse,
        LateReportRuleExists,
        PointsOrRange,
        RangeNotInSteps,
        LateReportNeedsPoints,
        FactorsIncomplete,
        RepeatFactorUnfit,
        OverdueRuleNeedsTerm,
        OverdueRuleUnfit,
        DatesOutsideYear,
        NamesSomebody,
    ),
)
async def enter_deduction_rules(session: Writing, batch: Batch[RuleEntry], _: RuleManager) -> BatchOutcome:
    return await service.enter_rules(session, batch)


@router.post(
    "/deduction-rules:adopt-template",
    operation_id="adopt_rule_template",
    summary="Begin a year's catalogue from the template",
)
async def adopt_rule_template(session: Writing, adoption: TemplateAdoption, _: RuleManager) -> AdoptedTemplate:
    return await service.adopt_template(session, adoption.year)


@router.get(
    "/deduction-rules/{rule_id}",
    operation_id="get_deduction_rule",
    summary="One rule of the catalogue",
    response_model=DeductionRuleView,
    responses=problems(NotFound),
)
async def get_deduction_rule(session: Reading, rule_id: UUID, _: RuleReader) -> DeductionRule:
    return found(await repository.get_rule(session, rule_id))
