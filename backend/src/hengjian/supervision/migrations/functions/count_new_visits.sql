CREATE FUNCTION supervision.count_new_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.visit_tally_change (year, unit_code, recorded_by, recorded_by_name, visits)
    SELECT year, unit_code, recorded_by, recorded_by_name, count(*) FROM new_rows GROUP BY 1, 2, 3, 4;

    RETURN NULL;
END $$
