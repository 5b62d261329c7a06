from hengjian.contracts.role_names import name_roles
from hengjian.kit.problems.problems import Problem


class UnitNeeded(Problem):
    status, code, zh, en = 422, "unit_needed", "单位角色须指明所属单位。", "A unit's role needs the unit."


class CadreNeeded(Problem):
    status, code, zh, en = 422, "cadre_needed", "干部角色须指明本人档案。", "The role of cadre needs the person's file."


class PersonNeeded(Problem):
    status, code = 422, "person_needed"
    zh, en = "担任岗位的账号须指明本人。", "An account that holds an office names its person."


class PersonStands(Problem):
    status, code = 409, "person_stands"
    zh, en = "账号所属的本人不能更换，请另建账号。", "An account keeps its person; make another account."


class PasswordNeeded(Problem):
    status, code, zh, en = 422, "password_needed", "新账号须设初始密码。", "A new account needs a first password."


class PasswordStands(Problem):
    status, code = 422, "password_stands"
    zh = "已有账号的密码由安全管理员重置，此处不填。"
    en = "The password of an account that stands is reset by the security administrator; leave it out here."


class RoleNotHere(Problem):
    status, code = 422, "role_not_here"
    zh, en = "角色 {role} 只在演示库中可用。", "The role {role} exists in a demo database only."


class WrongPassword(Problem):
    status, code, zh, en = 422, "wrong_password", "原密码不正确。", "The present password is not right."


class WeakPassword(Problem):
    status, code = 422, "weak_password"
    zh = "密码太容易猜到。请用几个互不相关的词，不要用姓名、县名、日期或键盘顺序。"
    en = (
        "The password is too easy to guess. Take several words that have nothing to do with each other, "
        "no name, date or row of keys."
    )


class LastAdministrator(Problem):
    status, code = 409, "last_administrator"
    zh, en = "这是最后一个{office}，请先指定另一人。", "This is the last {office}; appoint another first."

    @property
    def sentences(self) -> tuple[str, str]:
        return name_roles(self.zh, self.en, self.params)


class SamePassword(Problem):
    status, code, zh, en = 422, "same_password", "新密码不能与原密码相同。", "The new password is the present one."
