CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON directory.standing_aside_term
    FOR EACH STATEMENT EXECUTE FUNCTION directory.refuse_change();

CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON directory.tie
    FOR EACH ROW EXECUTE FUNCTION directory.guard_tie();
