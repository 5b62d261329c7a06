CREATE FUNCTION targets.keep_of_accepted_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    holder uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.report_id ELSE OLD.report_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.report WHERE id = holder AND state = 'accepted') THEN
        RAISE EXCEPTION 'the report is accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
