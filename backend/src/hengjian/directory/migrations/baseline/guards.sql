CREATE FUNCTION "directory"."fn_pgqueuer_changed"() returns trigger LANGUAGE plpgsql AS $$
DECLARE
    to_emit BOOLEAN := false;  -- Flag to decide whether to emit a notification
BEGIN
    -- Check operation type and set the emit flag accordingly
    IF TG_OP = 'UPDATE' AND OLD IS DISTINCT FROM NEW THEN
        to_emit := true;
    ELSIF TG_OP = 'DELETE' THEN
        to_emit := true;
    ELSIF TG_OP = 'INSERT' THEN
        to_emit := true;
    ELSIF TG_OP = 'TRUNCATE' THEN
        to_emit := true;
    END IF;

    -- Perform notification if the emit flag is set
    IF to_emit THEN
        PERFORM pg_notify(
            'hengjian_queue_directory',
            json_build_object(
                'channel', 'hengjian_queue_directory',
                'operation', lower(TG_OP),
                'sent_at', NOW(),
                'table', TG_TABLE_NAME,
                'type', 'table_changed_event'
            )::text
        );
    END IF;

    -- Return appropriate value based on the operation
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSE
        RETURN NULL; -- For TRUNCATE and other non-row-specific contexts
    END IF;

END;
$$
;

CREATE FUNCTION "directory"."guard_role_grant_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('waiting', 'in_force'), ('waiting', 'refused'), ('waiting', 'withdrawn'), ('in_force', 'ended')) THEN
        RAISE EXCEPTION 'a role_grant does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_role_grant_state" BEFORE UPDATE OF state ON directory.role_grant FOR EACH ROW EXECUTE FUNCTION directory.guard_role_grant_state()
;

CREATE FUNCTION "directory"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
;

CREATE FUNCTION directory.keep_recent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.applied_at > pg_catalog.now() - interval '90 days' THEN
        RAISE EXCEPTION '% keeps what is younger than 90 days', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
;

CREATE FUNCTION directory.sweep_inbox(portion integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $$
DECLARE
    swept bigint;
BEGIN
    DELETE FROM directory.inbox WHERE event_id IN (
        SELECT event_id FROM directory.inbox WHERE applied_at < now() - interval '90 days'
        ORDER BY applied_at LIMIT portion
    );
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$
;

CREATE FUNCTION "directory"."guard_tie"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR
       (OLD.id, OLD.person_code, OLD.person_name, OLD.other_code, OLD.other_name, OLD.unit_code, OLD.kind, OLD.reason,
        OLD.from_on, OLD.document_number, OLD.declared_at, OLD.declared_by, OLD.declared_by_name)
       IS DISTINCT FROM
       (NEW.id, NEW.person_code, NEW.person_name, NEW.other_code, NEW.other_name, NEW.unit_code, NEW.kind, NEW.reason,
        NEW.from_on, NEW.document_number, NEW.declared_at, NEW.declared_by, NEW.declared_by_name) THEN
        RAISE EXCEPTION 'a tie is ended, never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE FUNCTION "directory"."tell_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_state', 'directory');
    RETURN NULL;
END $$
;

CREATE FUNCTION "directory"."wake_relay"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_outbox', 'directory');
    RETURN NULL;
END $$
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.audit_log FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR TRUNCATE ON directory.inbox FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.rehearsal FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.recovery FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "keep_recent" BEFORE DELETE ON directory.inbox FOR EACH ROW EXECUTE FUNCTION directory.keep_recent()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON directory.office_clock FOR EACH STATEMENT EXECUTE FUNCTION directory.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON directory.revocation FOR EACH STATEMENT EXECUTE FUNCTION directory.tell_state()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.standing_aside_term FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON directory.tie FOR EACH ROW EXECUTE FUNCTION directory.guard_tie()
;

CREATE TRIGGER "tg_pgqueuer_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON directory.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION directory.fn_pgqueuer_changed()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON directory.outbox FOR EACH STATEMENT EXECUTE FUNCTION directory.wake_relay()
;

CREATE FUNCTION directory.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NARGS = 1 THEN
        INSERT INTO directory.change_waiting (object_type, object_id) SELECT TG_ARGV[0], id::text FROM changed;
    ELSE
        INSERT INTO directory.change_waiting (object_type, object_id)
        SELECT TG_ARGV[0], (
            SELECT string_agg(to_jsonb(changed) ->> named.name, '/' ORDER BY named.place)
            FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS named (name, place)
        ) FROM changed;
    END IF;
    RETURN NULL;
END $$
;

CREATE FUNCTION directory.note_changes_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO directory.change_waiting (object_type, object_id)
         SELECT %1$L, of.%2$I::text FROM directory.%1$I AS of
         WHERE of.%3$I IN (SELECT %4$I FROM changed)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$
;

CREATE FUNCTION directory.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO directory.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], (
        SELECT string_agg(was ->> named.name, '/' ORDER BY named.place)
        FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
    ), (SELECT jsonb_object_agg(name, was -> name) FROM unnest(TG_ARGV[2:]) AS name);
    RETURN NULL;
END $$
;

CREATE TRIGGER "note_insert" AFTER INSERT ON directory.account REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('account')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON directory.account REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('account')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON directory.account REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('account')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON directory.cadre REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('cadre', 'code')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON directory.cadre REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('cadre', 'code')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON directory.cadre REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('cadre', 'code')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON directory.cadre FOR EACH ROW WHEN (old.code IS DISTINCT FROM new.code OR old.unit_code IS DISTINCT FROM new.unit_code)
    EXECUTE FUNCTION directory.note_sight('cadre', 'code', 'code', 'unit_code')
;

CREATE TRIGGER "note_insert_of_cadre" AFTER INSERT ON directory.posting REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes_of('cadre', 'code', 'id', 'cadre_id')
;

CREATE TRIGGER "note_update_of_cadre" AFTER UPDATE ON directory.posting REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes_of('cadre', 'code', 'id', 'cadre_id')
;

CREATE TRIGGER "note_delete_of_cadre" AFTER DELETE ON directory.posting REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes_of('cadre', 'code', 'id', 'cadre_id')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON directory.unit REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('unit', 'code')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON directory.unit REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('unit', 'code')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON directory.unit REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes('unit', 'code')
;

CREATE TRIGGER "note_insert_of_unit" AFTER INSERT ON directory.class_membership REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes_of('unit', 'code', 'id', 'unit_id')
;

CREATE TRIGGER "note_update_of_unit" AFTER UPDATE ON directory.class_membership REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes_of('unit', 'code', 'id', 'unit_id')
;

CREATE TRIGGER "note_delete_of_unit" AFTER DELETE ON directory.class_membership REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION directory.note_changes_of('unit', 'code', 'id', 'unit_id')
;
