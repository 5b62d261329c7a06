CREATE FUNCTION supervision.await_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.waiting_picture (picture_id, deduction_id, prepared_at)
    VALUES (NEW.id, NEW.deduction_id, NEW.prepared_at);
    RETURN NULL;
END $$
