from datetime import datetime
from typing import Literal
from uuid import UUID

from hengjian.kit.data.decimals import DecimalString
from hengjian.personnel.schemas import Output


class BonusLine(Output):
    """``paid`` lines are to be paid out, ``withheld`` ones are not; amounts in yuan."""

    proposal_id: UUID
    number: str
    year: int
    unit_code: str
    unit_name: str
    class_code: str
    tier: str
    kind: Literal["paid", "withheld"]
    headcount: int
    surplus: DecimalString
    award: DecimalString
    amount: DecimalString
    decision_number: str | None
    decided_at: datetime
