from hengjian.kit.problems.problems import Problem


class NoFinalResult(Problem):
    status, code = 422, "no_final_result"
    zh = "类别 {class_code} 在 {year} 年没有干部的最终结果。"
    en = "Class {class_code} has no final result of cadres in {year}."


class WrongStage(Problem):
    status, code = 409, "wrong_nomination_stage"
    zh, en = "该轮次现处于 {stage}，不能做这一步。", "The round is at {stage}; this step cannot be taken now."


class SlateSize(Problem):
    status, code = 422, "slate_size"
    zh = "差额人选应为 {least} 至 {most} 人，现为 {size} 人。"
    en = "The slate must have {least} to {most} people; it has {size}."


class NotOnList(Problem):
    status, code = 422, "not_on_list"
    zh, en = "{cadre_code} 不在上一步的名单中。", "{cadre_code} is not on the list of the stage before."


class NamedTwice(Problem):
    status, code, zh, en = 422, "named_twice", "{cadre_code} 写了两次。", "{cadre_code} is named twice."


class TooManyVotes(Problem):
    status, code = 422, "too_many_votes"
    zh, en = (
        "{cadre_code} 得票多于有效票 {ballots} 张。",
        "{cadre_code} has more votes than the {ballots} valid ballots.",
    )


class VotesMissing(Problem):
    status, code, zh, en = 422, "votes_missing", "缺少 {cadre_code} 的得票。", "The votes for {cadre_code} are missing."


class TooManyAppointed(Problem):
    status, code = 422, "too_many_appointed"
    zh, en = "任用人数不得超过职数 {vacancies}。", "At most {vacancies} can be appointed."
