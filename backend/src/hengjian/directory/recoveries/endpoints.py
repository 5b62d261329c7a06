"""What administrators and auditors see on their home of access that was taken at the machine."""

from collections.abc import Sequence
from datetime import timedelta

from hengjian.directory.models import Recovery
from hengjian.directory.permissions import AccountReader
from hengjian.directory.recoveries import repository
from hengjian.directory.recoveries.schemas import RecoveryView
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.time.clock import real_now

SHOWN = timedelta(days=30)

router = service_router("/api/v1/directory", tag="accounts")


@router.get(
    "/recoveries",
    operation_id="list_recoveries",
    summary="Access taken at the machine in the last thirty days, the latest first",
    response_model=list[RecoveryView],
)
async def list_recoveries(session: Reading, _: AccountReader) -> Sequence[Recovery]:
    return await repository.list_recoveries(session, real_now() - SHOWN)
