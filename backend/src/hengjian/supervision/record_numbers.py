"""Record numbers that two people on the phone can say to each other."""

from hengjian.kit.data.database import WriteSession
from hengjian.supervision.queries.record_numbers import take_serials

DEDUCTION, NOTICE, RECTIFICATION, REVERSAL, VISIT = "KF", "TZ", "ZG", "CX", "XC"


def write_number(prefix: str, year: int, serial: int) -> str:
    return f"{prefix}-{year}-{serial:05d}"


async def take_numbers(session: WriteSession, prefix: str, year: int, count: int) -> list[str]:
    return [write_number(prefix, year, serial) for serial in await take_serials(session, count)]


async def take_number(session: WriteSession, prefix: str, year: int) -> str:
    return (await take_numbers(session, prefix, year, 1))[0]
