CREATE FUNCTION directory.guard_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR
       (OLD.id, OLD.person_code, OLD.person_name, OLD.other_code, OLD.other_name, OLD.unit_code, OLD.kind, OLD.reason,
        OLD.from_on, OLD.document_number, OLD.declared_at, OLD.declared_by, OLD.declared_by_name)
       IS DISTINCT FROM
       (NEW.id, NEW.person_code, NEW.person_name, NEW.other_code, NEW.other_name, NEW.unit_code, NEW.kind, NEW.reason,
        NEW.from_on, NEW.document_number, NEW.declared_at, NEW.declared_by, NEW.declared_by_name) THEN
        RAISE EXCEPTION 'a tie is ended, never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
