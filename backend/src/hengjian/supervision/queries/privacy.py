from sqlalchemy import func, literal, select

from hengjian.kit.data.database import AnySession
from hengjian.kit.texts import NAME_DOT
from hengjian.supervision.models import Cadre, Deduction, DeductionStep, Evidence


async def find_names_of_actors(session: AnySession, deduction: Deduction) -> set[str]:
    """Those who took a step of the deduction or handed in a file; whoever recorded it stands on it."""
    acted = await session.scalars(
        select(DeductionStep.by_name)
        .where(DeductionStep.deduction_id == deduction.id)
        .union(select(Evidence.uploaded_by_name).where(Evidence.deduction_id == deduction.id))
    )
    return set(acted)


async def find_cadre_named_in(session: AnySession, comparable: str) -> str | None:
    """The name of a cadre of the county that stands in the text; both without dots, blanks and capitals."""
    name = func.lower(func.translate(Cadre.name, f"{NAME_DOT} ", ""))
    is_named = func.strpos(literal(comparable), name) > 0
    return await session.scalar(select(Cadre.name).where(is_named, name != "").order_by(Cadre.code).limit(1))
