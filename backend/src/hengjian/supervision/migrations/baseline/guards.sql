CREATE FUNCTION "supervision"."fn_pgqueuer_changed"() returns trigger LANGUAGE plpgsql AS $$
DECLARE
    to_emit BOOLEAN := false;  -- Flag to decide whether to emit a notification
BEGIN
    -- Check operation type and set the emit flag accordingly
    IF TG_OP = 'UPDATE' AND OLD IS DISTINCT FROM NEW THEN
        to_emit := true;
    ELSIF TG_OP = 'DELETE' THEN
        to_emit := true;
    ELSIF TG_OP = 'INSERT' THEN
        to_emit := true;
    ELSIF TG_OP = 'TRUNCATE' THEN
        to_emit := true;
    END IF;

    -- Perform notification if the emit flag is set
    IF to_emit THEN
        PERFORM pg_notify(
            'hengjian_queue_supervision',
            json_build_object(
                'channel', 'hengjian_queue_supervision',
                'operation', lower(TG_OP),
                'sent_at', NOW(),
                'table', TG_TABLE_NAME,
                'type', 'table_changed_event'
            )::text
        );
    END IF;

    -- Return appropriate value based on the operation
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSE
        RETURN NULL; -- For TRUNCATE and other non-row-specific contexts
    END IF;

END;
$$
;

CREATE FUNCTION "supervision"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
;

CREATE FUNCTION supervision.keep_recent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.applied_at > pg_catalog.now() - interval '90 days' THEN
        RAISE EXCEPTION '% keeps what is younger than 90 days', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
;

