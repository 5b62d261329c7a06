CREATE FUNCTION "directory"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
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

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.inbox FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON directory.office_clock FOR EACH STATEMENT EXECUTE FUNCTION directory.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON directory.revocation FOR EACH STATEMENT EXECUTE FUNCTION directory.tell_state()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON directory.outbox FOR EACH STATEMENT EXECUTE FUNCTION directory.wake_relay()
;
