CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.case_step
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.decision
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.final_line
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER keep_sealed BEFORE UPDATE ON personnel.final_result
    FOR EACH ROW WHEN (true) EXECUTE FUNCTION personnel.keep_content('is_current', 'proposed_at');

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON personnel.final_result
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER keep_issued BEFORE UPDATE ON personnel.linkage_rules
    FOR EACH ROW WHEN (old.state = 'issued'::text) EXECUTE FUNCTION personnel.keep_content();

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON personnel.linkage_rules
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.nomination_step
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.outcome
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();

CREATE TRIGGER keep_decided BEFORE UPDATE ON personnel.proposal
    FOR EACH ROW WHEN (old.state <> 'proposed'::text) EXECUTE FUNCTION personnel.keep_content('review_state', 'review_reason', 'reviewed_by', 'reviewed_by_name', 'reviewed_at', 'version', 'updated_at');

CREATE TRIGGER keep_proposed BEFORE UPDATE ON personnel.proposal
    FOR EACH ROW WHEN (old.state = 'proposed'::text) EXECUTE FUNCTION personnel.keep_content('state', 'decided', 'version', 'updated_at');

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON personnel.proposal
    FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change();
