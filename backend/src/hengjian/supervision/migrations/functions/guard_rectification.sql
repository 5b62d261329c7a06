CREATE FUNCTION supervision.guard_rectification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (OLD.id, OLD.number, OLD.year, OLD.deduction_id, OLD.deduction_number, OLD.unit_code, OLD.unit_name,
        OLD.rule_code, OLD.rule_title, OLD.rule_title_en, OLD.demand, OLD.opened_at)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.year, NEW.deduction_id, NEW.deduction_number, NEW.unit_code, NEW.unit_name,
        NEW.rule_code, NEW.rule_title, NEW.rule_title_en, NEW.demand, NEW.opened_at) THEN
        RAISE EXCEPTION 'what was demanded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.due_on <> NEW.due_on AND (NEW.state NOT IN ('open', 'failed')
                                     OR NEW.state = OLD.state AND NEW.due_on < OLD.due_on) THEN
        RAISE EXCEPTION 'only a failed re-check or an extension sets another due date'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
