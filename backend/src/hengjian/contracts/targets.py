"""Reading from ``targets``: what units owe by the end of a month. To show or to explain, never to score by."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.messaging.peers import PeerRefusedError, Peers, PeerTroubleError
from hengjian.kit.problems.problems import PeerUnavailable
from hengjian.kit.settings import ServiceName

_UNIT_TARGETS = "/api/v1/targets/unit-targets"
_PAGE = 200


class UnitTarget(BaseModel):
    """A target in force of an issued unit plan; ``expected`` is the cumulative value due by the end of the month."""

    model_config = ConfigDict(frozen=True)

    plan_id: UUID
    issue_version: int
    unit_code: str
    indicator_code: str
    indicator_name: str
    indicator_name_en: str
    unit_of_measure: str
    direction: str
    kind: str
    places: int
    target: DecimalString | None
    basis: str
    expected: DecimalString | None


async def list_unit_targets(peers: Peers, year: int, month: int) -> list[UnitTarget]:
    """Of all units of the county, unit by unit. Raises :class:`PeerUnavailable`."""
    found: list[UnitTarget] = []
    cursor: str | None = None
    try:
        while True:
            page = await peers.get(
                ServiceName.TARGETS, _UNIT_TARGETS, year=year, month=month, limit=_PAGE, cursor=cursor
            )
            found += [UnitTarget.model_validate(item) for item in page["items"]]
            if page["next"] is None:
                return found
            [cursor] = parse_qs(urlsplit(page["next"]).query)["cursor"]
    except (PeerTroubleError, PeerRefusedError) as error:
        raise PeerUnavailable(peer=str(ServiceName.TARGETS)) from error
