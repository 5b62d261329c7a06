"""Problems that several features answer."""

from hengjian.kit.problems.problems import Problem

_STATE_WORDS = {
    "amended": ("已被新版取代", "replaced by a later edition"),
    "approved": ("已审批", "approved"),
    "awaited": ("待核实", "not verified yet"),
    "changed": ("已更正", "decided, with a change"),
    "claimed": ("待核定", "not judged yet"),
    "closed": ("已关闭", "closed"),
    "computed": ("已计算", "computed"),
    "decided": ("已决定", "decided"),
    "declined": ("未通过", "declined"),
    "draft": ("草稿", "still a draft"),
    "final": ("最终结果", "final"),
    "issued": ("已发布", "issued"),
    "open": ("进行中", "open"),
    "proposed": ("待决定", "not decided yet"),
    "publicity": ("公示中", "in publicity"),
    "refused": ("未通过", "refused"),
    "requested": ("待决定", "not decided yet"),
    "reviewed": ("已审核", "reviewed"),
    "scored": ("已评分", "scored"),
    "signed": ("已签认", "signed"),
    "stopped": ("已中止", "stopped"),
    "upheld": ("维持原结果", "decided, the result upheld"),
    "verified": ("已核实", "verified"),
    "void": ("系统恢复后待考核委员会决定", "void since a restore, until the committee decides"),
}


class WrongState(Problem):
    """``state`` is told to machines as it is stored, to people in words."""

    status, code = 409, "wrong_state"
    zh, en = "当前状态为 {state}，不能进行此操作。", "The record is {state}; this cannot be done now."

    @property
    def sentences(self) -> tuple[str, str]:
        zh, en = _STATE_WORDS[str(self.params["state"])]
        return self.zh.format(state=zh), self.en.format(state=en)


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
