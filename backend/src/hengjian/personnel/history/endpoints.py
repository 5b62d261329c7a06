from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import problems
from hengjian.personnel.history import repository, service
from hengjian.personnel.history.errors import TierOrGrade, UnknownCadre, YearHasResult
from hengjian.personnel.history.schemas import HistoryRow, UnitTierView
from hengjian.personnel.models import UnitTier
from hengjian.personnel.permissions import OutcomeImporter, OutcomeReader

router = service_router("/api/v1/personnel", tag="history")


@router.post(
    "/history:batch",
    operation_id="import_history",
    summary="Import tiers of units and grades of cadres of earlier years",
    responses=problems(TierOrGrade, YearHasResult, UnknownCadre),
)
async def import_history(session: Writing, batch: Batch[HistoryRow], _: OutcomeImporter) -> BatchOutcome:
    return await service.import_history(session, batch)


@router.get(
    "/unit-tiers",
    operation_id="list_unit_tiers",
    summary="Tiers of units, year by year, from final results or imported",
    response_model=FollowedPage[UnitTierView],
)
async def list_unit_tiers(
    session: Reading, page: Following, principal: OutcomeReader, year: Year | None = None, unit_code: Code | None = None
) -> FollowedRows[UnitTier]:
    return await repository.list_tiers(session, principal.visibility, page, year=year, unit_code=unit_code)
