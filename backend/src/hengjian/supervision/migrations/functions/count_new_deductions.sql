CREATE FUNCTION supervision.count_new_deductions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.deduction_tally_change (year, unit_code, rule_code, in_force, points, pending)
    SELECT * FROM (
        SELECT year, unit_code, rule_code,
               coalesce(sum(sign) FILTER (WHERE state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * points) FILTER (WHERE state = 'effective'), 0) AS points,
               coalesce(sum(sign) FILTER (
                   WHERE state IN ('recorded', 'confirmed', 'notified', 'objected')), 0)::int AS pending
        FROM (SELECT 1 AS sign, * FROM new_rows) d GROUP BY 1, 2, 3) changed
    WHERE in_force <> 0 OR points <> 0 OR pending <> 0;

    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT * FROM (
        SELECT d.year, d.recorded_by, d.recorded_by_name,
               sum(sign)::int AS records,
               coalesce(sum(sign) FILTER (WHERE d.state IN ('effective', 'returned', 'revoked')), 0)::int AS decided,
               coalesce(sum(sign) FILTER (
                   WHERE d.state = 'effective' AND coalesce(j.points_after = j.points_before, true)), 0)::int AS upheld,
               coalesce(sum(sign) FILTER (WHERE d.state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * least(d.points, r.points_before)) FILTER (WHERE d.state = 'effective'), 0) AS points
        FROM (SELECT 1 AS sign, * FROM new_rows) d
        LEFT JOIN supervision.judgement j ON j.deduction_id = d.id
        LEFT JOIN supervision.repeat r ON r.deduction_id = d.id
        WHERE d.source = 'person' AND d.corrects_id IS NULL GROUP BY 1, 2, 3) changed
    WHERE records <> 0 OR decided <> 0 OR upheld <> 0 OR in_force <> 0 OR points <> 0;

    RETURN NULL;
END $$
