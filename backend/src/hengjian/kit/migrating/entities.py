"""Functions and triggers of the database, each in a file where the one in force can be read.

A service keeps them in ``migrations/functions``: a file a function, and ``triggers.sql``. Alembic compares the files
with the database as it compares models with tables, so ``hengjian new-migration`` writes what changed.
"""

from collections.abc import Sequence
from pathlib import Path

from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_trigger import PGTrigger
from alembic_utils.replaceable_entity import ReplaceableEntity, registry

APPEND_ONLY = "append_only"
"""Trigger of tables whose rows are only ever added; the service's role loses the right to do anything else as well."""

_OF_THE_KIT = Path(__file__).parent / "functions"


def entities_of(schema: str, folder: Path, guards: Sequence[ReplaceableEntity] = ()) -> list[ReplaceableEntity]:
    """What stands in one schema: the kit's part, the service's files, and ``guards`` made from its workflows."""
    return [*_read(_OF_THE_KIT, schema), *_read(folder, schema), *guards]


def guard_states(schema: str, table: str, allowed: str, column: str = "state") -> list[ReplaceableEntity]:
    """A trigger that refuses every change of ``column`` but those in ``allowed``, a list of SQL pairs."""
    name = f"guard_{table}_{column}"
    known = f" AND (OLD.{column}, NEW.{column}) NOT IN ({allowed})" if allowed else ""
    function = f"""CREATE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.{column} <> OLD.{column}{known} THEN
        RAISE EXCEPTION 'a {table} does not go from % to %', OLD.{column}, NEW.{column}
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$"""
    trigger = f"""CREATE TRIGGER {name} BEFORE UPDATE OF {column} ON {schema}.{table}
    FOR EACH ROW EXECUTE FUNCTION {schema}.{name}()"""
    return [PGFunction.from_sql(function), PGTrigger.from_sql(trigger)]


def note_changes(schema: str, table: str, *key: str, sight: Sequence[str] = ()) -> list[ReplaceableEntity]:
    """Triggers by which the table's list can be followed; ``key`` names a record where its id does not.

    ``sight`` are the columns that decide who may see a record, where one of them may change.
    """
    triggers = _note_each_act(schema, table, "", f"note_changes({_quoted(table, *key)})")
    if sight:
        changed = " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in sight)
        triggers.append(
            f"""CREATE TRIGGER note_sight AFTER UPDATE ON {schema}.{table}
    FOR EACH ROW WHEN ({changed})
    EXECUTE FUNCTION {schema}.note_sight({_quoted(table, "/".join(key) or "id", *sight)})"""
        )
    return [PGTrigger.from_sql(trigger) for trigger in triggers]


def note_changes_of(
    schema: str, table: str, key: str, column: str, *, where: str, is_its: str = "id"
) -> list[ReplaceableEntity]:
    """Triggers of the table ``where``, whose every change is one of those records of ``table``, named by ``key``,
    whose ``column`` has the value that ``is_its`` there.
    """
    triggers = _note_each_act(schema, where, f"_of_{table}", f"note_changes_of({_quoted(table, key, column, is_its)})")
    return [PGTrigger.from_sql(trigger) for trigger in triggers]


def _note_each_act(schema: str, table: str, of: str, call: str) -> list[str]:
    rows = {"insert": "NEW TABLE", "update": "NEW TABLE", "delete": "OLD TABLE"}
    return [
        f"""CREATE TRIGGER note_{act}{of} AFTER {act.upper()} ON {schema}.{table} REFERENCING {seen} AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{call}"""
        for act, seen in rows.items()
    ]


def _quoted(*words: str) -> str:
    return ", ".join(f"'{word}'" for word in words)


def compare_entities(entities: Sequence[ReplaceableEntity], schema: str) -> None:
    """What autogenerate compares with the functions and triggers of the schema; one history at a time."""
    registry.clear()  # type: ignore[no-untyped-call]
    registry.register(entities, schemas=[schema], entity_types=[PGFunction, PGTrigger])


def append_only_tables(entities: Sequence[ReplaceableEntity]) -> list[str]:
    """Names, with the schema, of the tables that only grow."""
    triggers = [entity for entity in entities if isinstance(entity, PGTrigger)]
    return sorted(trigger.on_entity for trigger in triggers if trigger.signature == APPEND_ONLY)


def _read(folder: Path, schema: str) -> list[ReplaceableEntity]:
    functions = sorted(file for file in folder.glob("*.sql") if file.name != "triggers.sql")
    triggers = folder / "triggers.sql"
    statements = triggers.read_text().split(";\n") if triggers.exists() else []
    return [
        *(PGFunction.from_sql(_fill(file.read_text(), schema)) for file in functions),
        *(PGTrigger.from_sql(_fill(statement, schema)) for statement in statements if statement.strip()),
    ]


def _fill(sql: str, schema: str) -> str:
    lines = [line for line in sql.replace("${schema}", schema).splitlines() if not line.startswith("--")]
    return "\n".join(lines).strip()
