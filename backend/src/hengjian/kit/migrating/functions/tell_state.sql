-- Every process of the service hears at once that a token was revoked or the office clock moved.
CREATE FUNCTION ${schema}.tell_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_state', '${schema}');
    RETURN NULL;
END $$
