CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.recovery
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();
