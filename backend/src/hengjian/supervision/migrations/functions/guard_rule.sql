CREATE FUNCTION supervision.guard_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.deduction WHERE rule_id = OLD.id) THEN
        RAISE EXCEPTION 'a rule that was used cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
