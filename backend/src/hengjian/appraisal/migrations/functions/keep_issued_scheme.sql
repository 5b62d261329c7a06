CREATE FUNCTION appraisal.keep_issued_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
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
