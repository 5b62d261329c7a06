CREATE FUNCTION supervision.open_to_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE supervision.deduction SET rectification_asked_at = NEW.opened_at
    WHERE id = NEW.deduction_id AND rectification_asked_at IS NULL;
    RETURN NULL;
END $$
