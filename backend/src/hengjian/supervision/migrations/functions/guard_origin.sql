CREATE FUNCTION supervision.guard_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.rectification_id, OLD.corrects_id) IS DISTINCT FROM (NEW.rectification_id, NEW.corrects_id) THEN
        RAISE EXCEPTION 'what was recorded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
