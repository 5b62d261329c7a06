from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.personnel.models import CadreGrade
from hengjian.personnel.permissions import CadreDecider, GradeReader, QuotaReader
from hengjian.personnel.quotas import repository, service
from hengjian.personnel.quotas.errors import GradesRefused, HeadNotDecided, QuotaNotGranted, TooManyExcellent
from hengjian.personnel.quotas.schemas import GradeBatch, GradeBatchOutcome, GradeView, QuotaView

router = service_router("/api/v1/personnel", tag="quotas")


@router.get("/quotas", operation_id="list_quotas", summary="Quotas of excellent grades by unit")
async def list_quotas(
    session: Reading, page: Following, principal: QuotaReader, year: Year | None = None, unit_code: Code | None = None
) -> FollowedPage[QuotaView]:
    return await service.list_quotas(session, principal.visibility, page, year=year, unit_code=unit_code)


@router.get(
    "/grades",
    operation_id="list_grades",
    summary="Grades of cadres; a cadre sees the own",
    response_model=FollowedPage[GradeView],
)
async def list_grades(
    session: Reading,
    page: Following,
    principal: GradeReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    cadre_code: Code | None = None,
) -> FollowedRows[CadreGrade]:
    return await repository.list_grades(session, principal, page, year=year, unit_code=unit_code, cadre_code=cadre_code)


@router.post(
    "/grades:batch",
    operation_id="record_grades",
    summary="Record the grades of one unit's cadres within its quota",
    responses=problems(RefusedByPolicy, NotFound, QuotaNotGranted, HeadNotDecided, TooManyExcellent, GradesRefused),
)
async def record_grades(session: Writing, batch: GradeBatch, principal: CadreDecider) -> GradeBatchOutcome:
    quota = found(await repository.get_quota_for_update(session, principal.visibility, batch.year, batch.unit_code))
    return await service.record_grades(session, quota, batch, principal)
