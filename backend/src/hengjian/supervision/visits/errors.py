from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import InTheFuture


class VisitIdTaken(Problem):
    status, code = 409, "visit_id_taken"
    zh = "编号 {id} 已用于另一内容的督查记录，本次未保存。"
    en = "The id {id} belongs to a visit with other content; nothing was saved."


class VisitInTheFuture(InTheFuture):
    pointer = "/visited_at"
