CREATE FUNCTION supervision.count_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.points_after <> NEW.points_before THEN
        INSERT INTO supervision.recorder_tally_change
            (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
        SELECT year, recorded_by, recorded_by_name, 0, 0, -1, 0, 0 FROM supervision.deduction
        WHERE id = NEW.deduction_id AND state = 'effective' AND source = 'person' AND corrects_id IS NULL;
    END IF;
    RETURN NULL;
END $$
