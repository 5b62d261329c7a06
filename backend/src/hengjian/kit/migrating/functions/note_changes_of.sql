-- A change here is one of records of table (0), too, named by column (1): those whose column (2) has our value of (3).
CREATE FUNCTION ${schema}.note_changes_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO ${schema}.change_waiting (object_type, object_id)
         SELECT %1$L, of.%2$I::text FROM ${schema}.%1$I AS of
         WHERE of.%3$I IN (SELECT %4$I FROM changed)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$
