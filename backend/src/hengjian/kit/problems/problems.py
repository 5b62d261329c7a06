"""Errors as the API answers them: ``application/problem+json`` (RFC 9457) in the caller's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

import asyncpg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from hengjian.kit.language import choose_language, current_language, say
from hengjian.kit.observability import current_request_id, log
from hengjian.kit.problems.messages import describe_input_fault

Record = TypeVar("Record")

FAULTS_TOLD = 20
"""Of one request's form: who has more than twenty to mend begins with these."""


@dataclass(frozen=True)
class FieldError:
    """One fault of the input: JSON pointer into the body (or ``/query/name``), stable code, sentence in both
    languages."""

    pointer: str
    code: str
    zh: str
    en: str


class Problem(Exception):
    """Base of every business error: a class each, with status, code and the sentence in both languages.

    ``keeps_changes`` is for the rare refusal that must itself be remembered, such as a failed sign-in.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    zh: ClassVar[str] = "请求无法处理。"
    en: ClassVar[str] = "The request cannot be carried out."
    keeps_changes: ClassVar[bool] = False

    def __init__(
        self, errors: Sequence[FieldError] = (), headers: dict[str, str] | None = None, **params: str | int | None
    ) -> None:
        super().__init__(self.code)
        self.errors = errors
        self.headers = headers or {}
        self.params = params

    @property
    def sentences(self) -> tuple[str, str]:
        """What is wrong, in Chinese and in English."""
        return self.zh.format(**self.params), self.en.format(**self.params)

    def sentence(self) -> str:
        """What is wrong, in the reader's language."""
        return say(*self.sentences)


class MalformedJson(Problem):
    code, zh, en = "malformed_json", "请求内容不是有效的 JSON。", "The body is not valid JSON."


class NotSignedIn(Problem):
    status, code, zh, en = 401, "not_signed_in", "请先登录。", "Please sign in."


class TokenExpired(Problem):
    status, code, zh, en = 401, "token_expired", "登录凭证已过期。", "The access token has expired."


class NotPermitted(Problem):
    status, code = 403, "not_permitted"
    zh, en = "您没有此操作的权限（{permission}）。", "You lack the permission for this ({permission})."


class PasswordChangeNeeded(Problem):
    status, code = 403, "password_change_needed"
    zh, en = "请先修改初始密码，再使用系统。", "Change the password that you were given first."


class RefusedByPolicy(Problem):
    """A policy said no; ``reason`` is its sentence in the reader's language."""

    status, code, zh, en = 403, "refused_by_policy", "{reason}", "{reason}"


class CsrfMissing(Problem):
    status, code = 403, "csrf_token_missing"
    zh, en = "缺少防伪标记，请刷新页面后重试。", "The anti-forgery token is missing; reload the page and try again."


class NotFound(Problem):
    status, code, zh, en = (
        404,
        "not_found",
        "没有找到该记录，或您无权查看。",
        "There is no such record that you may see.",
    )


def found(record: Record | None) -> Record:
    """The record; 404 when there is none, or none that the caller may see."""
    if record is None:
        raise NotFound
    return record


class Conflict(Problem):
    status, code, zh, en = 409, "conflict", "与现有记录冲突。", "This conflicts with an existing record."


class StaleVersion(Problem):
    status, code = 412, "stale_version"
    zh = "记录已被他人修改（现为第 {current} 版），请核对后重试。"
    en = "Someone has changed this record (it is now version {current}); compare and try again."


class BodyTooLarge(Problem):
    status, code = 413, "body_too_large"
    zh, en = "提交内容超过 {limit} 字节的上限。", "The body exceeds the limit of {limit} bytes."


class InvalidInput(Problem):
    status, code, zh, en = (
        422,
        "invalid_input",
        "提交内容有误，请按提示修改。",
        "Some of the input is not right; see each fault.",
    )


class ValueNotStorable(Problem):
    """What only the database notices; the transaction is undone."""

    status, code = 422, "value_not_storable"
    zh, en = "有内容无法保存：含空字符，或超出范围。", "Something cannot be stored: a NUL character, or out of range."


