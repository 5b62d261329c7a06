"""Reference data that every installation of ``supervision`` needs."""

from decimal import Decimal

from sqlalchemy import select

from hengjian.kit.data.database import WriteSession
from hengjian.supervision.models import RuleTemplate
from hengjian.supervision.rules.template import TEMPLATE

_DECIMALS = ("points", "points_min", "points_max", "points_step", "repeat_factor")


async def install_reference_data(session: WriteSession) -> None:
    """The template catalogue, as this version of the software has it. Catalogues already adopted are not touched."""
    present = {rule.code: rule for rule in await session.scalars(select(RuleTemplate))}
    for position, content in enumerate(TEMPLATE):
        values = {name: Decimal(value) if name in _DECIMALS and value else value for name, value in content.items()}
        rule = present.get(content["code"])
        if rule is None:
            session.add(RuleTemplate(position=position, **values))
            continue
        for name, value in {**values, "position": position}.items():
            setattr(rule, name, value)
    await session.flush()
