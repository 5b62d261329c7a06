CREATE FUNCTION supervision.bulletin_grams(day date, contents text[], number text, unit text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
DECLARE
    month text := extract(year FROM day) * 100 + extract(month FROM day);
    grams text[] := '{}';
    before text := '';
    one text;
BEGIN
    FOREACH one IN ARRAY string_to_array(lower(array_to_string(contents, ' ')), NULL) LOOP
        grams := grams || (month || one) || (month || before || one);
        before := one;
    END LOOP;
    FOR length IN 1 .. coalesce(char_length(number), 0) LOOP
        grams := grams || (month || '#' || lower(left(number, length)));
    END LOOP;
    RETURN CASE WHEN unit IS NULL THEN grams ELSE grams || (month || '@' || unit) END;
END $$