class PreconditionRequired(Problem):
    status, code = 428, "precondition_required"
    zh, en = "修改时须带 If-Match。", "Updates need an If-Match header."


class PeerUnavailable(Problem):
    status, code = 503, "peer_unavailable"
    zh, en = "{peer} 服务暂时不可用，请稍后再试。", "The {peer} service is not available; try again shortly."


class DatabaseUnavailable(Problem):
    status, code = 503, "database_unavailable"
    zh, en = (
        "数据库暂时不可用，未保存任何内容，请稍后重试。",
        "The database is not available; nothing was saved, try again shortly.",
    )


class OutcomeUnknown(Problem):
    """The connection broke between the order to commit and its answer."""

    status, code = 503, "outcome_unknown"
    zh = "连接中断，无法得知是否已保存；请用同一 Idempotency-Key 重试，系统会告知结果。"
    en = "The connection broke; whether this was saved is not known. Send it again with the same Idempotency-Key."

    def __init__(self) -> None:
        super().__init__((), {"Retry-After": "1"})


class TooBusy(Problem):
    status, code = 503, "too_busy"
    zh, en = "等待保存的内容过多，请稍后重试。", "Too much is waiting to be saved; try again shortly."

    def __init__(self) -> None:
        super().__init__((), {"Retry-After": "1"})


class TooManyRequests(Problem):
    status, code = 429, "too_many_requests"
    zh, en = "请求过于频繁，请于 {seconds} 秒后再试。", "Too many requests; try again in {seconds} seconds."

    def __init__(self, seconds: int) -> None:
        super().__init__((), {"Retry-After": str(seconds)}, seconds=seconds)


class InternalError(Problem):
    status, code = 500, "internal_error"
    zh, en = (
        "系统出错，未保存任何内容。请记下编号报告管理员。",
        "Something failed and nothing was saved. Report the request number.",
    )


class ProblemFieldError(BaseModel):
    pointer: str
    code: str
    message: str


class ProblemBody(BaseModel):
    type: str
    title: str
    status: int
    code: str
    detail: str
    params: dict[str, str | int | None]
    request_id: str
    errors: list[ProblemFieldError]


_TITLES_ZH = {
    400: "请求有误", 401: "未登录", 403: "不允许", 404: "未找到", 405: "方法不支持", 409: "冲突",
    412: "版本已变", 413: "内容过大", 415: "类型不支持", 422: "输入有误", 423: "已锁定", 428: "缺少前提",
    429: "过于频繁", 500: "系统错误", 503: "暂不可用",
}  # fmt: skip


def problem_body(problem: Problem) -> ProblemBody:
    """What is told of it, in the reader's language."""
    title = say(_TITLES_ZH.get(problem.status, "出错"), HTTPStatus(problem.status).phrase)
    return ProblemBody(
        type=f"urn:hengjian:problem:{problem.code}",
        title=title,
        status=problem.status,
        code=problem.code,
        detail=problem.sentence(),
        params=dict(problem.params),
        request_id=current_request_id.get(),
        errors=[ProblemFieldError(pointer=e.pointer, code=e.code, message=say(e.zh, e.en)) for e in problem.errors],
    )


def problem_response(problem: Problem) -> JSONResponse:
    body = problem_body(problem)
    headers = {"Content-Language": say("zh-CN", "en"), **problem.headers}
    return JSONResponse(body.model_dump(), problem.status, headers, media_type="application/problem+json")


def _escape(token: object) -> str:
    return str(token).replace("~", "~0").replace("/", "~1")


def _pointer(location: Sequence[object]) -> str:
    parts = location[1:] if location and location[0] == "body" else location
    return "".join(f"/{_escape(part)}" for part in parts)


def _read_validation(error: RequestValidationError) -> Problem:
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return MalformedJson()
    return InvalidInput(describe_faults(faults[:FAULTS_TOLD]))


def describe_faults(faults: Sequence[Any]) -> list[FieldError]:
    """What pydantic found wrong, each with its pointer and a sentence in both languages."""
    return [FieldError(_pointer(fault["loc"]), fault["type"], *describe_input_fault(fault)) for fault in faults]


