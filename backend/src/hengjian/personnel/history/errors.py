from hengjian.kit.problems.problems import Problem


class TierOrGrade(Problem):
    status, code = 422, "tier_or_grade"
    zh = "每行填单位与类别等次，或干部与考核等次，二者取一。"
    en = "A row has a unit with its tier or a cadre with the grade, one of the two."


class YearHasResult(Problem):
    status, code = 409, "year_has_own_record"
    zh = "{year} 年已有本系统产生的记录，不能导入。"
    en = "{year} has a record made here; nothing can be imported over it."


class UnknownCadre(Problem):
    status, code = 422, "unknown_cadre"
    zh = "没有干部 {cadre_code}；已不在册的须填姓名。"
    en = "There is no cadre {cadre_code}; give the name of one who is in no list any more."
