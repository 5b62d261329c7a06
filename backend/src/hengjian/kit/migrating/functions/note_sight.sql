-- What decided who saw a record, where that has changed: whoever saw it before must hear that it is gone.
CREATE FUNCTION ${schema}.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH known AS (
        SELECT is_old, (
            SELECT string_agg(content ->> named.name, '/' ORDER BY named.place)
            FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
        ) AS object_id, (SELECT jsonb_object_agg(name, content -> name) FROM unnest(TG_ARGV[2:]) AS name) AS sight
        FROM (
            SELECT true AS is_old, to_jsonb(before) AS content FROM before
            UNION ALL SELECT false, to_jsonb(changed) FROM changed
        ) AS content
    )
    INSERT INTO ${schema}.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], object_id, old_row.sight
    FROM known AS old_row JOIN known AS new_row USING (object_id)
    WHERE old_row.is_old AND NOT new_row.is_old AND old_row.sight <> new_row.sight;
    RETURN NULL;
END $$
