CREATE FUNCTION ${schema}.wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_outbox', '${schema}');
    RETURN NULL;
END $$
