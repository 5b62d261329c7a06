"""Every write leaves its audit row in its own transaction; a job seals the rows into a hash chain.

The session collects what each flush changed, so no service can forget. A model may set ``__audited__ = False`` where
its rows are derived (projections of events, computed standings), and mark a column ``info={"secret": True}`` so that
only the fact of a change is recorded. Rows written past the session are recorded with :func:`record_write`.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, UOWTransaction


@dataclass(frozen=True)
class Actor:
    """Who writes: account, client, service or job; ``action`` is the operation id, event or job name.

    ``address`` is where a request came from; jobs, events and the command line have none.
    """

    subject: str
    name: str
    action: str
    request_id: str = ""
    address: str = ""


class AuditedSession(Session):
    """A session whose flushes are recorded."""


def _columns(instance: Any, *, before: bool, only_changed: bool) -> dict[str, Any]:
    state = inspect(instance)
    values: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if only_changed and not history.has_changes():
            continue
        if attribute.columns[0].info.get("secret"):
            values[attribute.key] = "***"
        elif before and history.deleted:
            values[attribute.key] = history.deleted[0]
        elif before and history.has_changes():
            values[attribute.key] = None
        else:
            values[attribute.key] = state.dict.get(attribute.key)
    return values


def _row(actor: Actor, object_type: str, object_id: str, before: Any, after: Any) -> dict[str, Any]:
    return {
        "actor": actor.subject,
        "actor_name": actor.name,
        "address": actor.address,
        "request_id": actor.request_id,
        "action": actor.action,
        "object_type": object_type,
        "object_id": object_id,
        "before": before,
        "after": after,
    }


def _row_of(actor: Actor, instance: Any, before: Any, after: Any) -> dict[str, Any]:
    identity = inspect(instance).mapper.primary_key_from_instance(instance)
    return _row(actor, instance.__tablename__, "/".join(str(part) for part in identity), before, after)


@event.listens_for(AuditedSession, "after_flush")
def _record_flush(session: Session, _context: UOWTransaction) -> None:
    actor: Actor = session.info["actor"]
    rows = [
        _row_of(actor, instance, None, _columns(instance, before=False, only_changed=False))
        for instance in session.new
        if getattr(instance, "__audited__", True)
    ]
    for instance in session.dirty:
        if getattr(instance, "__audited__", True) and session.is_modified(instance):
            before = _columns(instance, before=True, only_changed=True)
            rows.append(_row_of(actor, instance, before, _columns(instance, before=False, only_changed=True)))
    rows += [
        _row_of(actor, instance, _columns(instance, before=True, only_changed=False), None)
        for instance in session.deleted
        if getattr(instance, "__audited__", True)
    ]
    if rows:
        session.connection().execute(session.info["database"].insert_audit, rows if len(rows) > 1 else rows[0])


async def record_write(
    session: AsyncSession, object_type: str, object_id: str, *, before: Any = None, after: Any = None
) -> None:
    """Audit row for a write that did not pass through the unit of work."""
    actor: Actor = session.info["actor"]
    row = _row(actor, object_type, object_id, before, after)
    connection = await session.connection()
    await connection.execute(session.info["database"].insert_audit, row)
