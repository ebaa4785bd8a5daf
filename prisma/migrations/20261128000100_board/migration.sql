-- The overdue board, and finding cases by their words (issue 5: 2, 4, 5, 6).

-- ── the board ────────────────────────────────────────────────────────────────────────────────────
-- Counts of a tree and of its filters are read from the index alone.
DROP INDEX cases_open_place;
CREATE INDEX cases_open_place ON cases (org_path text_pattern_ops, due_at, id)
  INCLUDE (programme_code, stage_id, grade, kind, opened_at) WHERE ended_at IS NULL;
-- The list by lateness; what has no limit that runs comes last.
CREATE INDEX cases_open_board ON cases ((COALESCE(due_at, 'infinity'::timestamptz)), id)
  INCLUDE (due_at, org_path, programme_code, stage_id, grade, kind) WHERE ended_at IS NULL;
-- What was open a week ago and is not any more.
CREATE INDEX cases_ended ON cases (ended_at) INCLUDE (id, org_path, programme_code, stage_id, grade, kind, opened_at)
  WHERE ended_at IS NOT NULL;
-- Limits that run, and those that have stopped since an instant, without a look at the table.
CREATE INDEX clocks_running ON clocks (case_id) INCLUDE (kind, status, started_at, due_at) WHERE stopped_at IS NULL;
-- Told, and nobody has said "seen, mine".
CREATE INDEX rungs_awaiting ON rungs (case_id, clock_id) WHERE acknowledge_by IS NOT NULL AND acknowledged_at IS NULL;

-- ── words ────────────────────────────────────────────────────────────────────────────────────────
-- Chinese has no blanks between words, and pg_trgm knows neither characters outside ASCII in the C locale nor words of two
-- of them: single characters and pairs do, whatever the locale. The same function makes what is kept and what is asked.
CREATE FUNCTION text_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT COALESCE(array_agg(DISTINCT pair), '{}')
    FROM (SELECT regexp_replace(lower(normalize(words, NFKC)), '\s+', '', 'g') AS t) x,
         generate_series(1, length(t)) AS i,
         LATERAL (VALUES (substr(t, i, 1)), (substr(t, i, 2))) AS p(pair)
$$;
GRANT EXECUTE ON FUNCTION text_pairs(text) TO banjie_app;

-- Apart from `cases`, whose rows change with every command: a title never does, and an index of words is dear to write.
CREATE TABLE "case_words" (
    "case_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "pairs" TEXT[],
    "number_pairs" TEXT[],

    CONSTRAINT "case_words_pkey" PRIMARY KEY ("case_id")
);
ALTER TABLE "case_words" ADD CONSTRAINT "case_words_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id")
  ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION keep_case_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_words (case_id, organisation_id, opened_at, pairs, number_pairs)
  VALUES (NEW.id, NEW.organisation_id, NEW.opened_at, text_pairs(NEW.title), text_pairs(NEW.number));
  RETURN NULL;
END $$;
CREATE TRIGGER cases_words AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION keep_case_words();

INSERT INTO case_words (case_id, organisation_id, opened_at, pairs, number_pairs)
SELECT id, organisation_id, opened_at, text_pairs(title), text_pairs(number) FROM cases;

CREATE INDEX case_words_pairs ON case_words USING gin (pairs, number_pairs);
-- The newest of one place: what a new case may be the same as.
CREATE INDEX case_words_place ON case_words (organisation_id, opened_at DESC) INCLUDE (pairs);

-- Words of residents' suggestions, for those who may read them.
CREATE INDEX suggestions_pairs ON suggestions USING gin (text_pairs(words));
