CREATE FUNCTION "appraisal"."fn_pgqueuer_changed"() returns trigger LANGUAGE plpgsql AS $$
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
            'hengjian_queue_appraisal',
            json_build_object(
                'channel', 'hengjian_queue_appraisal',
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

CREATE FUNCTION "appraisal"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
;

CREATE FUNCTION appraisal.keep_recent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.applied_at > pg_catalog.now() - interval '90 days' THEN
        RAISE EXCEPTION '% keeps what is younger than 90 days', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
;

CREATE FUNCTION appraisal.sweep_inbox(portion integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $$
DECLARE
    swept bigint;
BEGIN
    DELETE FROM appraisal.inbox WHERE event_id IN (
        SELECT event_id FROM appraisal.inbox WHERE applied_at < now() - interval '90 days'
        ORDER BY applied_at LIMIT portion
    );
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$
;

CREATE FUNCTION "appraisal"."tell_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_state', 'appraisal');
    RETURN NULL;
END $$
;

CREATE FUNCTION "appraisal"."wake_relay"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hengjian_outbox', 'appraisal');
    RETURN NULL;
END $$
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.audit_log FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR TRUNCATE ON appraisal.inbox FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "keep_recent" BEFORE DELETE ON appraisal.inbox FOR EACH ROW EXECUTE FUNCTION appraisal.keep_recent()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON appraisal.office_clock FOR EACH STATEMENT EXECUTE FUNCTION appraisal.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON appraisal.revocation FOR EACH STATEMENT EXECUTE FUNCTION appraisal.tell_state()
;

CREATE TRIGGER "tg_pgqueuer_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON appraisal.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION appraisal.fn_pgqueuer_changed()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON appraisal.outbox FOR EACH STATEMENT EXECUTE FUNCTION appraisal.wake_relay()
;

CREATE FUNCTION "appraisal"."keep_closed_round"() returns trigger LANGUAGE plpgsql AS $$
DECLARE
  is_closed boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM appraisal.%I WHERE id IN ($1, $2) AND state = ''closed'')', TG_ARGV[0])
    INTO is_closed USING OLD.round_id, NEW.round_id;
  IF is_closed THEN
    RAISE EXCEPTION 'a closed round cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$
;

CREATE TRIGGER "keep_closed_round" BEFORE INSERT OR UPDATE OR DELETE ON appraisal.ballot_count FOR EACH ROW EXECUTE FUNCTION appraisal.keep_closed_round('ballot_round')
;

CREATE TRIGGER "keep_closed_round" BEFORE INSERT OR UPDATE OR DELETE ON appraisal.evaluation_score FOR EACH ROW EXECUTE FUNCTION appraisal.keep_closed_round('evaluation_round')
;

CREATE TRIGGER "keep_counting" BEFORE UPDATE OF options, minimum ON appraisal.ballot_round FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "keep_counting" BEFORE UPDATE OF minimum, trim, tiers ON appraisal.evaluation_round FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE FUNCTION "appraisal"."keep_final_line"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM appraisal.result_set
             WHERE id IN (OLD.result_id, NEW.result_id) AND state = 'final') THEN
    RAISE EXCEPTION 'a final result cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$
;

CREATE FUNCTION "appraisal"."keep_final_result"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a final result cannot change' USING ERRCODE = 'restrict_violation';
END $$
;

CREATE FUNCTION "appraisal"."keep_issued_scheme"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an issued scheme cannot be deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.document, NEW.binding, NEW.coefficients, NEW.class_codes, NEW.digest, NEW.year, NEW.code,
      NEW.edition, NEW.name, NEW.subject_kind, NEW.full_score)
     IS DISTINCT FROM
     (OLD.document, OLD.binding, OLD.coefficients, OLD.class_codes, OLD.digest, OLD.year, OLD.code,
      OLD.edition, OLD.name, OLD.subject_kind, OLD.full_score)
     OR NEW.state NOT IN ('issued', 'amended') THEN
    RAISE EXCEPTION 'an issued scheme cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
;

CREATE TRIGGER "keep_final_line" BEFORE INSERT OR UPDATE OR DELETE ON appraisal.result_line FOR EACH ROW EXECUTE FUNCTION appraisal.keep_final_line()
;

CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON appraisal.result_line FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "keep_final_result" BEFORE UPDATE OR DELETE ON appraisal.result_set FOR EACH ROW WHEN (old.state = 'final'::text) EXECUTE FUNCTION appraisal.keep_final_result()
;

CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON appraisal.result_set FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "keep_issued_scheme" BEFORE UPDATE OR DELETE ON appraisal.scheme FOR EACH ROW WHEN (old.state = ANY (ARRAY['issued'::text, 'amended'::text])) EXECUTE FUNCTION appraisal.keep_issued_scheme()
;

CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON appraisal.scheme FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.sealed_result FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE FUNCTION "appraisal"."guard_ballot_round_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'void'), ('open', 'closed'), ('void', 'open')) THEN
        RAISE EXCEPTION 'a ballot_round does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_ballot_round_state" BEFORE UPDATE OF state ON appraisal.ballot_round FOR EACH ROW EXECUTE FUNCTION appraisal.guard_ballot_round_state()
;

CREATE FUNCTION "appraisal"."guard_bonus_claim_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('claimed', 'verified'), ('claimed', 'refused')) THEN
        RAISE EXCEPTION 'a bonus_claim does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_bonus_claim_state" BEFORE UPDATE OF state ON appraisal.bonus_claim FOR EACH ROW EXECUTE FUNCTION appraisal.guard_bonus_claim_state()
;

