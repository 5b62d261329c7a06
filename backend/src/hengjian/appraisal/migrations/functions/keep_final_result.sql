CREATE FUNCTION appraisal.keep_final_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a final result cannot change' USING ERRCODE = 'restrict_violation';
END $$
