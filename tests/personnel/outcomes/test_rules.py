from hengjian.personnel.outcomes.rules import outcomes_of_proposal, outcomes_of_round
from hengjian.personnel.terms import OutcomeKind, PostGroup, ProposalKind


class TestOutcomes:
    def test_nothing_follows_from_a_quota(self) -> None:
        assert outcomes_of_proposal(ProposalKind.EXCELLENT_QUOTA, None) == frozenset()

    def test_a_round_for_chiefs_promotes_chiefs(self) -> None:
        assert OutcomeKind.PROMOTED_CHIEF in outcomes_of_round(PostGroup.CHIEF)
        assert OutcomeKind.PROMOTED_CHIEF not in outcomes_of_round(PostGroup.DEPUTY)
