CREATE FUNCTION "targets"."fn_pgqueuer_changed"() returns trigger LANGUAGE plpgsql AS $$
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
            'hengjian_queue_targets',
            json_build_object(
                'channel', 'hengjian_queue_targets',
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

CREATE FUNCTION "targets"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
;

CREATE FUNCTION targets.keep_recent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.applied_at > pg_catalog.now() - interval '90 days' THEN
        RAISE EXCEPTION '% keeps what is younger than 90 days', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
;

CREATE FUNCTION targets.sweep_inbox(portion integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $$
DECLARE
    swept bigint;
BEGIN
    DELETE FROM targets.inbox WHERE event_id IN (
        SELECT event_id FROM targets.inbox WHERE applied_at < now() - interval '90 days'
        ORDER BY applied_at LIMIT portion
    );
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$
;

CREATE FUNCTION "targets"."tell_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_state', 'targets');
    RETURN NULL;
END $$
;

CREATE FUNCTION "targets"."wake_relay"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_outbox', 'targets');
    RETURN NULL;
END $$
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON targets.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION targets.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON targets.audit_log FOR EACH STATEMENT EXECUTE FUNCTION targets.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON targets.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION targets.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR TRUNCATE ON targets.inbox FOR EACH STATEMENT EXECUTE FUNCTION targets.refuse_change()
;

CREATE TRIGGER "keep_recent" BEFORE DELETE ON targets.inbox FOR EACH ROW EXECUTE FUNCTION targets.keep_recent()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON targets.office_clock FOR EACH STATEMENT EXECUTE FUNCTION targets.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON targets.revocation FOR EACH STATEMENT EXECUTE FUNCTION targets.tell_state()
;

CREATE TRIGGER "tg_pgqueuer_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON targets.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION targets.fn_pgqueuer_changed()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON targets.outbox FOR EACH STATEMENT EXECUTE FUNCTION targets.wake_relay()
;

CREATE FUNCTION "targets"."keep_frozen"() returns trigger LANGUAGE plpgsql AS $$
DECLARE
    changeable text[] := coalesce(TG_ARGV, '{}');
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - changeable <> to_jsonb(OLD) - changeable THEN
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE FUNCTION "targets"."keep_of_accepted_report"() returns trigger LANGUAGE plpgsql AS $$
DECLARE
    holder uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.report_id ELSE OLD.report_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.report WHERE id = holder AND state = 'accepted') THEN
        RAISE EXCEPTION 'the report is accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
;

CREATE FUNCTION "targets"."keep_of_closed_round"() returns trigger LANGUAGE plpgsql AS $$
DECLARE
    holder uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.round_id ELSE OLD.round_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.round WHERE id = holder AND state = 'closed') THEN
        RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
;

CREATE TRIGGER "stays_as_decided" BEFORE UPDATE OR DELETE ON targets.amendment FOR EACH ROW WHEN (old.state <> 'proposed'::text) EXECUTE FUNCTION targets.keep_frozen()
;

CREATE TRIGGER "keep_of_closed_round" BEFORE INSERT OR UPDATE OR DELETE ON targets.assessment FOR EACH ROW EXECUTE FUNCTION targets.keep_of_closed_round()
;

CREATE TRIGGER "stays_as_accepted" BEFORE UPDATE OR DELETE ON targets.letter FOR EACH ROW WHEN (old.state = 'accepted'::text) EXECUTE FUNCTION targets.keep_frozen()
;

CREATE TRIGGER "stays_as_written" BEFORE UPDATE OR DELETE ON targets.letter FOR EACH ROW WHEN (old.state = 'awaiting'::text) EXECUTE FUNCTION targets.keep_frozen('state', 'accepted_by', 'accepted_by_name', 'accepted_at', 'accepted_digest', 'version', 'updated_at')
;

CREATE TRIGGER "stays_as_confirmed" BEFORE UPDATE OR DELETE ON targets.owner_value FOR EACH ROW WHEN (old.state = 'confirmed'::text) EXECUTE FUNCTION targets.keep_frozen('state', 'version', 'updated_at')
;

CREATE TRIGGER "stays_as_superseded" BEFORE UPDATE OR DELETE ON targets.owner_value FOR EACH ROW WHEN (old.state = 'superseded'::text) EXECUTE FUNCTION targets.keep_frozen()
;

CREATE TRIGGER "stays_as_issued" BEFORE UPDATE OR DELETE ON targets.plan FOR EACH ROW WHEN (old.state = 'issued'::text) EXECUTE FUNCTION targets.keep_frozen('issue_version', 'version', 'updated_at')
;

CREATE TRIGGER "stays_as_issued" BEFORE UPDATE OR DELETE ON targets.plan_target FOR EACH ROW WHEN (old.since_version IS NOT NULL AND old.until_version IS NULL) EXECUTE FUNCTION targets.keep_frozen('until_version')
;

CREATE TRIGGER "stays_as_replaced" BEFORE UPDATE OR DELETE ON targets.plan_target FOR EACH ROW WHEN (old.until_version IS NOT NULL) EXECUTE FUNCTION targets.keep_frozen()
;

CREATE TRIGGER "stays_as_accepted" BEFORE UPDATE OR DELETE ON targets.report FOR EACH ROW WHEN (old.state = 'accepted'::text) EXECUTE FUNCTION targets.keep_frozen('overdue_at', 'version', 'updated_at')
;

CREATE TRIGGER "keep_of_accepted_report" BEFORE INSERT OR UPDATE OR DELETE ON targets.report_entry FOR EACH ROW EXECUTE FUNCTION targets.keep_of_accepted_report()
;

