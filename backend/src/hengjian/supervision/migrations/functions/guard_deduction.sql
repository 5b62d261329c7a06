CREATE FUNCTION supervision.guard_deduction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a deduction is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.id, OLD.number, OLD.year, OLD.visit_id, OLD.report_id, OLD.unit_code, OLD.unit_name, OLD.cadre_codes,
        OLD.points_reason, OLD.occurred_at, OLD.occurred_on, OLD.captured_at, OLD.received_at, OLD.place,
        OLD.description, OLD.recorded_at, OLD.recorded_by, OLD.recorded_by_name, OLD.recorded_office,
        OLD.content_digest)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.year, NEW.visit_id, NEW.report_id, NEW.unit_code, NEW.unit_name, NEW.cadre_codes,
        NEW.points_reason, NEW.occurred_at, NEW.occurred_on, NEW.captured_at, NEW.received_at, NEW.place,
        NEW.description, NEW.recorded_at, NEW.recorded_by, NEW.recorded_by_name, NEW.recorded_office,
        NEW.content_digest) THEN
        RAISE EXCEPTION 'what was recorded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.rule_id, OLD.rule_code, OLD.points_each, OLD.count, OLD.factor, OLD.points)
       IS DISTINCT FROM (NEW.rule_id, NEW.rule_code, NEW.points_each, NEW.count, NEW.factor, NEW.points)
       AND NOT (OLD.state = 'objected' AND NEW.state = 'effective' AND NEW.points < OLD.points)
       AND NOT (OLD.state = 'recorded' AND NEW.state = 'confirmed' AND NEW.factor > OLD.factor AND
                 (OLD.rule_id, OLD.rule_code, OLD.points_each, OLD.count)
                 IS NOT DISTINCT FROM (NEW.rule_id, NEW.rule_code, NEW.points_each, NEW.count)) THEN
        RAISE EXCEPTION 'points change only when an objection is accepted in part or a repeat is confirmed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
        RAISE EXCEPTION 'what was published stays published' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
