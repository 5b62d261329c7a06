CREATE FUNCTION supervision.guard_round_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_things text[] := ARRAY['state', 'value', 'stage', 'reached_on', 'found_light', 'light', 'due_on', 'version',
                                 'updated_at'];
    office_may_correct text[] := ARRAY['name', 'name_en', 'planned', 'planned_on'];
BEGIN
    IF TG_OP = 'DELETE' OR EXISTS (SELECT FROM supervision.round WHERE id = NEW.round_id AND state = 'closed') THEN
        RAISE EXCEPTION 'a line of the checklist stays, and so does a closed round' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - found_things - office_may_correct IS DISTINCT FROM
       to_jsonb(NEW) - found_things - office_may_correct THEN
        RAISE EXCEPTION 'the checklist is fixed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.origin = 'plan' OR OLD.state <> 'awaited') AND
       to_jsonb(OLD) - found_things IS DISTINCT FROM to_jsonb(NEW) - found_things THEN
        RAISE EXCEPTION 'what was looked into is fixed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.found_light = 'red' AND
       (OLD.found_light, OLD.value, OLD.stage, OLD.reached_on, OLD.due_on)
       IS DISTINCT FROM (NEW.found_light, NEW.value, NEW.stage, NEW.reached_on, NEW.due_on) THEN
        RAISE EXCEPTION 'what was found red stays on record' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'made_good' AND NEW.state <> 'made_good' OR
       OLD.light IS DISTINCT FROM NEW.light AND OLD.found_light = 'red' AND OLD.state <> 'reported' THEN
        RAISE EXCEPTION 'a red light changes once, by being made good' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