CREATE FUNCTION supervision.sweep_inbox(portion integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $$
DECLARE
    swept bigint;
BEGIN
    DELETE FROM supervision.inbox WHERE event_id IN (
        SELECT event_id FROM supervision.inbox WHERE applied_at < now() - interval '90 days'
        ORDER BY applied_at LIMIT portion
    );
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$
;

CREATE FUNCTION "supervision"."tell_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_state', 'supervision');
    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."wake_relay"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_outbox', 'supervision');
    RETURN NULL;
END $$
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.audit_log FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR TRUNCATE ON supervision.inbox FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "keep_recent" BEFORE DELETE ON supervision.inbox FOR EACH ROW EXECUTE FUNCTION supervision.keep_recent()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON supervision.office_clock FOR EACH STATEMENT EXECUTE FUNCTION supervision.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON supervision.revocation FOR EACH STATEMENT EXECUTE FUNCTION supervision.tell_state()
;

CREATE TRIGGER "tg_pgqueuer_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON supervision.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION supervision.fn_pgqueuer_changed()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON supervision.outbox FOR EACH STATEMENT EXECUTE FUNCTION supervision.wake_relay()
;

CREATE FUNCTION "supervision"."count_changed_deductions"() returns trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.deduction_tally_change (year, unit_code, rule_code, in_force, points, pending)
    SELECT * FROM (
        SELECT year, unit_code, rule_code,
               coalesce(sum(sign) FILTER (WHERE state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * points) FILTER (WHERE state = 'effective'), 0) AS points,
               coalesce(sum(sign) FILTER (
                   WHERE state IN ('recorded', 'confirmed', 'notified', 'objected')), 0)::int AS pending
        FROM (SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows) d GROUP BY 1, 2, 3) changed
    WHERE in_force <> 0 OR points <> 0 OR pending <> 0;

    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT * FROM (
        SELECT d.year, d.recorded_by, d.recorded_by_name,
               sum(sign)::int AS records,
               coalesce(sum(sign) FILTER (WHERE d.state IN ('effective', 'returned', 'revoked')), 0)::int AS decided,
               coalesce(sum(sign) FILTER (
                   WHERE d.state = 'effective' AND coalesce(j.points_after = j.points_before, true)), 0)::int AS upheld,
               coalesce(sum(sign) FILTER (WHERE d.state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * least(d.points, r.points_before)) FILTER (WHERE d.state = 'effective'), 0) AS points
        FROM (SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows) d
        LEFT JOIN supervision.judgement j ON j.deduction_id = d.id
        LEFT JOIN supervision.repeat r ON r.deduction_id = d.id
        WHERE d.source = 'person' AND d.corrects_id IS NULL GROUP BY 1, 2, 3) changed
    WHERE records <> 0 OR decided <> 0 OR upheld <> 0 OR in_force <> 0 OR points <> 0;

    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."count_judgement"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.points_after <> NEW.points_before THEN
        INSERT INTO supervision.recorder_tally_change
            (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
        SELECT year, recorded_by, recorded_by_name, 0, 0, -1, 0, 0 FROM supervision.deduction
        WHERE id = NEW.deduction_id AND state = 'effective' AND source = 'person' AND corrects_id IS NULL;
    END IF;
    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."count_new_deductions"() returns trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.deduction_tally_change (year, unit_code, rule_code, in_force, points, pending)
    SELECT * FROM (
        SELECT year, unit_code, rule_code,
               coalesce(sum(sign) FILTER (WHERE state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * points) FILTER (WHERE state = 'effective'), 0) AS points,
               coalesce(sum(sign) FILTER (
                   WHERE state IN ('recorded', 'confirmed', 'notified', 'objected')), 0)::int AS pending
        FROM (SELECT 1 AS sign, * FROM new_rows) d GROUP BY 1, 2, 3) changed
    WHERE in_force <> 0 OR points <> 0 OR pending <> 0;

    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT * FROM (
        SELECT d.year, d.recorded_by, d.recorded_by_name,
               sum(sign)::int AS records,
               coalesce(sum(sign) FILTER (WHERE d.state IN ('effective', 'returned', 'revoked')), 0)::int AS decided,
               coalesce(sum(sign) FILTER (
                   WHERE d.state = 'effective' AND coalesce(j.points_after = j.points_before, true)), 0)::int AS upheld,
               coalesce(sum(sign) FILTER (WHERE d.state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * least(d.points, r.points_before)) FILTER (WHERE d.state = 'effective'), 0) AS points
        FROM (SELECT 1 AS sign, * FROM new_rows) d
        LEFT JOIN supervision.judgement j ON j.deduction_id = d.id
        LEFT JOIN supervision.repeat r ON r.deduction_id = d.id
        WHERE d.source = 'person' AND d.corrects_id IS NULL GROUP BY 1, 2, 3) changed
    WHERE records <> 0 OR decided <> 0 OR upheld <> 0 OR in_force <> 0 OR points <> 0;

    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."count_new_visits"() returns trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.visit_tally_change (year, unit_code, recorded_by, recorded_by_name, visits)
    SELECT year, unit_code, recorded_by, recorded_by_name, count(*) FROM new_rows GROUP BY 1, 2, 3, 4;

    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."count_repeat"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT year, recorded_by, recorded_by_name, 0, 0, 0, 0, NEW.points_before - points FROM supervision.deduction
    WHERE id = NEW.deduction_id AND state = 'effective' AND source = 'person' AND corrects_id IS NULL
      AND NEW.points_before < points;
    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."guard_bulletin"() returns trigger LANGUAGE plpgsql AS $$
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
;

CREATE FUNCTION "supervision"."guard_deduction"() returns trigger LANGUAGE plpgsql AS $$
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
;

CREATE FUNCTION "supervision"."guard_draw"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'drawn' OR
       (OLD.id, OLD.year, OLD.title, OLD.team_size, OLD.units, OLD.inspectors, OLD.excluded, OLD.secret,
        OLD.opened_at, OLD.opened_by_name)
       IS DISTINCT FROM
       (NEW.id, NEW.year, NEW.title, NEW.team_size, NEW.units, NEW.inspectors, NEW.excluded, NEW.secret,
        NEW.opened_at, NEW.opened_by_name) THEN
        RAISE EXCEPTION 'what is drawn from is frozen, and so is what was drawn' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE FUNCTION "supervision"."guard_origin"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.rectification_id, OLD.corrects_id) IS DISTINCT FROM (NEW.rectification_id, NEW.corrects_id) THEN
        RAISE EXCEPTION 'what was recorded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE FUNCTION "supervision"."guard_rectification"() returns trigger LANGUAGE plpgsql AS $$
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
;

CREATE FUNCTION "supervision"."guard_round"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'a closed round cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
;

CREATE FUNCTION "supervision"."guard_round_item"() returns trigger LANGUAGE plpgsql AS $$
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
;

CREATE FUNCTION "supervision"."guard_round_step"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.round_item i JOIN supervision.round r ON r.id = i.round_id
               WHERE i.id = NEW.item_id AND r.state = 'closed') THEN
        RAISE EXCEPTION 'nothing is added to a closed round' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE FUNCTION "supervision"."guard_rule"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.deduction WHERE rule_id = OLD.id) THEN
        RAISE EXCEPTION 'a rule that was used cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
