from hengjian.kit.problems.problems import Problem


class AuditTooLong(Problem):
    status, code = 422, "audit_too_long"
    zh = "超过 {limit} 行，请缩小时间或其他条件后再导出。"
    en = "There are more than {limit} rows; narrow the time or another condition, then export."


class ServiceSilent(Problem):
    status, code = 503, "service_silent"
    zh, en = "服务 {service} 没有应答，请稍后再试。", "The service {service} does not answer; try again later."
