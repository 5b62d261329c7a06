"""What the public reads names no person and no telephone, whoever wrote it."""

import re

from sqlalchemy import func, literal, select

from hengjian.kit.database import WriteSession
from hengjian.supervision.deductions.errors import NamesSomebody
from hengjian.supervision.models import Cadre, Deduction
from hengjian.supervision.people import SYSTEM

_TELEPHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}[-\s]?\d{7,8}|\d{7,8})(?!\d)")


def has_telephone(text: str) -> bool:
    return _TELEPHONE.search(text) is not None


async def check_names_nobody(session: WriteSession, public_text: str, deduction: Deduction) -> None:
    """Refuse a text with a telephone number, the name of any cadre of the county, or the recorder's."""
    recorder = deduction.recorded_by_name
    if has_telephone(public_text) or (recorder != SYSTEM and recorder in public_text):
        raise NamesSomebody
    is_named = func.strpos(literal(public_text), Cadre.name) > 0
    if await session.scalar(select(Cadre.code).where(is_named, Cadre.name != "").limit(1)) is not None:
        raise NamesSomebody
