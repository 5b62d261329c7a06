CREATE FUNCTION supervision.count_revoked_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.bulletin_tally_change
        (unit_code, month, entries, corrections, points, in_force, points_in_force)
    VALUES (NEW.unit_code, date_trunc('month', NEW.occurred_on)::date, 0, 0, 0, -1, -NEW.points);
    RETURN NULL;
END $$
