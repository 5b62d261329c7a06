from hengjian.contracts.first_steps import FirstStepName, FirstSteps, describe_step
from hengjian.kit.data.database import AnySession
from hengjian.supervision.first_steps import repository


async def list_first_steps(session: AnySession) -> FirstSteps:
    rules = await repository.count_rules(session)
    inspectors = await repository.count_inspectors(session)
    return FirstSteps(
        items=[
            describe_step(FirstStepName.CATALOGUE, rules, is_done=rules > 0),
            describe_step(FirstStepName.INSPECTORS, inspectors, is_done=inspectors > 0),
        ]
    )