CREATE TRIGGER "stays_as_closed" BEFORE UPDATE OR DELETE ON targets.round FOR EACH ROW WHEN (old.state = 'closed'::text) EXECUTE FUNCTION targets.keep_frozen()
;

CREATE FUNCTION "targets"."guard_amendment_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('proposed', 'approved'), ('proposed', 'rejected')) THEN
        RAISE EXCEPTION 'a amendment does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_amendment_state" BEFORE UPDATE OF state ON targets.amendment FOR EACH ROW EXECUTE FUNCTION targets.guard_amendment_state()
;

CREATE FUNCTION "targets"."guard_appraisal_year_phase"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.phase <> OLD.phase AND (OLD.phase, NEW.phase) NOT IN (('preparation', 'running'), ('running', 'year_end'), ('year_end', 'closed')) THEN
        RAISE EXCEPTION 'a appraisal_year does not go from % to %', OLD.phase, NEW.phase
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_appraisal_year_phase" BEFORE UPDATE OF phase ON targets.appraisal_year FOR EACH ROW EXECUTE FUNCTION targets.guard_appraisal_year_phase()
;

CREATE FUNCTION "targets"."guard_letter_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('awaiting', 'accepted')) THEN
        RAISE EXCEPTION 'a letter does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_letter_state" BEFORE UPDATE OF state ON targets.letter FOR EACH ROW EXECUTE FUNCTION targets.guard_letter_state()
;

CREATE FUNCTION "targets"."guard_owner_value_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('entered', 'confirmed'), ('confirmed', 'superseded')) THEN
        RAISE EXCEPTION 'a owner_value does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_owner_value_state" BEFORE UPDATE OF state ON targets.owner_value FOR EACH ROW EXECUTE FUNCTION targets.guard_owner_value_state()
;

CREATE FUNCTION "targets"."guard_plan_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'issued')) THEN
        RAISE EXCEPTION 'a plan does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_plan_state" BEFORE UPDATE OF state ON targets.plan FOR EACH ROW EXECUTE FUNCTION targets.guard_plan_state()
;

CREATE FUNCTION "targets"."guard_report_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('awaited', 'submitted'), ('submitted', 'returned'), ('submitted', 'accepted'), ('returned', 'submitted')) THEN
        RAISE EXCEPTION 'a report does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_report_state" BEFORE UPDATE OF state ON targets.report FOR EACH ROW EXECUTE FUNCTION targets.guard_report_state()
;

CREATE FUNCTION "targets"."guard_round_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'closed')) THEN
        RAISE EXCEPTION 'a round does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_round_state" BEFORE UPDATE OF state ON targets.round FOR EACH ROW EXECUTE FUNCTION targets.guard_round_state()
;

CREATE FUNCTION targets.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NARGS = 1 THEN
        INSERT INTO targets.change_waiting (object_type, object_id) SELECT TG_ARGV[0], id::text FROM changed;
    ELSE
        INSERT INTO targets.change_waiting (object_type, object_id)
        SELECT TG_ARGV[0], (
            SELECT string_agg(to_jsonb(changed) ->> named.name, '/' ORDER BY named.place)
            FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS named (name, place)
        ) FROM changed;
    END IF;
    RETURN NULL;
END $$
;

CREATE FUNCTION targets.note_changes_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO targets.change_waiting (object_type, object_id)
         SELECT %1$L, of.%2$I::text FROM targets.%1$I AS of
         WHERE of.%3$I IN (SELECT %4$I FROM changed)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$
;

CREATE FUNCTION targets.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO targets.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], (
        SELECT string_agg(was ->> named.name, '/' ORDER BY named.place)
        FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
    ), (SELECT jsonb_object_agg(name, was -> name) FROM unnest(TG_ARGV[2:]) AS name);
    RETURN NULL;
END $$
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.amendment REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('amendment')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.amendment REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('amendment')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.amendment REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('amendment')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.appraisal_year REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('appraisal_year', 'year')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.appraisal_year REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('appraisal_year', 'year')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.appraisal_year REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('appraisal_year', 'year')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.indicator REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('indicator')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.indicator REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('indicator')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.indicator REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('indicator')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.letter REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('letter')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.letter REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('letter')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.letter REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('letter')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.owner_value REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('owner_value')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.owner_value REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('owner_value')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.owner_value REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('owner_value')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.plan REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('plan')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.plan REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('plan')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.plan REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('plan')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON targets.plan FOR EACH ROW WHEN (old.level IS DISTINCT FROM new.level OR old.unit_code IS DISTINCT FROM new.unit_code)
    EXECUTE FUNCTION targets.note_sight('plan', 'id', 'level', 'unit_code')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.plan_target REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('plan_target')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.plan_target REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('plan_target')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.plan_target REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('plan_target')
;

CREATE TRIGGER "note_insert_of_plan_target" AFTER INSERT ON targets.plan REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes_of('plan_target', 'id', 'plan_id', 'id')
;

CREATE TRIGGER "note_update_of_plan_target" AFTER UPDATE ON targets.plan REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes_of('plan_target', 'id', 'plan_id', 'id')
;

CREATE TRIGGER "note_delete_of_plan_target" AFTER DELETE ON targets.plan REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes_of('plan_target', 'id', 'plan_id', 'id')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.report REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('report')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.report REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('report')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.report REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('report')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON targets.round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('round')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON targets.round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('round')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON targets.round REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION targets.note_changes('round')
;
