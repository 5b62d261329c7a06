CREATE FUNCTION supervision.guard_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'drawn' OR
       (OLD.id, OLD.year, OLD.title, OLD.team_size, OLD.units, OLD.inspectors, OLD.excluded, OLD.secret,
        OLD.opened_at, OLD.opened_by_name)
       IS DISTINCT FROM
       (NEW.id, NEW.year, NEW.title, NEW.team_size, NEW.units, NEW.inspectors, NEW.excluded, NEW.secret,
        NEW.opened_at, NEW.opened_by_name) THEN
        RAISE EXCEPTION 'what is drawn from is frozen, and so is what was drawn' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
