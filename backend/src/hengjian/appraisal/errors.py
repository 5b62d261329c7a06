"""Refusals that several features share."""

from hengjian.kit.edge.problems import Problem


class WrongState(Problem):
    status, code = 409, "wrong_state"
    zh, en = "当前状态为 {state}，不能进行此操作。", "The record is {state}; this cannot be done now."


class NoSuchScheme(Problem):
    status, code = 422, "no_such_scheme"
    zh, en = "没有已发布的考核办法 {scheme_code}。", "There is no issued scheme {scheme_code}."


class NoSuchItem(Problem):
    status, code = 422, "no_such_item"
    zh, en = "该办法中没有来源为 {source} 的考核项 {item_code}。", "The scheme has no item {item_code} fed by {source}."


class NoSuchSubject(Problem):
    status, code = 422, "no_such_subject"
    zh, en = "{subject_code} 不在本轮考核范围内。", "{subject_code} does not take part here."


class AlreadyThere(Problem):
    status, code, zh, en = 409, "already_there", "已有相同的记录。", "There is such a record already."


class ResultsStand(Problem):
    status, code = 409, "results_stand"
    zh = "该办法的结果已经审定，不能再改动评分依据。"
    en = "The results under this scheme are approved; what they rest on cannot change."
