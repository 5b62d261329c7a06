from hengjian.kit.problems.problems import Problem


class QuotaNotGranted(Problem):
    status, code = 409, "quota_not_granted"
    zh, en = "该单位优秀名额尚未核定。", "The unit's quota of excellent grades has not been granted yet."


class HeadNotDecided(Problem):
    status, code = 409, "head_grade_not_decided"
    zh = "主要领导 {cadre_code} 的等次建议尚未决定。"
    en = "The proposal about the grade of principal leader {cadre_code} has not been decided yet."


class TooManyExcellent(Problem):
    status, code = 422, "too_many_excellent"
    zh = "优秀 {asked} 名，超过核定的 {granted} 名。"
    en = "{asked} excellent grades are more than the {granted} granted."


class GradesRefused(Problem):
    status, code = 422, "grades_refused"
    zh, en = "有等次不能这样填，请按提示修改。", "Some grades cannot be recorded so; see each fault."
