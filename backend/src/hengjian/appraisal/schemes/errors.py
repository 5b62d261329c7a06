from hengjian.kit.problems.problems import Problem


class SchemeNotSound(Problem):
    status, code = 422, "scheme_not_sound"
    zh, en = "考核办法有误，不能通过审核。", "The scheme has faults and cannot pass review."


class DocumentRefusedProblem(Problem):
    status, code = 422, "document_refused"
    zh, en = "评分文件不符合规定。", "The document breaks the scheme language."


class ClassCovered(Problem):
    status, code = 409, "class_covered"
    zh = "类别 {class_code} 已有其他已发布的办法。"
    en = "Class {class_code} is covered by another issued scheme."


class ClassHasScheme(Problem):
    status, code = 409, "class_has_scheme"
    zh = "{year} 年度的类别 {class_code} 已有办法“{name}”。"
    en = "In {year} the class {class_code} has the scheme '{name}' already."


class YearIsOver(Problem):
    status, code = 409, "year_is_over"
    zh, en = "{year} 年度已经结束，不能再起草办法。", "The year {year} is over; no scheme can be drafted for it."


class SameYear(Problem):
    status, code = 409, "same_year"
    zh = "该办法已属于 {year} 年度；要改动请修订。"
    en = "The scheme is one of {year} already; to change it, amend it."


class NotOneTree(Problem):
    status, code = 409, "scheme_without_tree"
    zh = "办法内容还不是一棵考核项的树，或有重复的代码，无法比较。"
    en = "One of the schemes is not yet a tree of items, or codes are repeated; they cannot be compared."
