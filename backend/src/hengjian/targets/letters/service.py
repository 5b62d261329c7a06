from collections.abc import Sequence
from datetime import date

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now
from hengjian.targets.copies.repository import find_standing
from hengjian.targets.letters import policy, repository
from hengjian.targets.letters.errors import DigestDiffers
from hengjian.targets.letters.schemas import LetterAcceptance, LetterDetailView, LetterView
from hengjian.targets.letters.text import digest_of, letter_number, write_letter
from hengjian.targets.models import AppraisalYear, Letter, Plan, PlanTarget
from hengjian.targets.workflows import LetterState, LetterVerb


def make_letter(plan: Plan, targets: Sequence[PlanTarget], issued_on: date) -> Letter:
    """The letter of a unit's or person's plan, awaiting acceptance."""
    text = write_letter(plan, targets, issued_on)
    return Letter(
        plan_id=plan.id,
        year=plan.year,
        level=plan.level,
        unit_code=plan.unit_code,
        cadre_code=plan.cadre_code,
        subject_name=plan.subject_name,
        number=letter_number(plan),
        text=text,
        digest=digest_of(text),
        state=LetterState.AWAITING,
    )


async def accept_letter(
    session: WriteSession, letter: Letter, acceptance: LetterAcceptance, year: AppraisalYear, principal: Principal
) -> None:
    """Record who accepted, when, and the digest of what they saw."""
    refuse_if(policy.find_obstacle(principal, await find_standing(session, principal), letter, year))
    if acceptance.digest != letter.digest:
        raise DigestDiffers
    letter.state, letter.accepted_at, letter.accepted_digest = LetterState.ACCEPTED, office_now(), acceptance.digest
    letter.accepted_by, letter.accepted_by_name = principal.person_id, principal.name
    await repository.save_letter(session, letter)


async def describe_letter(
    session: AnySession, letter: Letter, year: AppraisalYear, principal: Principal
) -> LetterDetailView:
    standing = await find_standing(session, principal)
    accept = weigh(LetterVerb.ACCEPT, policy.find_obstacle(principal, standing, letter, year))
    return LetterDetailView(**LetterView.model_validate(letter).model_dump(), text=letter.text, actions=[accept])
