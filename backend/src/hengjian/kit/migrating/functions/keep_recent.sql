-- What arrived is forgotten only when nobody can send it again.
CREATE FUNCTION ${schema}.keep_recent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.applied_at > pg_catalog.now() - interval '90 days' THEN
        RAISE EXCEPTION '% keeps what is younger than 90 days', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
