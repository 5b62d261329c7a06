-- What decided who saw a record, before that changed: whoever saw it must hear that it is gone.
CREATE FUNCTION ${schema}.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO ${schema}.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], (
        SELECT string_agg(was ->> named.name, '/' ORDER BY named.place)
        FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
    ), (SELECT jsonb_object_agg(name, was -> name) FROM unnest(TG_ARGV[2:]) AS name);
    RETURN NULL;
END $$
