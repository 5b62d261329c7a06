"""Structured logs with the request's number on every line."""

import logging
import sys
from contextvars import ContextVar
from typing import Any

import structlog

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")


def _add_request_id(_logger: Any, _method: str, event: Any) -> Any:
    if request_id := current_request_id.get():
        event["request_id"] = request_id
    return event


def configure_logging(*, pretty: bool) -> None:
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        if pretty
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            _add_request_id,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


log = structlog.get_logger("hengjian")
