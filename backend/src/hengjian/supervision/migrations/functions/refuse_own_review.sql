CREATE FUNCTION supervision.refuse_own_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.public_picture
               WHERE id = NEW.picture_id AND prepared_by = NEW.reviewed_by) THEN
        RAISE EXCEPTION 'nobody reviews the picture that they prepared' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
