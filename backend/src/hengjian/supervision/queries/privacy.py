from sqlalchemy import func, literal, select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import Cadre, Deduction, DeductionStep, Evidence


async def find_names_of_actors(session: AnySession, deduction: Deduction) -> set[str]:
    """Those who took a step of the deduction or handed in a file; whoever recorded it stands on it."""
    acted = await session.scalars(
        select(DeductionStep.by_name)
        .where(DeductionStep.deduction_id == deduction.id)
        .union(select(Evidence.uploaded_by_name).where(Evidence.deduction_id == deduction.id))
    )
    return set(acted)


async def find_cadre_named_in(session: AnySession, text: str) -> str | None:
    """The name of a cadre of the county that stands in the text."""
    is_named = func.strpos(literal(text), Cadre.name) > 0
    return await session.scalar(select(Cadre.name).where(is_named, Cadre.name != "").order_by(Cadre.code).limit(1))
