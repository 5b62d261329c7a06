"""The steps that the organisation is entered by, and whether there is somebody for each step of every service."""

from hengjian.contracts.first_steps import TAKES, FirstStepName, FirstSteps, describe_step
from hengjian.contracts.roles import roles_giving
from hengjian.directory.county.repository import get_county
from hengjian.directory.first_steps import repository
from hengjian.kit.data.database import AnySession


async def list_first_steps(session: AnySession) -> FirstSteps:
    is_named = await get_county(session) is not None
    classes = await repository.count_classes(session)
    units = await repository.count_units(session)
    cadres = await repository.count_cadres(session)
    accounts = await repository.count_accounts(session)
    held = await repository.list_roles_held(session)
    return FirstSteps(
        items=[
            describe_step(FirstStepName.COUNTY, int(is_named), is_done=is_named),
            describe_step(FirstStepName.CLASSES, classes, is_done=classes > 0),
            describe_step(FirstStepName.UNITS, units, is_done=await repository.has_classified_units(session)),
            describe_step(FirstStepName.CADRES, cadres, is_done=cadres > 0),
            describe_step(FirstStepName.ACCOUNTS, accounts, is_done=_is_somebody_there_for_each_step(held)),
        ]
    )


def _is_somebody_there_for_each_step(held: set[str]) -> bool:
    return all(roles_giving(held, permission) for permission in TAKES.values())