;

CREATE FUNCTION "supervision"."open_to_recheck"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE supervision.deduction SET rectification_asked_at = NEW.opened_at
    WHERE id = NEW.deduction_id AND rectification_asked_at IS NULL;
    RETURN NULL;
END $$
;

CREATE FUNCTION "supervision"."refuse_own_review"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.public_picture
               WHERE id = NEW.picture_id AND prepared_by = NEW.reviewed_by) THEN
        RAISE EXCEPTION 'nobody reviews the picture that they prepared' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE FUNCTION "supervision"."require_due_entry"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM supervision.rectification_step
        WHERE rectification_id = NEW.id AND due_on = NEW.due_on
          AND (kind = 'extended' OR kind = 'moved' AND state = 'failed')) THEN
        RAISE EXCEPTION 'another due date needs an entry that sets it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON supervision.bulletin_entry FOR EACH ROW EXECUTE FUNCTION supervision.guard_bulletin()
;

CREATE TRIGGER "circumstances_stay" BEFORE UPDATE OF device_at, latitude, longitude, accuracy_m, is_mock, second_recorder, second_recorder_name ON supervision.deduction FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "count_changed" AFTER UPDATE ON supervision.deduction REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_changed_deductions()
;

CREATE TRIGGER "count_new" AFTER INSERT ON supervision.deduction REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_deductions()
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON supervision.deduction FOR EACH ROW EXECUTE FUNCTION supervision.guard_deduction()
;

CREATE TRIGGER "guard_origin" BEFORE UPDATE OF rectification_id, corrects_id ON supervision.deduction FOR EACH ROW EXECUTE FUNCTION supervision.guard_origin()
;

CREATE TRIGGER "source_stays" BEFORE UPDATE OF source ON supervision.deduction FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON supervision.deduction_rule FOR EACH ROW EXECUTE FUNCTION supervision.guard_rule()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.deduction_step FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON supervision.draw FOR EACH ROW EXECUTE FUNCTION supervision.guard_draw()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.evidence FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.evidence_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.judgement FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "count_new" AFTER INSERT ON supervision.judgement FOR EACH ROW EXECUTE FUNCTION supervision.count_judgement()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.objection FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.picture_review FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "refuse_own_review" BEFORE INSERT ON supervision.picture_review FOR EACH ROW EXECUTE FUNCTION supervision.refuse_own_review()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.picture_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.public_picture FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON supervision.rectification FOR EACH ROW EXECUTE FUNCTION supervision.guard_rectification()
;

CREATE TRIGGER "open_to_recheck" AFTER INSERT ON supervision.rectification FOR EACH ROW EXECUTE FUNCTION supervision.open_to_recheck()
;

CREATE CONSTRAINT TRIGGER "require_due_entry" AFTER UPDATE OF due_on ON supervision.rectification DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.due_on IS DISTINCT FROM new.due_on) EXECUTE FUNCTION supervision.require_due_entry()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.rectification_step FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.repeat FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "count_new" AFTER INSERT ON supervision.repeat FOR EACH ROW EXECUTE FUNCTION supervision.count_repeat()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.reversal FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "guard" BEFORE UPDATE OR DELETE ON supervision.round FOR EACH ROW EXECUTE FUNCTION supervision.guard_round()
;

CREATE TRIGGER "guard" BEFORE INSERT OR UPDATE OR DELETE ON supervision.round_item FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_item()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.round_step FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "guard" BEFORE INSERT ON supervision.round_step FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_step()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.visit FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()
;

CREATE TRIGGER "count_new" AFTER INSERT ON supervision.visit REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_visits()
;

