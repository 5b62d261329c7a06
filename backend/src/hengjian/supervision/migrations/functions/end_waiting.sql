CREATE FUNCTION supervision.end_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM supervision.waiting_picture WHERE picture_id = NEW.picture_id;
    RETURN NULL;
END $$
