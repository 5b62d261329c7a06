CREATE FUNCTION supervision.count_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.bulletin_tally_change
        (unit_code, month, entries, corrections, points, in_force, points_in_force)
    SELECT unit_code, date_trunc('month', occurred_on)::date,
           count(*) FILTER (WHERE reverses IS NULL),
           count(*) FILTER (WHERE reverses IS NOT NULL),
           sum(points),
           count(*) FILTER (WHERE reverses IS NULL AND state = 'effective'),
           coalesce(sum(points) FILTER (WHERE reverses IS NULL AND state = 'effective'), 0)
    FROM new_rows GROUP BY 1, 2;

    RETURN NULL;
END $$
