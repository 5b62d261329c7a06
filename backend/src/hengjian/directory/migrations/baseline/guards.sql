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

CREATE TRIGGER "keep_recent" BEFORE DELETE ON directory.inbox FOR EACH ROW EXECUTE FUNCTION directory.keep_recent()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON directory.office_clock FOR EACH STATEMENT EXECUTE FUNCTION directory.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON directory.revocation FOR EACH STATEMENT EXECUTE FUNCTION directory.tell_state()
;

CREATE TRIGGER "tg_pgqueuer_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON directory.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION directory.fn_pgqueuer_changed()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON directory.outbox FOR EACH STATEMENT EXECUTE FUNCTION directory.wake_relay()
;
