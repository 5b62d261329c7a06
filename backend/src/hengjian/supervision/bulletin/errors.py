from hengjian.supervision.errors import FieldProblem


class MonthNeedsYear(FieldProblem):
    code, pointer = "month_needs_year", "/query/month"
    zh, en = "选月份时须同时选年份。", "A month needs its year."
