CREATE FUNCTION "personnel"."fn_pgqueuer_changed"() returns trigger LANGUAGE plpgsql AS $$
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
            'hengjian_queue_personnel',
            json_build_object(
                'channel', 'hengjian_queue_personnel',
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

CREATE FUNCTION "personnel"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
;

CREATE FUNCTION personnel.keep_recent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.applied_at > pg_catalog.now() - interval '90 days' THEN
        RAISE EXCEPTION '% keeps what is younger than 90 days', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
;

CREATE FUNCTION personnel.sweep_inbox(portion integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $$
DECLARE
    swept bigint;
BEGIN
    DELETE FROM personnel.inbox WHERE event_id IN (
        SELECT event_id FROM personnel.inbox WHERE applied_at < now() - interval '90 days'
        ORDER BY applied_at LIMIT portion
    );
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$
;

CREATE FUNCTION "personnel"."tell_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_state', 'personnel');
    RETURN NULL;
END $$
;

CREATE FUNCTION "personnel"."wake_relay"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_outbox', 'personnel');
    RETURN NULL;
END $$
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.audit_log FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR TRUNCATE ON personnel.inbox FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "keep_recent" BEFORE DELETE ON personnel.inbox FOR EACH ROW EXECUTE FUNCTION personnel.keep_recent()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON personnel.office_clock FOR EACH STATEMENT EXECUTE FUNCTION personnel.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON personnel.revocation FOR EACH STATEMENT EXECUTE FUNCTION personnel.tell_state()
;

CREATE TRIGGER "tg_pgqueuer_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON personnel.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION personnel.fn_pgqueuer_changed()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON personnel.outbox FOR EACH STATEMENT EXECUTE FUNCTION personnel.wake_relay()
;

CREATE FUNCTION "personnel"."keep_content"() returns trigger LANGUAGE plpgsql AS $$
DECLARE may_change text[] := COALESCE(TG_ARGV::text[], '{}');
BEGIN
    IF (to_jsonb(NEW) - may_change) IS DISTINCT FROM (to_jsonb(OLD) - may_change) THEN
        RAISE EXCEPTION '% cannot change any more', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.case_step FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.decision FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.final_line FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "keep_sealed" BEFORE UPDATE ON personnel.final_result FOR EACH ROW WHEN (true) EXECUTE FUNCTION personnel.keep_content('is_current', 'proposed_at')
;

CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON personnel.final_result FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "keep_issued" BEFORE UPDATE ON personnel.linkage_rules FOR EACH ROW WHEN (old.state = 'issued'::text) EXECUTE FUNCTION personnel.keep_content()
;

CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON personnel.linkage_rules FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.nomination_step FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.outcome FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "keep_decided" BEFORE UPDATE ON personnel.proposal FOR EACH ROW WHEN (old.state <> 'proposed'::text) EXECUTE FUNCTION personnel.keep_content('review_state', 'review_reason', 'reviewed_by', 'reviewed_by_name', 'reviewed_at', 'version', 'updated_at')
;

CREATE TRIGGER "keep_proposed" BEFORE UPDATE ON personnel.proposal FOR EACH ROW WHEN (old.state = 'proposed'::text) EXECUTE FUNCTION personnel.keep_content('state', 'decided', 'version', 'updated_at')
;

CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON personnel.proposal FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE FUNCTION "personnel"."guard_accountability_case_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'closed'), ('open', 'withdrawn')) THEN
        RAISE EXCEPTION 'a accountability_case does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_accountability_case_state" BEFORE UPDATE OF state ON personnel.accountability_case FOR EACH ROW EXECUTE FUNCTION personnel.guard_accountability_case_state()
;

CREATE FUNCTION "personnel"."guard_linkage_rules_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'issued')) THEN
        RAISE EXCEPTION 'a linkage_rules does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_linkage_rules_state" BEFORE UPDATE OF state ON personnel.linkage_rules FOR EACH ROW EXECUTE FUNCTION personnel.guard_linkage_rules_state()
;

CREATE FUNCTION "personnel"."guard_nomination_round_stage"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND (OLD.stage, NEW.stage) NOT IN (('opened', 'suggested'), ('suggested', 'preliminary'), ('preliminary', 'slate'), ('slate', 'plenary_recommended'), ('plenary_recommended', 'inspection'), ('inspection', 'decided')) THEN
        RAISE EXCEPTION 'a nomination_round does not go from % to %', OLD.stage, NEW.stage
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_nomination_round_stage" BEFORE UPDATE OF stage ON personnel.nomination_round FOR EACH ROW EXECUTE FUNCTION personnel.guard_nomination_round_stage()
;

CREATE FUNCTION "personnel"."guard_proposal_review_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.review_state <> OLD.review_state AND (OLD.review_state, NEW.review_state) NOT IN (('none', 'needed'), ('needed', 'upheld'), ('needed', 'withdrawn'), ('needed', 'replaced'), ('upheld', 'needed'), ('upheld', 'replaced')) THEN
        RAISE EXCEPTION 'a proposal does not go from % to %', OLD.review_state, NEW.review_state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_proposal_review_state" BEFORE UPDATE OF review_state ON personnel.proposal FOR EACH ROW EXECUTE FUNCTION personnel.guard_proposal_review_state()
;

CREATE FUNCTION "personnel"."guard_proposal_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('proposed', 'accepted'), ('proposed', 'changed'), ('proposed', 'declined'), ('proposed', 'superseded')) THEN
        RAISE EXCEPTION 'a proposal does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_proposal_state" BEFORE UPDATE OF state ON personnel.proposal FOR EACH ROW EXECUTE FUNCTION personnel.guard_proposal_state()
;

CREATE FUNCTION "personnel"."guard_transfer_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('decided', 'assigned'), ('decided', 'withdrawn'), ('assigned', 'assigned'), ('assigned', 'carried_out'), ('assigned', 'withdrawn')) THEN
        RAISE EXCEPTION 'a transfer does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_transfer_state" BEFORE UPDATE OF state ON personnel.transfer FOR EACH ROW EXECUTE FUNCTION personnel.guard_transfer_state()
;

CREATE FUNCTION personnel.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NARGS = 1 THEN
        INSERT INTO personnel.change_waiting (object_type, object_id) SELECT TG_ARGV[0], id::text FROM changed;
    ELSE
        INSERT INTO personnel.change_waiting (object_type, object_id)
        SELECT TG_ARGV[0], (
            SELECT string_agg(to_jsonb(changed) ->> named.name, '/' ORDER BY named.place)
            FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS named (name, place)
        ) FROM changed;
    END IF;
    RETURN NULL;
END $$
;

CREATE FUNCTION personnel.note_changes_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO personnel.change_waiting (object_type, object_id)
         SELECT %1$L, of.%2$I::text FROM personnel.%1$I AS of
         WHERE of.%3$I IN (SELECT %4$I FROM changed)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$
;

CREATE FUNCTION personnel.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO personnel.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], (
        SELECT string_agg(was ->> named.name, '/' ORDER BY named.place)
        FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
    ), (SELECT jsonb_object_agg(name, was -> name) FROM unnest(TG_ARGV[2:]) AS name);
    RETURN NULL;
END $$
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.accountability_case REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('accountability_case')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.accountability_case REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('accountability_case')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.accountability_case REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('accountability_case')
;

CREATE TRIGGER "note_insert_of_accountability_case" AFTER INSERT ON personnel.case_step REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes_of('accountability_case', 'id', 'id', 'case_id')
;

CREATE TRIGGER "note_update_of_accountability_case" AFTER UPDATE ON personnel.case_step REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes_of('accountability_case', 'id', 'id', 'case_id')
;

CREATE TRIGGER "note_delete_of_accountability_case" AFTER DELETE ON personnel.case_step REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes_of('accountability_case', 'id', 'id', 'case_id')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.cadre_grade REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('cadre_grade', 'year', 'cadre_code')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.cadre_grade REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('cadre_grade', 'year', 'cadre_code')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.cadre_grade REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('cadre_grade', 'year', 'cadre_code')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON personnel.cadre_grade FOR EACH ROW WHEN (old.cadre_code IS DISTINCT FROM new.cadre_code OR old.unit_code IS DISTINCT FROM new.unit_code)
    EXECUTE FUNCTION personnel.note_sight('cadre_grade', 'year/cadre_code', 'cadre_code', 'unit_code')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.linkage_rules REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('linkage_rules', 'year')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.linkage_rules REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('linkage_rules', 'year')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.linkage_rules REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('linkage_rules', 'year')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.nomination_round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('nomination_round')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.nomination_round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('nomination_round')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.nomination_round REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('nomination_round')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.outcome REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('outcome')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.outcome REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('outcome')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.outcome REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('outcome')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.proposal REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('proposal')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.proposal REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('proposal')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.proposal REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('proposal')
;

CREATE TRIGGER "note_insert_of_proposal" AFTER INSERT ON personnel.decision REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes_of('proposal', 'id', 'id', 'proposal_id')
;

CREATE TRIGGER "note_update_of_proposal" AFTER UPDATE ON personnel.decision REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes_of('proposal', 'id', 'id', 'proposal_id')
;

CREATE TRIGGER "note_delete_of_proposal" AFTER DELETE ON personnel.decision REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes_of('proposal', 'id', 'id', 'proposal_id')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.transfer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('transfer')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.transfer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('transfer')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.transfer REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('transfer')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.unit_quota REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('unit_quota', 'year', 'unit_code')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.unit_quota REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('unit_quota', 'year', 'unit_code')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.unit_quota REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('unit_quota', 'year', 'unit_code')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON personnel.unit_tier REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('unit_tier', 'year', 'unit_code')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON personnel.unit_tier REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('unit_tier', 'year', 'unit_code')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON personnel.unit_tier REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.note_changes('unit_tier', 'year', 'unit_code')
;
