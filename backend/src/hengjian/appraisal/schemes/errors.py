from hengjian.kit.problems import Problem


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
