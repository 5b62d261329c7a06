-- The service may not delete what arrived; this may, of the owner's right, and only what keep_recent lets go.
CREATE FUNCTION ${schema}.sweep_inbox(portion integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $$
DECLARE
    swept bigint;
BEGIN
    DELETE FROM ${schema}.inbox WHERE event_id IN (
        SELECT event_id FROM ${schema}.inbox WHERE applied_at < now() - interval '90 days'
        ORDER BY applied_at LIMIT portion
    );
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$
