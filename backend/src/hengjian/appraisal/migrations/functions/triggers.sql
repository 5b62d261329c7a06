CREATE TRIGGER keep_closed_round BEFORE INSERT OR UPDATE OR DELETE ON appraisal.ballot_count
    FOR EACH ROW EXECUTE FUNCTION appraisal.keep_closed_round('ballot_round');

CREATE TRIGGER keep_closed_round BEFORE INSERT OR UPDATE OR DELETE ON appraisal.evaluation_score
    FOR EACH ROW EXECUTE FUNCTION appraisal.keep_closed_round('evaluation_round');

CREATE TRIGGER keep_counting BEFORE UPDATE OF options, minimum ON appraisal.ballot_round
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change();

CREATE TRIGGER keep_counting BEFORE UPDATE OF minimum, trim, tiers ON appraisal.evaluation_round
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change();

CREATE TRIGGER keep_final_line BEFORE INSERT OR UPDATE OR DELETE ON appraisal.result_line
    FOR EACH ROW EXECUTE FUNCTION appraisal.keep_final_line();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON appraisal.result_line
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change();

CREATE TRIGGER keep_final_result BEFORE UPDATE OR DELETE ON appraisal.result_set
    FOR EACH ROW WHEN (old.state = 'final'::text) EXECUTE FUNCTION appraisal.keep_final_result();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON appraisal.result_set
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change();

CREATE TRIGGER keep_issued_scheme BEFORE UPDATE OR DELETE ON appraisal.scheme
    FOR EACH ROW WHEN (old.state = ANY (ARRAY['issued'::text, 'amended'::text])) EXECUTE FUNCTION appraisal.keep_issued_scheme();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON appraisal.scheme
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.sealed_result
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change();
