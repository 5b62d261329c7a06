CREATE FUNCTION appraisal.keep_final_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM appraisal.result_set
             WHERE id IN (OLD.result_id, NEW.result_id) AND state = 'final') THEN
    RAISE EXCEPTION 'a final result cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$
