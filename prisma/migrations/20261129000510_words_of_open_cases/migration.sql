-- Finding by words among a million cases (docs/benchmarks.md): what is asked for is looked up by its rarest parts, open
-- cases have an index of their own, and parts of a number are three signs long, since two digits are in every number.
DROP INDEX case_words_pairs;
DROP INDEX case_words_place;
ALTER TABLE case_words ADD COLUMN "open" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE case_words RENAME COLUMN "number_pairs" TO "number_parts";

-- Single characters, pairs and threes.
CREATE FUNCTION text_threes(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT COALESCE(array_agg(DISTINCT part), '{}')
    FROM (SELECT regexp_replace(lower(normalize(words, NFKC)), '\s+', '', 'g') AS t) x,
         generate_series(1, length(t)) AS i,
         LATERAL (VALUES (substr(t, i, 1)), (substr(t, i, 2)), (substr(t, i, 3))) AS p(part)
$$;

-- Of the parts of what is asked for, the longest: whoever has these has the shorter ones, and shorter ones are commoner.
CREATE FUNCTION longest_parts(parts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT COALESCE(array_agg(part) FILTER (WHERE length(part) = longest), '{}')
    FROM (SELECT part, max(length(part)) OVER () AS longest FROM unnest(parts) AS part) x
$$;
GRANT EXECUTE ON FUNCTION text_threes(text), longest_parts(text[]) TO banjie_app;

CREATE OR REPLACE FUNCTION keep_case_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_words (case_id, organisation_id, opened_at, open, pairs, number_parts)
  VALUES (NEW.id, NEW.organisation_id, NEW.opened_at, NEW.ended_at IS NULL, text_pairs(NEW.title), text_threes(NEW.number));
  RETURN NULL;
END $$;

-- Words do not change, but a case ends, and may be reopened.
CREATE FUNCTION keep_case_words_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE case_words SET open = NEW.ended_at IS NULL WHERE case_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_words_open AFTER UPDATE ON cases FOR EACH ROW
  WHEN ((OLD.ended_at IS NULL) <> (NEW.ended_at IS NULL)) EXECUTE FUNCTION keep_case_words_open();

UPDATE case_words w SET open = c.ended_at IS NULL, number_parts = text_threes(c.number) FROM cases c WHERE c.id = w.case_id;

-- Without a list of what is to be entered later, which every search would have to read from its beginning.
CREATE INDEX case_words_parts ON case_words USING gin (pairs, number_parts) WITH (fastupdate = off);
CREATE INDEX case_words_parts_open ON case_words USING gin (pairs, number_parts) WITH (fastupdate = off) WHERE open;
CREATE INDEX case_words_place ON case_words (organisation_id, opened_at DESC) INCLUDE (pairs);