CREATE FUNCTION "appraisal"."guard_evaluation_round_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'closed')) THEN
        RAISE EXCEPTION 'a evaluation_round does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_evaluation_round_state" BEFORE UPDATE OF state ON appraisal.evaluation_round FOR EACH ROW EXECUTE FUNCTION appraisal.guard_evaluation_round_state()
;

CREATE FUNCTION "appraisal"."guard_result_set_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('computed', 'approved'), ('approved', 'publicity'), ('publicity', 'final')) THEN
        RAISE EXCEPTION 'a result_set does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_result_set_state" BEFORE UPDATE OF state ON appraisal.result_set FOR EACH ROW EXECUTE FUNCTION appraisal.guard_result_set_state()
;

CREATE FUNCTION "appraisal"."guard_review_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('requested', 'upheld'), ('requested', 'changed')) THEN
        RAISE EXCEPTION 'a review does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_review_state" BEFORE UPDATE OF state ON appraisal.review FOR EACH ROW EXECUTE FUNCTION appraisal.guard_review_state()
;

CREATE FUNCTION "appraisal"."guard_scheme_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'reviewed'), ('reviewed', 'approved'), ('approved', 'issued'), ('issued', 'amended')) THEN
        RAISE EXCEPTION 'a scheme does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_scheme_state" BEFORE UPDATE OF state ON appraisal.scheme FOR EACH ROW EXECUTE FUNCTION appraisal.guard_scheme_state()
;

CREATE FUNCTION "appraisal"."guard_sheet_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('awaited', 'verified'), ('awaited', 'stopped'), ('verified', 'scored'), ('verified', 'stopped'), ('scored', 'signed'), ('scored', 'stopped'), ('stopped', 'verified')) THEN
        RAISE EXCEPTION 'a sheet does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_sheet_state" BEFORE UPDATE OF state ON appraisal.sheet FOR EACH ROW EXECUTE FUNCTION appraisal.guard_sheet_state()
;

CREATE FUNCTION "appraisal"."guard_sheet_round_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'closed')) THEN
        RAISE EXCEPTION 'a sheet_round does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_sheet_round_state" BEFORE UPDATE OF state ON appraisal.sheet_round FOR EACH ROW EXECUTE FUNCTION appraisal.guard_sheet_round_state()
;

CREATE FUNCTION "appraisal"."guard_veto_state"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('proposed', 'decided'), ('proposed', 'declined')) THEN
        RAISE EXCEPTION 'a veto does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
;

CREATE TRIGGER "guard_veto_state" BEFORE UPDATE OF state ON appraisal.veto FOR EACH ROW EXECUTE FUNCTION appraisal.guard_veto_state()
;

CREATE FUNCTION appraisal.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NARGS = 1 THEN
        INSERT INTO appraisal.change_waiting (object_type, object_id) SELECT TG_ARGV[0], id::text FROM changed;
    ELSE
        INSERT INTO appraisal.change_waiting (object_type, object_id)
        SELECT TG_ARGV[0], (
            SELECT string_agg(to_jsonb(changed) ->> named.name, '/' ORDER BY named.place)
            FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS named (name, place)
        ) FROM changed;
    END IF;
    RETURN NULL;
END $$
;

CREATE FUNCTION appraisal.note_changes_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO appraisal.change_waiting (object_type, object_id)
         SELECT %1$L, of.%2$I::text FROM appraisal.%1$I AS of
         WHERE of.%3$I IN (SELECT %4$I FROM changed)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$
;

CREATE FUNCTION appraisal.note_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO appraisal.change_waiting (object_type, object_id, was)
    SELECT TG_ARGV[0], (
        SELECT string_agg(was ->> named.name, '/' ORDER BY named.place)
        FROM unnest(string_to_array(TG_ARGV[1], '/')) WITH ORDINALITY AS named (name, place)
    ), (SELECT jsonb_object_agg(name, was -> name) FROM unnest(TG_ARGV[2:]) AS name);
    RETURN NULL;
END $$
;

CREATE TRIGGER "note_insert" AFTER INSERT ON appraisal.bonus_claim REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('bonus_claim')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON appraisal.bonus_claim REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('bonus_claim')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON appraisal.bonus_claim REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('bonus_claim')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON appraisal.result_set REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('result_set')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON appraisal.result_set REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('result_set')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON appraisal.result_set REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('result_set')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON appraisal.result_set FOR EACH ROW WHEN (old.id IS DISTINCT FROM new.id OR old.state IS DISTINCT FROM new.state OR old.subject_kind IS DISTINCT FROM new.subject_kind OR old.class_code IS DISTINCT FROM new.class_code)
    EXECUTE FUNCTION appraisal.note_sight('result_set', 'id', 'id', 'state', 'subject_kind', 'class_code')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON appraisal.review REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('review')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON appraisal.review REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('review')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON appraisal.review REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('review')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON appraisal.scheme REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('scheme')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON appraisal.scheme REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('scheme')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON appraisal.scheme REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('scheme')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON appraisal.standing REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('standing', 'year', 'subject_code')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON appraisal.standing REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('standing', 'year', 'subject_code')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON appraisal.standing REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('standing', 'year', 'subject_code')
;

CREATE TRIGGER "note_sight" AFTER UPDATE ON appraisal.standing FOR EACH ROW WHEN (old.class_code IS DISTINCT FROM new.class_code)
    EXECUTE FUNCTION appraisal.note_sight('standing', 'year/subject_code', 'class_code')
;

CREATE TRIGGER "note_insert" AFTER INSERT ON appraisal.veto REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('veto')
;

CREATE TRIGGER "note_update" AFTER UPDATE ON appraisal.veto REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('veto')
;

CREATE TRIGGER "note_delete" AFTER DELETE ON appraisal.veto REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION appraisal.note_changes('veto')
;
