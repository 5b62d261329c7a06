from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem, UnknownUnit


class RoundExists(Problem):
    status, code = 409, "round_exists"
    zh, en = "{year} 年 {period} 督查已经立项。", "There is a round for {period} of {year} already."


class RoundIsClosed(Problem):
    status, code = 409, "round_is_closed"
    zh, en = "该轮督查已结束，不能再更改。", "The round is closed and cannot change."


class RoundIsOpen(Problem):
    status, code = 409, "round_is_open"
    zh, en = "该轮督查尚未结束，结束后才有季度报告。", "The round is still open; its report is made when it closes."


class NothingPlanned(Problem):
    status, code = 409, "nothing_planned"
    zh = "{year} 年度所选类别还没有已下达的单位计划，无法生成督查清单。"
    en = "No unit of these classes has an issued plan for {year}, so there is nothing to look into."


class ReportsAwaitRecheck(Problem):
    status, code = 409, "reports_await_recheck"
    zh = "还有 {count} 项整改报告等待复查，复查后才能结束。"
    en = "{count} reports of making good wait to be checked again; the round closes after that."


class TermsStillRun(Problem):
    status, code = 409, "terms_still_run"
    zh = "还有 {count} 盏红灯的整改期限未到（最晚 {until}），到期后才能结束。"
    en = "{count} red lights may still be made good (until {until} at the latest); the round closes after that."


class ItemStateForbids(Problem):
    status, code = 409, "item_state_forbids"
    zh, en = "该督查事项现在的状态（{state}）不允许此操作。", "The line is {state}; that does not allow this."


class RedStays(Problem):
    status, code = 409, "red_stays"
    zh = "红灯只有经整改和复查才能转为黄灯，不能重新填写。"
    en = "A red light turns yellow only by making good and a second check; it cannot be entered anew."


class MakingGoodOver(Problem):
    status, code = 409, "making_good_over"
    zh, en = "整改期限已于 {until} 届满。", "The time for making good ended on {until}."


class UnknownUnitClass(FieldProblem):
    code, pointer = "unknown_unit_class", "/class_codes"
    zh, en = "没有类别 {class_codes}。", "There is no unit class {class_codes}."


class UnitNotInRound(UnknownUnit):
    code = "unit_not_in_round"
    zh, en = "单位 {unit_code} 不在本轮督查范围内。", "Unit {unit_code} is not among the classes of this round."


class CodeTaken(FieldProblem):
    code, pointer = "code_taken", "/code"
    zh = "编号 {item_code} 已用于该单位另一事项，且不能更改。"
    en = "Code {item_code} names another line of this unit, which cannot change."


class UnknownItem(FieldProblem):
    code, pointer = "unknown_item", "/item_id"
    zh, en = "本轮督查没有这一事项。", "This round has no such line."


class ValueNeeded(FieldProblem):
    code, pointer = "value_needed", "/value"
    zh, en = "该指标按数值督查，请只填完成值。", "This line is measured: give the value reached and nothing else."


class StageNeeded(FieldProblem):
    code, pointer = "stage_needed", "/stage"
    zh, en = (
        "该项目按进度督查，请填写进展阶段，不填数值。",
        "This is a project: give the stage it has reached, and no value.",
    )


class DayNeeded(FieldProblem):
    code, pointer = "day_needed", "/reached_on"
    zh = "请填写达到计划进度的日期（已达到的实际日期，或预计日期）；停工的不填。"
    en = "Give the day on which the planned stage was or will be reached; none where work stands still."


class ReachedInFuture(FieldProblem):
    code, pointer = "reached_in_future", "/reached_on"
    zh, en = "已达到的日期不得晚于今天 {today}。", "What has been reached cannot lie after today, {today}."


class ExpectedInPast(FieldProblem):
    code, pointer = "expected_in_past", "/reached_on"
    zh, en = (
        "尚未达到的，预计日期不得早于今天 {today}。",
        "What has not been reached cannot be expected before today, {today}.",
    )
