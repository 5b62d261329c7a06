CREATE FUNCTION supervision.count_repeat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT year, recorded_by, recorded_by_name, 0, 0, 0, 0, NEW.points_before - points FROM supervision.deduction
    WHERE id = NEW.deduction_id AND state = 'effective' AND source = 'person' AND corrects_id IS NULL
      AND NEW.points_before < points;
    RETURN NULL;
END $$
