-- What was entered in a round stays as it was when the round closed; the trigger names the table of rounds.
CREATE FUNCTION appraisal.keep_closed_round() RETURNS trigger LANGUAGE plpgsql AS $$
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
