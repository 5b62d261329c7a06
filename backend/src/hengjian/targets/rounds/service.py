from hengjian.contracts.events import RoundClosed
from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now
from hengjian.targets.copies.repository import find_standing, list_units_of_classes
from hengjian.targets.errors import UnknownIndicator
from hengjian.targets.indicators.repository import find_indicators
from hengjian.targets.models import AppraisalYear, Assessment, Round
from hengjian.targets.phases.policy import REPORTING
from hengjian.targets.phases.service import require_phase
from hengjian.targets.rounds import policy, repository
from hengjian.targets.rounds.errors import IndicatorsNeeded, UnitNotInRound, UnknownUnitClass
from hengjian.targets.rounds.schemas import (
    AssessmentEntry,
    AssessmentView,
    TargetRoundDetailView,
    TargetRoundEntry,
    TargetRoundKind,
    TargetRoundProgress,
    TargetRoundView,
)
from hengjian.targets.value_sheets.repository import list_planned, list_standing_places
from hengjian.targets.workflows import TargetRoundState, TargetRoundVerb, ValueState

_EVERYONE = Visibility(whole_county=True)


async def open_round(session: WriteSession, entry: TargetRoundEntry, principal: Principal) -> Round:
    """Open a mid-year assessment, or the round that closes a named value for whole classes."""
    await require_phase(session, entry.year, REPORTING)
    if entry.kind is TargetRoundKind.ANNUAL_VALUES and not entry.indicator_codes:
        raise IndicatorsNeeded
    present = {unit.class_code for unit in await list_units_of_classes(session, entry.class_codes)}
    for class_code in entry.class_codes:
        if class_code not in present:
            raise UnknownUnitClass(class_code=class_code)
    known = await find_indicators(session, [entry.year], entry.indicator_codes)
    for code in entry.indicator_codes:
        if (entry.year, code) not in known:
            raise UnknownIndicator(year=entry.year, indicator_code=code)
    opened = Round(
        **entry.model_dump(mode="json"),
        state=TargetRoundState.OPEN,
        opened_at=office_now(),
        opened_by=principal.person_id,
        opened_by_name=principal.name,
    )
    await repository.save_round(session, opened)
    return opened


async def assess_units(
    session: WriteSession, round_: Round, batch: Batch[AssessmentEntry], year: AppraisalYear, principal: Principal
) -> BatchOutcome:
    """Grades of the mid-year assessment, unit by unit inside their classes."""
    refuse_if(policy.find_obstacle_to_assessment(principal, round_, year))
    units = {unit.code: unit for unit in await list_units_of_classes(session, round_.class_codes)}
    standing = await find_standing(session, principal)
    known = {a.unit_code: a for a in await repository.list_assessments(session, _EVERYONE, round_.id)}

    async def apply(entry: AssessmentEntry) -> Applied:
        unit, assessment = units.get(entry.unit_code), known.get(entry.unit_code)
        if unit is None:
            raise UnitNotInRound(unit_code=entry.unit_code)
        refuse_if(standing.find_bar("assess_units", Matter((unit.code,))))
        if assessment is not None and (assessment.grade, assessment.remark) == (entry.grade, entry.remark):
            return entry.unit_code, "unchanged"
        content = {"grade": entry.grade.value, "remark": entry.remark, "assessed_at": office_now()}
        content |= {"assessed_by": principal.person_id, "assessed_by_name": principal.name}
        if assessment is not None:
            for name, value in content.items():
                setattr(assessment, name, value)
            return entry.unit_code, "updated"
        known[entry.unit_code] = Assessment(
            **content, round_id=round_.id, unit_code=unit.code, unit_name=unit.name, class_code=unit.class_code
        )
        repository.add_assessment(session, known[entry.unit_code])
        return entry.unit_code, "created"

    return await apply_batch(session, batch, apply, lambda entry: entry.unit_code)


async def _count_missing(session: AnySession, round_: Round) -> int:
    """Values of the round's indicators that plans of its classes ask for and nobody has entered."""
    planned = await list_planned(session, _EVERYONE, round_.year)
    awaited = {
        (place.unit_code, place.indicator_code)
        for place in planned
        if place.class_code in round_.class_codes and place.indicator_code in round_.indicator_codes
    }
    standing = await list_standing_places(session, _EVERYONE, round_.year)
    entered = {(value.unit_code, value.indicator_code) for value in standing if value.value_name == round_.period}
    return len(awaited - entered)


async def measure_progress(session: AnySession, round_: Round) -> TargetRoundProgress:
    units = await list_units_of_classes(session, round_.class_codes)
    assessed = {a.unit_code for a in await repository.list_assessments(session, _EVERYONE, round_.id)}
    unfinished, missing = len({unit.code for unit in units} - assessed), 0
    if round_.kind != TargetRoundKind.MID_YEAR:
        unfinished = await repository.count_values(session, round_, ValueState.ENTERED)
        missing = await _count_missing(session, round_)
    return TargetRoundProgress(
        unit_count=len(units),
        missing_count=missing,
        assessed_count=len(assessed),
        confirmed_count=await repository.count_values(session, round_, ValueState.CONFIRMED),
        unfinished_count=unfinished,
    )


async def close_round(session: WriteSession, round_: Round, year: AppraisalYear, principal: Principal) -> None:
    """Close the round for its classes: what it measured stands, and takes no more entries."""
    progress = await measure_progress(session, round_)
    standing = await find_letters_standing(session, round_.year)
    refuse_if(policy.find_obstacle_to_closing(principal, round_, year, progress, standing))
    round_.state, round_.closed_at = TargetRoundState.CLOSED, office_now()
    round_.closed_by, round_.closed_by_name = principal.person_id, principal.name
    await repository.save_round(session, round_)
    await publish(
        session,
        RoundClosed(
            round_id=round_.id,
            year=round_.year,
            kind=round_.kind,
            period=round_.period,
            class_codes=tuple(round_.class_codes),
            indicator_codes=tuple(round_.indicator_codes),
        ),
    )


async def describe_round(
    session: AnySession, round_: Round, year: AppraisalYear, principal: Principal
) -> TargetRoundDetailView:
    progress = await measure_progress(session, round_)
    assessments = await repository.list_assessments(session, principal.visibility, round_.id)
    standing = await find_letters_standing(session, round_.year)
    return TargetRoundDetailView(
        **TargetRoundView.model_validate(round_).model_dump(),
        progress=progress,
        assessments=[AssessmentView.model_validate(assessment) for assessment in assessments],
        actions=[
            weigh(TargetRoundVerb.ASSESS, policy.find_obstacle_to_assessment(principal, round_, year)),
            weigh(TargetRoundVerb.CLOSE, policy.find_obstacle_to_closing(principal, round_, year, progress, standing)),
        ],
    )
