CREATE FUNCTION supervision.end_waiting_of_deduction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM supervision.waiting_picture WHERE deduction_id = NEW.id;
    RETURN NULL;
END $$
