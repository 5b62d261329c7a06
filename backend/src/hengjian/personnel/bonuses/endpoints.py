from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.following.changes import FollowedPage, Following
from hengjian.personnel.bonuses.schemas import BonusLine
from hengjian.personnel.models import Proposal
from hengjian.personnel.permissions import ProposalReader
from hengjian.personnel.proposals import repository
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import ProposalKind

router = service_router("/api/v1/personnel", tag="bonuses")

_KINDS = (ProposalKind.UNIT_BONUS, ProposalKind.BONUS_WITHHELD)


def _line(proposal: Proposal) -> BonusLine:
    assert proposal.decision is not None
    assert proposal.decided is not None
    return BonusLine.model_validate(
        {
            "proposal_id": proposal.id,
            "number": proposal.number,
            "year": proposal.year,
            "unit_code": proposal.unit_code,
            "unit_name": proposal.unit_name,
            "class_code": proposal.class_code,
            "tier": proposal.tier,
            "kind": "paid" if proposal.kind == ProposalKind.UNIT_BONUS else "withheld",
            "headcount": proposal.figures["headcount"],
            "surplus": proposal.figures["surplus"],
            "award": proposal.figures["award"],
            "amount": proposal.decided["amount"],
            "decision_number": proposal.decision.decision_number,
            "decided_at": proposal.decision.decided_at,
        }
    )


@router.get(
    "/bonus-list",
    operation_id="list_bonuses",
    summary="Bonuses to be paid and withheld, from decisions in effect",
)
async def list_bonuses(
    session: Reading, page: Following, principal: ProposalReader, year: Year | None = None
) -> FollowedPage[BonusLine]:
    rows = await repository.list_in_effect(session, sight_of(principal), page, year=year, kinds=_KINDS)
    return rows.as_page([_line(proposal) for proposal in rows.items])
