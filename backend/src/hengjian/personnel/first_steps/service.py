from hengjian.contracts.first_steps import FirstStepName, FirstSteps, describe_step
from hengjian.kit.data.database import AnySession
from hengjian.personnel.first_steps import repository


async def list_first_steps(session: AnySession) -> FirstSteps:
    rules = await repository.count_rules(session)
    is_issued = await repository.has_issued_rules(session)
    return FirstSteps(items=[describe_step(FirstStepName.LINKAGE_RULES, rules, is_done=is_issued)])
