CREATE FUNCTION supervision.guard_round_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.round_item i JOIN supervision.round r ON r.id = i.round_id
               WHERE i.id = NEW.item_id AND r.state = 'closed') THEN
        RAISE EXCEPTION 'nothing is added to a closed round' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
