"""Reviews: a unit or a cadre challenges a published result; the committee decides with a reason."""

from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.models import Review
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results import reading
from hengjian.appraisal.reviews import policy, repository
from hengjian.appraisal.reviews.schemas import ReviewDecision, ReviewEntry
from hengjian.appraisal.workflows.reviews import ReviewState, ReviewVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now


async def request_review(session: WriteSession, entry: ReviewEntry, principal: Principal) -> Review:
    result = await reading.find_result(session, principal, entry.result_id)
    line = reading.find_detail(principal, result, entry.subject_code)
    if line is None:
        raise NoSuchSubject(subject_code=entry.subject_code)
    refuse_if(policy.find_strange_request(result, line, await find_standing(session, principal)))
    refuse_if(policy.find_late(result, office_now()))
    review = Review(
        **entry.model_dump(),
        unit_code=line.unit_code,
        state=ReviewState.REQUESTED,
        requester=principal.person_id,
        requester_name=principal.name,
    )
    await repository.save_review(session, review)
    return review


async def decide_review(session: WriteSession, review: Review, decision: ReviewDecision, principal: Principal) -> None:
    result = await repository.get_reviewed_result(session, review)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(review, result, principal, standing, ReviewVerb.DECIDE))
    review.state, review.decider_name, review.reason = decision.outcome, principal.name, decision.reason
    await repository.save_review(session, review)