class HttpProblem(Problem):
    """What the framework itself refuses (unknown path, wrong method), in the same form."""

    def __init__(self, error: HTTPException) -> None:
        super().__init__(headers=dict(error.headers or {}))
        self.status = error.status_code  # type: ignore[misc]
        self.code = HTTPStatus(error.status_code).name.lower()  # type: ignore[misc]
        self.zh = _TITLES_ZH.get(error.status_code, "请求有误") + "。"  # type: ignore[misc]
        self.en = HTTPStatus(error.status_code).phrase + "."  # type: ignore[misc]


_OUTAGE_STATES = ("08", "53", "57P")
"""SQLSTATE classes: connection lost, no resources left, server stopping or starting."""


_VALUE_STATES = ("22003", "22008", "22021", "22P05")
"""SQLSTATEs: number out of range, time out of range, NUL character in text or in JSON."""


_OF_THE_DRIVER = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""The last is what a connection says whose server died between two statements."""


def _driver_fault(error: BaseException) -> BaseException:
    """What asyncpg said: to us, to SQLAlchemy's adapter, or to SQLAlchemy, which puts one more around it."""
    adapted = getattr(error, "orig", None)
    behind = getattr(adapted, "__cause__", None)
    of_the_driver = (fault for fault in (error, adapted, behind) if isinstance(fault, _OF_THE_DRIVER))
    return next(of_the_driver, behind or error)


def is_not_storable(error: BaseException) -> bool:
    """Refused by the database, or before it by the driver, whose fault is a ValueError."""
    fault = _driver_fault(error)
    if isinstance(fault, asyncpg.InterfaceError | asyncpg.PostgresError):
        return isinstance(fault, ValueError) or getattr(fault, "sqlstate", None) in _VALUE_STATES
    return isinstance(error, DBAPIError) and isinstance(fault, ValueError)


def is_outage(error: BaseException) -> bool:
    if isinstance(error, OperationalError | InterfaceError | ConnectionError | TimeoutError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    fault = _driver_fault(error)
    if isinstance(fault, asyncpg.InterfaceError | asyncpg.InternalClientError):
        return not isinstance(fault, ValueError)
    return (getattr(fault, "sqlstate", None) or "").startswith(_OUTAGE_STATES)


def answer_crash(error: Exception, path: str) -> JSONResponse:
    """What is told of something that nobody foresaw."""
    if is_not_storable(error):
        return problem_response(ValueNotStorable())
    if is_outage(error):
        log.warning("database_unavailable", error=repr(error))
        return problem_response(DatabaseUnavailable())
    log.error("request_failed", path=path, exc_info=error)
    return problem_response(InternalError())


def install_problem_handlers(app: FastAPI) -> None:
    async def on_problem(request: Request, error: Exception) -> JSONResponse:
        current_language.set(choose_language(request.headers.get("accept-language")))
        assert isinstance(error, Problem)
        return problem_response(error)

    async def on_validation(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return await on_problem(request, _read_validation(error))

    async def on_http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        return await on_problem(request, HttpProblem(error))

    async def on_crash(request: Request, error: Exception) -> JSONResponse:
        current_language.set(choose_language(request.headers.get("accept-language")))
        return answer_crash(error, request.url.path)

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(DBAPIError, on_crash)


def problems(*classes: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The ``responses=`` of an operation: its own business errors, each with an example."""
    answers: dict[int | str, dict[str, Any]] = {}
    for cls in classes:
        entry = answers.setdefault(
            cls.status,
            {"model": ProblemBody, "description": "", "content": {"application/problem+json": {"examples": {}}}},
        )
        entry["description"] = "；".join(filter(None, [entry["description"], f"`{cls.code}` {cls.en}"]))
        entry["content"]["application/problem+json"]["examples"][cls.code] = {
            "summary": cls.en,
            "value": {"status": cls.status, "code": cls.code, "detail": cls.zh},
        }
    return answers
