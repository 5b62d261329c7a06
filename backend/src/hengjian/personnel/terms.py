"""Words of this service that are stored and sent: kinds, states, grades, steps."""

from enum import StrEnum


class Tier(StrEnum):
    ADVANCED = "advanced"
    STANDARD = "standard"
    LAGGING = "lagging"


class ProposalKind(StrEnum):
    ACCOUNTABILITY_STEP = "accountability_step"
    BONUS_WITHHELD = "bonus_withheld"
    DOWNWARD_TRANSFER = "downward_transfer"
    EXCELLENT_QUOTA = "excellent_quota"
    HEAD_GRADE = "head_grade"
    PROMOTION_SUGGESTION = "promotion_suggestion"
    UNIT_BONUS = "unit_bonus"


class ProposalState(StrEnum):
    """``superseded``: a newer version of the result came before anybody decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    DECLINED = "declined"
    SUPERSEDED = "superseded"


class DecisionOutcome(StrEnum):
    ACCEPTED = "accepted"
    CHANGED = "changed"
    DECLINED = "declined"


class DecisionReviewState(StrEnum):
    """What became of a decision whose result was replaced by a newer version."""

    NONE = "none"
    NEEDED = "needed"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class DecisionReviewOutcome(StrEnum):
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


class Head(StrEnum):
    """The principal leader's grade: excellent outside the quota, not excellent, or left to the ordinary judgement."""

    IN = "in"
    OUT = "out"
    FREE = "free"


class Destination(StrEnum):
    IMPORTANT_POST = "important_post"
    PROMOTE_CHIEF = "promote_chief"
    PROMOTE_DEPUTY = "promote_deputy"


class Grade(StrEnum):
    EXCELLENT = "excellent"
    COMPETENT = "competent"
    BASICALLY_COMPETENT = "basically_competent"
    INCOMPETENT = "incompetent"
    UNDETERMINED = "undetermined"


class AccountabilityStep(StrEnum):
    """Steps of accountability, from the lightest to the gravest."""

    REMINDER_TALK = "reminder_talk"
    CIRCULAR = "circular"
    SELF_EXAM = "self_exam"
    ADMONITION = "admonition"
    YELLOW_CARD = "yellow_card"
    ADJUST_POST = "adjust_post"
    DEMOTE = "demote"
    ORDERED_RESIGN = "ordered_resign"
    REMOVE = "remove"


class Rounding(StrEnum):
    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


class PostGroup(StrEnum):
    CHIEF = "chief"
    DEPUTY = "deputy"
    ORDINARY = "ordinary"


class OutcomeKind(StrEnum):
    DEMOTED = "demoted"
    PROMOTED_CHIEF = "promoted_chief"
    PROMOTED_DEPUTY = "promoted_deputy"
    RESIGNED = "resigned"
    TO_IMPORTANT_POST = "to_important_post"
    TO_ORDINARY_POST = "to_ordinary_post"
    TRANSFERRED_DOWN = "transferred_down"


class RecordSource(StrEnum):
    """Where a record of the past comes from: another system's books, or what was decided here."""

    DECIDED = "decided"
    FINAL = "final"
    IMPORTED = "imported"
    RECORDED = "recorded"


class NominationStage(StrEnum):
    OPENED = "opened"
    SUGGESTED = "suggested"
    PRELIMINARY = "preliminary"
    SLATE = "slate"
    PLENARY_RECOMMENDED = "plenary_recommended"
    INSPECTION = "inspection"
    DECIDED = "decided"


class ExclusionGround(StrEnum):
    DECLINED_PROPOSAL = "declined_proposal"
    LAGGING_UNIT = "lagging_unit"
    LOW_GRADE = "low_grade"
    ONGOING_CASE = "ongoing_case"
    OTHER = "other"
    SANCTION_PERIOD = "sanction_period"
    TENURE = "tenure"


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class TransferState(StrEnum):
    """``decided`` until the organisation department has chosen the unit, then ``assigned``."""

    DECIDED = "decided"
    ASSIGNED = "assigned"
    CARRIED_OUT = "carried_out"
    WITHDRAWN = "withdrawn"


class RulesState(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"
