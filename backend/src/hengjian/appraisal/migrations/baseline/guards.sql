CREATE FUNCTION "appraisal"."refuse_change"() returns trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
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

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.audit_log FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.inbox FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON appraisal.office_clock FOR EACH STATEMENT EXECUTE FUNCTION appraisal.tell_state()
;

CREATE TRIGGER "tell_state" AFTER INSERT OR UPDATE ON appraisal.revocation FOR EACH STATEMENT EXECUTE FUNCTION appraisal.tell_state()
;

CREATE TRIGGER "wake_relay" AFTER INSERT ON appraisal.outbox FOR EACH STATEMENT EXECUTE FUNCTION appraisal.wake_relay()
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
