CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON ${schema}.inbox
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();

CREATE TRIGGER keep_recent BEFORE DELETE ON ${schema}.inbox
    FOR EACH ROW EXECUTE FUNCTION ${schema}.keep_recent();

CREATE TRIGGER tell_state AFTER INSERT OR UPDATE ON ${schema}.office_clock
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.tell_state();

CREATE TRIGGER tell_state AFTER INSERT OR UPDATE ON ${schema}.revocation
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.tell_state();

CREATE TRIGGER wake_relay AFTER INSERT ON ${schema}.outbox
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.wake_relay();

CREATE TRIGGER tg_pgqueuer_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${schema}.pgqueuer
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.fn_pgqueuer_changed();
