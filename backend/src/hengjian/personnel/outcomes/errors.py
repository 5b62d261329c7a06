from hengjian.kit.problems.problems import Problem


class ReferenceTaken(Problem):
    status, code = 409, "reference_taken"
    zh = "编号 {reference} 已记录了另一内容，记录不能更改。"
    en = "Reference {reference} is on record with other content; a record does not change."


class OneOrigin(Problem):
    status, code = 422, "one_origin"
    zh = "须指明且只指明一项：建议，或提名轮次。"
    en = "Name one origin: a proposal or a nomination round."


class NotInEffect(Problem):
    status, code = 409, "decision_not_in_effect"
    zh, en = "该决定没有作出或已不生效。", "This decision was not taken, or is not in effect any more."


class KindDoesNotFollow(Problem):
    status, code = 422, "outcome_does_not_follow"
    zh, en = "{kind} 不是该决定的结果。", "The outcome {kind} does not follow from this decision."


class NotTheirs(Problem):
    status, code = 422, "cadre_not_concerned"
    zh, en = "该决定不涉及该干部。", "The decision does not concern this cadre."


class OutcomeRecorded(Problem):
    status, code, zh, en = 409, "outcome_recorded", "该结果已经记录。", "This outcome is on record already."


class DestinationOpen(Problem):
    status, code = 409, "destination_not_chosen"
    zh, en = "该交流的去向尚未确定。", "The destination of this transfer has not been chosen yet."


class YearsReversed(Problem):
    status, code = 422, "years_reversed"
    zh, en = "起始年不得晚于截止年。", "The first year cannot be after the last."
