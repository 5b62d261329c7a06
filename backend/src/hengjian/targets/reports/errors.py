from hengjian.kit.problems.problems import Problem


class ReportStateForbids(Problem):
    status, code = 409, "report_state_forbids"
    zh, en = "该月报现为“{state}”，不能执行此操作。", "The report is {state}; this cannot be done now."


class NotInReport(Problem):
    status, code = 422, "indicator_not_in_report"
    zh = "本单位计划中没有指标 {indicator_code}。"
    en = "The unit's plan does not hold indicator {indicator_code}."


class ReportedTwice(Problem):
    status, code = 422, "indicator_reported_twice"
    zh, en = "指标 {indicator_code} 填报了两次。", "Indicator {indicator_code} is reported twice."


class EntriesMissing(Problem):
    status, code = 422, "entries_missing"
    zh = "尚未填报：{indicator_codes}。"
    en = "Not reported yet: {indicator_codes}."


class NoValueNoNote(Problem):
    status, code = 422, "no_value_no_note"
    zh, en = "指标 {indicator_code} 未填数值，须写说明。", "{indicator_code} has no value; a note must say why."


class MonthNotBegun(Problem):
    status, code = 409, "month_not_begun"
    zh, en = "{month} 月尚未开始，不能报送。", "Month {month} has not begun; it cannot be reported on."
