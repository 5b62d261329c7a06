from hengjian.kit.problems.problems import Problem


class RolesDoNotMix(Problem):
    status, code = 422, "roles_do_not_mix"
    zh = "系统管理员不得兼任其他角色。"
    en = "An administrator holds no other role."


class UnitNeeded(Problem):
    status, code, zh, en = 422, "unit_needed", "单位角色须指明所属单位。", "A unit's role needs the unit."


class CadreNeeded(Problem):
    status, code, zh, en = 422, "cadre_needed", "干部角色须指明本人档案。", "The role of cadre needs the person's file."


class PasswordNeeded(Problem):
    status, code, zh, en = 422, "password_needed", "新账号须设初始密码。", "A new account needs a first password."


class RoleNotHere(Problem):
    status, code = 422, "role_not_here"
    zh, en = "角色 {role} 只在演示库中可用。", "The role {role} exists in a demo database only."


class WrongPassword(Problem):
    """Leaves its row in the audit."""

    status, code, zh, en = 422, "wrong_password", "原密码不正确。", "The present password is not right."
    keeps_changes = True
