-- Which records changed, by the columns that name them (id where none are named), for whoever follows their list.
CREATE FUNCTION ${schema}.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NARGS = 1 THEN
        INSERT INTO ${schema}.change_waiting (object_type, object_id) SELECT TG_ARGV[0], id::text FROM changed;
    ELSE
        INSERT INTO ${schema}.change_waiting (object_type, object_id)
        SELECT TG_ARGV[0], (
            SELECT string_agg(to_jsonb(changed) ->> named.name, '/' ORDER BY named.place)
            FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS named (name, place)
        ) FROM changed;
    END IF;
    RETURN NULL;
END $$
