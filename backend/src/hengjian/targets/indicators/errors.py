from hengjian.kit.problems.problems import Problem


class IndicatorIsPlanned(Problem):
    status, code = 409, "indicator_is_planned"
    zh = "指标 {indicator_code} 已列入下达的计划，{field} 不能更改。"
    en = "Indicator {indicator_code} stands in an issued plan; {field} cannot change."
