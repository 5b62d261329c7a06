from hengjian.kit.problems.problems import Problem


class ProposalNotOpen(Problem):
    status, code = 409, "proposal_not_open"
    zh = "该建议已不在待决定状态（现为 {state}）。"
    en = "This proposal is no longer open for a decision (it is {state})."


class ChangeNeeded(Problem):
    status, code = 422, "change_does_not_fit"
    zh = "变更决定须填且只填 {field}；其他决定不填变更内容。"
    en = "A changed decision fills exactly {field}; any other decision has no change."


class DecisionNumberNeeded(Problem):
    status, code = 422, "decision_number_needed"
    zh, en = "采纳或变更须填文号。", "Accepting or changing needs the number of the document."


class QuotaAboveCeiling(Problem):
    status, code = 422, "quota_above_ceiling"
    zh, en = "该单位优秀名额最多 {ceiling} 名。", "This unit has at most {ceiling} excellent grades."


class TransferPlacesFull(Problem):
    status, code = 409, "transfer_places_full"
    zh = "该单位末位交流名额 {places} 名已满；并列者须择定。"
    en = "The {places} last place(s) of this unit are taken; among those tied, choose."


class NoReviewNeeded(Problem):
    status, code = 409, "no_review_needed"
    zh = "该决定无须复核。"
    en = "This decision does not await a review."
