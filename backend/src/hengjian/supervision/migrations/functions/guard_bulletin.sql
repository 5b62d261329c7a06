CREATE FUNCTION supervision.guard_bulletin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (OLD.id, OLD.number, OLD.deduction_id, OLD.unit_code, OLD.unit_name, OLD.rule_title, OLD.rule_title_en,
        OLD.points, OLD.occurred_on, OLD.published_at, OLD.reverses)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.deduction_id, NEW.unit_code, NEW.unit_name, NEW.rule_title, NEW.rule_title_en,
        NEW.points, NEW.occurred_on, NEW.published_at, NEW.reverses) OR
       (OLD.state = 'revoked' AND (OLD.state, OLD.revoked_reason, OLD.reversed_by)
        IS DISTINCT FROM (NEW.state, NEW.revoked_reason, NEW.reversed_by)) OR
       (NEW.public_text IS DISTINCT FROM OLD.public_text AND NEW.public_text IS NOT NULL) OR
       (OLD.text_is_withheld AND NOT NEW.text_is_withheld) OR
       (NEW.place <> OLD.place AND NEW.place <> NEW.unit_name) OR
       EXISTS (SELECT FROM jsonb_array_elements(OLD.picture_log) WITH ORDINALITY AS was (picture, place)
               WHERE NEW.picture_log -> (was.place - 1)::integer ->> 'sha256' IS DISTINCT FROM was.picture ->> 'sha256'
                  OR was.picture ->> 'withdrawn_on' IS NOT NULL
                     AND NEW.picture_log -> (was.place - 1)::integer IS DISTINCT FROM was.picture) THEN
        RAISE EXCEPTION 'what the bulletin says stays; it is corrected by a reversal'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
