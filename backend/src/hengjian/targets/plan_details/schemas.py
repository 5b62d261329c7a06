from hengjian.kit.policy.actions import Action
from hengjian.targets.amendments.schemas import AmendmentView
from hengjian.targets.letters.schemas import LetterView
from hengjian.targets.plans.schemas import PlanTargetView, PlanView


class PlanDetailView(PlanView):
    """``former_targets`` are the values that amendments replaced."""

    targets: list[PlanTargetView]
    former_targets: list[PlanTargetView]
    amendments: list[AmendmentView]
    letter: LetterView | None
    actions: list[Action]