CREATE FUNCTION "supervision"."guard_bulletin_entry_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('effective', 'revoked')) THEN
        RAISE EXCEPTION 'a bulletin_entry does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_bulletin_entry_state" BEFORE UPDATE OF state ON supervision.bulletin_entry FOR EACH ROW EXECUTE FUNCTION supervision.guard_bulletin_entry_state()
;

CREATE FUNCTION "supervision"."guard_deduction_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('recorded', 'confirmed'), ('recorded', 'returned'), ('recorded', 'merged'), ('confirmed', 'notified'), ('notified', 'objected'), ('notified', 'effective'), ('objected', 'effective'), ('objected', 'revoked'), ('effective', 'revoked')) THEN
        RAISE EXCEPTION 'a deduction does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_deduction_state" BEFORE UPDATE OF state ON supervision.deduction FOR EACH ROW EXECUTE FUNCTION supervision.guard_deduction_state()
;

CREATE FUNCTION "supervision"."guard_draw_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'drawn')) THEN
        RAISE EXCEPTION 'a draw does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_draw_state" BEFORE UPDATE OF state ON supervision.draw FOR EACH ROW EXECUTE FUNCTION supervision.guard_draw_state()
;

CREATE FUNCTION "supervision"."guard_rectification_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'overdue'), ('open', 'reported'), ('open', 'withdrawn'), ('open', 'lapsed'), ('overdue', 'reported'), ('overdue', 'withdrawn'), ('overdue', 'lapsed'), ('reported', 'failed'), ('reported', 'passed'), ('reported', 'withdrawn'), ('reported', 'lapsed'), ('failed', 'overdue'), ('failed', 'reported'), ('failed', 'withdrawn'), ('failed', 'lapsed')) THEN
        RAISE EXCEPTION 'a rectification does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_rectification_state" BEFORE UPDATE OF state ON supervision.rectification FOR EACH ROW EXECUTE FUNCTION supervision.guard_rectification_state()
;

CREATE FUNCTION "supervision"."guard_round_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'closed')) THEN
        RAISE EXCEPTION 'a round does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_round_state" BEFORE UPDATE OF state ON supervision.round FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_state()
;

CREATE FUNCTION "supervision"."guard_round_item_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('awaited', 'found'), ('found', 'found'), ('found', 'reported'), ('reported', 'found'), ('reported', 'made_good')) THEN
        RAISE EXCEPTION 'a round_item does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_round_item_state" BEFORE UPDATE OF state ON supervision.round_item FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_item_state()
;

CREATE FUNCTION supervision.count_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN

    INSERT INTO supervision.bulletin_tally_change
        (unit_code, month, entries, corrections, points, in_force, points_in_force)
    SELECT unit_code, date_trunc('month', occurred_on)::date,
           count(*) FILTER (WHERE reverses IS NULL),
           count(*) FILTER (WHERE reverses IS NOT NULL),
           sum(points),
           count(*) FILTER (WHERE reverses IS NULL AND state = 'effective'),
           coalesce(sum(points) FILTER (WHERE reverses IS NULL AND state = 'effective'), 0)
    FROM new_rows GROUP BY 1, 2;

    RETURN NULL;
END $$
;

CREATE FUNCTION supervision.count_revoked_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.bulletin_tally_change
        (unit_code, month, entries, corrections, points, in_force, points_in_force)
    VALUES (NEW.unit_code, date_trunc('month', NEW.occurred_on)::date, 0, 0, 0, -1, -NEW.points);
    RETURN NULL;
END $$
;

CREATE FUNCTION supervision.await_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.waiting_picture (picture_id, deduction_id, prepared_at)
    VALUES (NEW.id, NEW.deduction_id, NEW.prepared_at);
    RETURN NULL;
END $$
;

CREATE FUNCTION supervision.end_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM supervision.waiting_picture WHERE picture_id = NEW.picture_id;
    RETURN NULL;
END $$
;

CREATE FUNCTION supervision.end_waiting_of_deduction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM supervision.waiting_picture WHERE deduction_id = NEW.id;
    RETURN NULL;
END $$
;

CREATE TRIGGER count_new AFTER INSERT ON supervision.bulletin_entry REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_entries()
;

