from hengjian.kit.problems.problems import Problem


class NothingToCompute(Problem):
    status, code = 422, "nothing_to_compute"
    zh, en = "没有可计算的已发布办法。", "There is no issued scheme to compute."


class CannotBeScored(Problem):
    status, code = 422, "cannot_be_scored"
    zh, en = "评分依据不全，未计算任何结果。", "The facts do not suffice; nothing was computed."


class UnitResultsMissing(Problem):
    status, code = 409, "unit_results_missing"
    zh, en = "须先公示单位结果，再计算干部结果。", "Unit results are published first, then cadres are computed."


class PublicityRunning(Problem):
    status, code = 409, "publicity_running"
    zh, en = "公示期至 {until}，其间不能定为最终结果。", "Publicity lasts until {until}."


class ReviewsOpen(Problem):
    status, code = 409, "reviews_open"
    zh, en = "还有 {count} 件复核未决定或未落实。", "{count} reviews are not decided or not carried out yet."


class NothingToCarryOut(Problem):
    status, code = 409, "nothing_to_carry_out"
    zh, en = (
        "没有待落实的复核决定，公示中的结果不能重算。",
        "No review has changed this result; it stands as published.",
    )


class BundleNotForAll(Problem):
    status, code = 403, "bundle_not_for_all"
    zh = "封存文件含单个评分，只供监督组和审计员查阅。"
    en = "The bundle holds single scores; it is for the monitoring team and the auditor."
