CREATE FUNCTION targets.keep_of_closed_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    holder uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.round_id ELSE OLD.round_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.round WHERE id = holder AND state = 'closed') THEN
        RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
