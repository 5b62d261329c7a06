CREATE FUNCTION "personnel"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
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

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.audit_log FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.inbox FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON personnel.office_clock FOR EACH STATEMENT EXECUTE FUNCTION personnel.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON personnel.revocation FOR EACH STATEMENT EXECUTE FUNCTION personnel.tell_state()
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
