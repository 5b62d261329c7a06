from uuid import UUID

from hengjian.appraisal.engine import check_scheme
from hengjian.appraisal.permissions import SchemeWriter
from hengjian.appraisal.schemes import repository
from hengjian.appraisal.schemes.errors import SchemeNotSound
from hengjian.appraisal.trials import service
from hengjian.appraisal.trials.schemas import Trial, TrialOrder
from hengjian.kit.app import service_router
from hengjian.kit.language import current_language
from hengjian.kit.problems import FieldError, NotFound, found, problems
from hengjian.kit.routing import Reading

router = service_router("/api/v1/appraisal", tag="schemes")


@router.post(
    "/schemes/{scheme_id}:try",
    operation_id="try_scheme",
    summary="What if: a scheme, draft or not, on the facts of a year beside the issued one; nothing is stored",
    responses=problems(NotFound, SchemeNotSound),
)
async def try_scheme(session: Reading, scheme_id: UUID, order: TrialOrder, principal: SchemeWriter) -> Trial:
    scheme = found(await repository.get_scheme(session, scheme_id))
    if faults := check_scheme(scheme.document, current_language.get()):
        raise SchemeNotSound([FieldError(f["pointer"], f["code"], f["message"], f["message"]) for f in faults])
    year = order.facts_year or scheme.year
    if order.against_id is not None:
        against = [found(await repository.get_scheme(session, order.against_id))]
    else:
        against = await service.find_rivals(session, scheme, year)
    return await service.try_scheme(session, scheme, year, against)
