from hengjian.kit.problems.problems import Problem


class UnknownUnitClass(Problem):
    status, code = 422, "unknown_unit_class"
    zh, en = "没有在用单位属于类别 {class_code}。", "No active unit belongs to class {class_code}."


class IndicatorsNeeded(Problem):
    status, code = 422, "round_needs_indicators"
    zh, en = "年度数值轮次须写明指标。", "A round of annual values must name its indicators."


class RoundIsClosed(Problem):
    status, code = 409, "round_is_closed"
    zh, en = "该轮次已经关闭。", "The round has closed."


class NotForAssessment(Problem):
    status, code = 409, "round_not_for_assessment"
    zh, en = "只有年中评估轮次评定等次。", "Only a mid-year round assesses units."


class UnitNotInRound(Problem):
    status, code = 422, "unit_not_in_round"
    zh, en = "单位 {unit_code} 不在本轮次的类别中。", "Unit {unit_code} is in none of the round's classes."


class RoundUnfinished(Problem):
    status, code = 409, "round_unfinished"
    zh = "还有 {count} 项未完成（未评定的单位或未确认的数值），不能关闭。"
    en = "{count} are not finished (units not assessed, or values not confirmed); the round cannot close."
