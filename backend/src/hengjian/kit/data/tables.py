"""The technical tables that stand in every service's schema."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def service_metadata(schema: str) -> MetaData:
    """Metadata of one service with the kit's tables in it."""
    metadata = MetaData(schema=schema, naming_convention=NAMING)
    now = text("clock_timestamp()")
    Table(
        "outbox",
        metadata,
        Column("id", BigInteger, primary_key=True, autoincrement=True),
        Column("event_id", Uuid, nullable=False, comment="same for every subscriber of one event"),
        Column("subscriber", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("body", JSONB, nullable=False, comment="fixed at event time"),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=now),
        Column("delivered_at", DateTime(timezone=True)),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("retry_at", DateTime(timezone=True), nullable=False, server_default=now),
        Column("last_error", Text),
        Index("ix_outbox_undelivered", "subscriber", "id", postgresql_where=text("delivered_at IS NULL")),
        Index("ix_outbox_delivered_at", "delivered_at", postgresql_where=text("delivered_at IS NOT NULL")),
        comment="one row per event and subscriber, written in the transaction of the fact; kept a week after delivery",
    )
    Table(
        "inbox",
        metadata,
        Column("event_id", Uuid, primary_key=True),
        Column("source", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("applied_at", DateTime(timezone=True), nullable=False, server_default=now),
        Index("ix_inbox_applied_at", "applied_at"),
        comment="events taken here, in the transaction of their effect or of their dead letter; kept for 90 days",
    )
    Table(
        "dead_letter",
        metadata,
        Column("id", BigInteger, primary_key=True, autoincrement=True, comment="in the order of arrival"),
        Column("event_id", Uuid, nullable=False, unique=True),
        Column("source", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("body", JSONB, nullable=False),
        Column("objects", ARRAY(Text), nullable=False, comment="of what it tells"),
        Column("waits_for", ARRAY(Text), nullable=False, comment="objects whose earlier letters come first"),
        Column("year", Integer, comment="on which it bears; null for every year"),
        Column("reason", Text, comment="why it could not be applied; null where it waits behind another"),
        Column("attempts", Integer, nullable=False),
        Column("arrived_at", DateTime(timezone=True), nullable=False, server_default=now),
        Column("retry_at", DateTime(timezone=True), nullable=False, server_default=now),
        Index("ix_dead_letter_source", "source", "id"),
        comment="events that arrived and are not applied, with those that wait behind them; gone once applied",
    )
    Table(
        "audit_log",
        metadata,
        Column("id", BigInteger, primary_key=True, autoincrement=True),
        Column("at", DateTime(timezone=True), nullable=False, server_default=now, comment="real time"),
        Column("actor", Text, nullable=False),
        Column("actor_name", Text, nullable=False),
        Column("address", Text, nullable=False, comment="from where; empty for jobs, events and the command line"),
        Column("request_id", Text, nullable=False),
        Column("action", Text, nullable=False, comment="operation id, event name or job name"),
        Column("object_type", Text, nullable=False),
        Column("object_id", Text, nullable=False),
        Column("before", JSONB(none_as_null=True)),
        Column("after", JSONB(none_as_null=True)),
        Index("ix_audit_log_actor_id", "actor", "id"),
        Index("ix_audit_log_at", "at", postgresql_using="brin"),
        Index("ix_audit_log_object_type_object_id", "object_type", "object_id"),
        comment="append only: every write with before and after",
    )
    Table(
        "audit_seal",
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("sealed_at", DateTime(timezone=True), nullable=False, comment="real time"),
        Column("settled_id", BigInteger, nullable=False, comment="no row up to this id was still to come"),
        Column("top_id", BigInteger, nullable=False, comment="highest id that had been given out"),
        Column("audit_ids", ARRAY(BigInteger), nullable=False, comment="rows of audit_log, in the order of the hash"),
        Column(
            "hash", LargeBinary, nullable=False, comment="HMAC-SHA-256 over the hash before, this seal and its rows"
        ),
        Index("ix_audit_seal_top_id", "top_id"),
        comment="append only: the keyed chain over audit_log",
    )
    Table(
        "audit_checkpoint",
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False, comment="last seal that was archived"),
        Column("year", Integer, nullable=False),
        Column("sealed_at", DateTime(timezone=True), nullable=False),
        Column("settled_id", BigInteger, nullable=False),
        Column("top_id", BigInteger, nullable=False),
        Column("hash", LargeBinary, nullable=False, comment="of that seal"),
        Column("archive_digest", Text, nullable=False, comment="SHA-256 of the archive's file"),
        Column("archived_at", DateTime(timezone=True), nullable=False, server_default=now),
        Column("code", LargeBinary, nullable=False, comment="HMAC-SHA-256 over this row"),
        comment="append only: where the chain goes on after a year was moved into an archive",
    )
    Table(
        "idempotency",
        metadata,
        Column("subject", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("request_hash", LargeBinary, nullable=False),
        Column("status", Integer, nullable=False),
        Column("headers", JSONB, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=now),
        Index("ix_idempotency_created_at", "created_at"),
        comment="answers to repeated posts, kept for two days",
    )
    Table(
        "office_clock",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("offset_seconds", BigInteger, nullable=False),
        comment="how far the office clock of a demo database runs ahead; empty elsewhere",
    )
    Table(
        "revocation",
        metadata,
        Column("subject", Text, primary_key=True),
        Column("not_before", DateTime(timezone=True), nullable=False),
        comment="tokens issued earlier than this no longer count",
    )
    Table(
        "request_allowance",
        metadata,
        Column("subject", Text, primary_key=True),
        Column("remaining", Double, nullable=False, comment="requests that may follow at once"),
        Column("counted_at", DateTime(timezone=True), nullable=False, comment="real time"),
        prefixes=["UNLOGGED"],  # a crash may forget it, and a request need not wait for the disk
        comment="what each machine client may still ask; one row for all processes of the service",
    )
    _add_changes(metadata)
    _add_queue(metadata)
    return metadata


def _add_changes(metadata: MetaData) -> None:
    """What changed in the records of lists that one may follow; triggers write the first table, a job the others."""
    Table(
        "change_waiting",
        metadata,
        Column("object_type", Text, nullable=False),
        Column("object_id", Text, nullable=False),
        Column("was", JSONB(none_as_null=True), comment="what decided who saw it, where that changed"),
        comment="changes without a number yet, written in the transaction of the change",
    )
    Table(
        "change",
        metadata,
        Column("object_type", Text, primary_key=True),
        Column("object_id", Text, primary_key=True),
        Column("number", BigInteger, nullable=False),
        Column("numbered_at", DateTime(timezone=True), nullable=False, comment="real time"),
        Column("was", JSONB, nullable=False, comment="each state that decided otherwise who saw it"),
        Index("ix_change_object_type_number", "object_type", "number", unique=True),
        comment="the last change of each record, in the order in which they became visible; kept for 90 days",
    )
    Table(
        "change_state",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("incarnation", Uuid, nullable=False, comment="another one after each restore"),
        Column("last_number", BigInteger, nullable=False),
        Column("swept_number", BigInteger, nullable=False, comment="changes up to here may be forgotten"),
        comment="one row; whoever numbers changes holds it",
    )


def _add_queue(metadata: MetaData) -> None:
    """Ours beside the queue's own tables, which only PgQueuer's statements name (``queue.sql`` makes both)."""
    Table(
        "queued_job",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column(
            "queue_id",
            BigInteger,
            nullable=False,
            comment="its number in the queue, by which pgqueuer_log tells its history",
        ),
        Column("kind", Text, nullable=False, comment="operation id of what asked for it"),
        Column("state", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column(
            "asked_by",
            JSONB,
            nullable=False,
            comment="the caller as the token said, by whose rights the work is judged",
        ),
        Column("language", Text, nullable=False),
        Column("request_id", Text, nullable=False),
        Column("parameters", JSONB, nullable=False),
        Column("file", LargeBinary),
        Column("file_name", Text),
        Column("row_count", Integer, comment="how many rows there are to do; null where that is not known yet"),
        Column("done_count", Integer, nullable=False, server_default=text("0")),
        Column(
            "counts", JSONB, nullable=False, server_default=text("'{}'"), comment="how many rows came to each state"
        ),
        Column(
            "problem",
            JSONB(none_as_null=True),
            comment="why nothing came of it, as a problem in the language of who asked",
        ),
        Column("result", LargeBinary),
        Column("result_name", Text),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
        Column("started_at", DateTime(timezone=True)),
        Column("finished_at", DateTime(timezone=True)),
        CheckConstraint("state IN ('waiting', 'running', 'done', 'refused', 'failed')", name="state"),
        CheckConstraint("(finished_at IS NULL) = (state IN ('waiting', 'running'))", name="finished"),
        Index("ix_queued_job_subject", "subject", "created_at", "id"),
        Index("ix_queued_job_created_at", "created_at"),
        comment="work that a person asked for and that is done behind the answer, kept for thirty days",
    )
    Table(
        "queued_job_row",
        metadata,
        Column("job_id", ForeignKey(f"{metadata.schema}.queued_job.id", ondelete="CASCADE"), primary_key=True),
        Column("row", Integer, primary_key=True, autoincrement=False, comment="its number in the sheet"),
        Column("status", Text, nullable=False),
        Column("body", JSONB, nullable=False),
        Index("ix_queued_job_row_status", "job_id", "status", "row"),
        comment="what became of each row of a workbook",
    )


STATE_CHANGED = "hengjian_state"
"""Channel on which the processes of a service hear that a token was revoked or the office clock moved."""
