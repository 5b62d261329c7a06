CREATE FUNCTION supervision.guard_recusal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR
       (OLD.id, OLD.account_id, OLD.unit_code, OLD.ground, OLD.declared_at)
       IS DISTINCT FROM (NEW.id, NEW.account_id, NEW.unit_code, NEW.ground, NEW.declared_at) THEN
        RAISE EXCEPTION 'a recusal is ended, never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