CREATE TRIGGER count_revoked AFTER UPDATE OF state ON supervision.bulletin_entry
    FOR EACH ROW WHEN (old.state = 'effective' AND new.state = 'revoked') EXECUTE FUNCTION supervision.count_revoked_entry()
;

CREATE TRIGGER end_waiting AFTER UPDATE OF state ON supervision.deduction
    FOR EACH ROW WHEN (new.state IN ('returned', 'merged', 'revoked')) EXECUTE FUNCTION supervision.end_waiting_of_deduction()
;

CREATE TRIGGER end_waiting AFTER INSERT ON supervision.picture_review
    FOR EACH ROW EXECUTE FUNCTION supervision.end_waiting()
;

CREATE TRIGGER await_review AFTER INSERT ON supervision.public_picture
    FOR EACH ROW EXECUTE FUNCTION supervision.await_review()
;

CREATE FUNCTION supervision.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NARGS = 1 THEN
        INSERT INTO supervision.change_waiting (object_type, object_id) SELECT TG_ARGV[0], id::text FROM changed;
    ELSE
        INSERT INTO supervision.change_waiting (object_type, object_id)
        SELECT TG_ARGV[0], (
            SELECT string_agg(to_jsonb(changed) ->> named.name, '/' ORDER BY named.place)
            FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS named (name, place)
        ) FROM changed;
    END IF;
    RETURN NULL;
END $$
;

CREATE FUNCTION supervision.note_changes_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO supervision.change_waiting (object_type, object_id)
         SELECT %1$L, of.%2$I::text FROM supervision.%1$I AS of
         WHERE of.%3$I IN (SELECT %4$I FROM changed)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$
;

CREATE FUNCTION supervision.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO supervision.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], (
        SELECT string_agg(was ->> named.name, '/' ORDER BY named.place)
        FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
    ), (SELECT jsonb_object_agg(name, was -> name) FROM unnest(TG_ARGV[2:]) AS name);
    RETURN NULL;
END $$
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.bulletin_entry REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('bulletin_entry', 'number')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.bulletin_entry REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('bulletin_entry', 'number')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.bulletin_entry REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('bulletin_entry', 'number')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.deduction REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('deduction')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.deduction REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('deduction')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.deduction REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('deduction')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON supervision.deduction FOR EACH ROW WHEN (old.unit_code IS DISTINCT FROM new.unit_code OR old.recorded_by IS DISTINCT FROM new.recorded_by OR old.second_recorder IS DISTINCT FROM new.second_recorder OR old.effective_at IS DISTINCT FROM new.effective_at OR old.rectification_asked_at IS DISTINCT FROM new.rectification_asked_at)
    EXECUTE FUNCTION supervision.note_sight('deduction', 'id', 'unit_code', 'recorded_by', 'second_recorder', 'effective_at', 'rectification_asked_at')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.deduction_rule REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('deduction_rule')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.deduction_rule REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('deduction_rule')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.deduction_rule REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('deduction_rule')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.draw REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('draw')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.draw REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('draw')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.draw REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('draw')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON supervision.draw FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state OR old.inspectors IS DISTINCT FROM new.inspectors)
    EXECUTE FUNCTION supervision.note_sight('draw', 'id', 'state', 'inspectors')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.rectification REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('rectification')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.rectification REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('rectification')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.rectification REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('rectification')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('round')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('round')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.round REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('round')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.round_item REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('round_item')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.round_item REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('round_item')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.round_item REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('round_item')
;

CREATE TRIGGER "note_insert_of_round_item" AFTER INSERT ON supervision.round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes_of('round_item', 'id', 'round_id', 'id')
;

CREATE TRIGGER "note_update_of_round_item" AFTER UPDATE ON supervision.round REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes_of('round_item', 'id', 'round_id', 'id')
;

CREATE TRIGGER "note_delete_of_round_item" AFTER DELETE ON supervision.round REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes_of('round_item', 'id', 'round_id', 'id')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON supervision.visit REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('visit')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON supervision.visit REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('visit')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON supervision.visit REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.note_changes('visit')
;
