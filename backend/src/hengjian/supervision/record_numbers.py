"""Record numbers that two people on the phone can say to each other."""

from hengjian.kit.data.database import WriteSession
from hengjian.supervision.queries.record_numbers import take_serials

DEDUCTION, NOTICE, RECTIFICATION, REVERSAL, VISIT = "KF", "TZ", "ZG", "CX", "XC"


def write_number(kind: str, year: int, serial: int) -> str:
    return f"{kind}-{year}-{serial:05d}"


async def take_number(session: WriteSession, kind: str, year: int) -> str:
    serials = await take_serials(await session.driver_connection(), kind, {year: 1})
    return write_number(kind, year, serials[year])
