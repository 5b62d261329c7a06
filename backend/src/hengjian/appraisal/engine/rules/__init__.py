"""The registry of scoring rules: one class a rule type, each pure."""

from hengjian.appraisal.engine.rules.ballots import Ballot, Panel, RankBallot, VoteShare
from hengjian.appraisal.engine.rules.base import Rule
from hengjian.appraisal.engine.rules.events import Bonuses, Count, Deductions
from hengjian.appraisal.engine.rules.measured import Bands, Brackets, Given, Proportional, Step, Threshold
from hengjian.appraisal.engine.rules.peers import Range, Rank, RelativeToBest

RULES: dict[str, type[Rule]] = {
    rule.type: rule
    for rule in (
        Ballot,
        Bands,
        Bonuses,
        Brackets,
        Count,
        Deductions,
        Given,
        Panel,
        Proportional,
        Range,
        Rank,
        RankBallot,
        RelativeToBest,
        Step,
        Threshold,
        VoteShare,
    )
}
