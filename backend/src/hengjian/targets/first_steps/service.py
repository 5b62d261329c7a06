from hengjian.contracts.first_steps import FirstStepName, FirstSteps, describe_step
from hengjian.kit.data.database import AnySession
from hengjian.targets.first_steps import repository


async def list_first_steps(session: AnySession) -> FirstSteps:
    years = await repository.count_years(session)
    indicators = await repository.count_indicators(session)
    plans = await repository.count_plans(session)
    return FirstSteps(
        items=[
            describe_step(FirstStepName.YEAR, years, is_done=await repository.has_year_begun(session)),
            describe_step(FirstStepName.INDICATORS, indicators, is_done=indicators > 0),
            describe_step(FirstStepName.PLANS, plans, is_done=await repository.has_issued_plan(session)),
        ]
    )
