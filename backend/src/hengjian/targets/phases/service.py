from collections.abc import Collection

from hengjian.kit.data.database import AnySession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.targets.errors import UnknownYear
from hengjian.targets.models import AppraisalYear
from hengjian.targets.phases.policy import find_wrong_phase
from hengjian.targets.phases.repository import get_year
from hengjian.targets.workflows import YearPhase


async def require_phase(session: AnySession, year: int, allowed: Collection[YearPhase]) -> AppraisalYear:
    """The year, which must have been opened and be in one of these phases."""
    record = await get_year(session, year)
    if record is None:
        raise UnknownYear(year=year)
    refuse_if(find_wrong_phase(record, allowed))
    return record
