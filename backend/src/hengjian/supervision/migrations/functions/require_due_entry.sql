CREATE FUNCTION supervision.require_due_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM supervision.rectification_step
        WHERE rectification_id = NEW.id AND due_on = NEW.due_on
          AND (kind = 'extended' OR kind = 'moved' AND state = 'failed')) THEN
        RAISE EXCEPTION 'another due date needs an entry that sets it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$
