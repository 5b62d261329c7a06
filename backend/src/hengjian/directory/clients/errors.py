from hengjian.kit.problems.problems import Problem


class ClientExists(Problem):
    status, code, zh, en = 409, "client_exists", "已有客户端 {client_id}。", "There is a client {client_id} already."


class ScopeNotAllowed(Problem):
    status, code = 422, "scope_not_allowed"
    zh, en = "接口客户端不能使用权限 {scope}。", "A client cannot hold the permission {scope}."
