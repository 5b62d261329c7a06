from hengjian.appraisal.first_steps import repository
from hengjian.contracts.first_steps import FirstStepName, FirstSteps, describe_step
from hengjian.kit.data.database import AnySession


async def list_first_steps(session: AnySession) -> FirstSteps:
    schemes = await repository.count_schemes(session)
    is_issued = await repository.has_issued_scheme(session)
    return FirstSteps(items=[describe_step(FirstStepName.SCHEMES, schemes, is_done=is_issued)])
