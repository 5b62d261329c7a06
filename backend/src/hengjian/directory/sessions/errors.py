from hengjian.kit.problems.problems import Problem


class InvalidCredentials(Problem):
    status, code = 401, "invalid_credentials"
    zh, en = "用户名或密码不正确。", "The username or the password is not right."


class AccountLocked(Problem):
    status, code = 423, "account_locked"
    zh = "从此处连续输错密码，请于 {until} 后再试。"
    en = "Too many wrong passwords from here; try again after {until}."

    def __init__(self, headers: dict[str, str] | None = None, **params: str | int | None) -> None:
        super().__init__((), headers, **params)


class SessionOver(Problem):
    status, code, zh, en = 401, "session_over", "登录已失效，请重新登录。", "The session is over; please sign in again."
