"""Errors that several features share."""

from hengjian.kit.problems.problems import Problem


class UnknownTargetsUnit(Problem):
    status, code = 422, "unknown_unit"
    zh, en = "没有单位 {unit_code}。", "There is no unit {unit_code}."


class UnknownIndicator(Problem):
    status, code = 422, "unknown_indicator"
    zh, en = "{year} 年没有指标 {indicator_code}。", "There is no indicator {indicator_code} in {year}."


class UnknownYear(Problem):
    status, code = 422, "unknown_year"
    zh, en = "尚未设立 {year} 考核年度。", "The appraisal year {year} has not been opened."


class WrongPhase(Problem):
    status, code = 409, "wrong_phase"
    zh, en = "考核年度处于“{phase}”阶段，不能执行此操作。", "The year is in the phase {phase}; this cannot be done now."
