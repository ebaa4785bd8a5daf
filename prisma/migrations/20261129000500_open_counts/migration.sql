-- The board of a whole city counted 100,000 open cases for every look at it (docs/benchmarks.md). Now they are counted when
-- they change: what the trigger below writes in the transaction of the case is the only way in, so a count is never older
-- than the cases that are read beside it, and a change that is rolled back is not counted.

-- Open cases that are alike in everything the board asks of many. '' stands for no stage and no grade, infinity for no
-- limit that runs.
CREATE TABLE "open_counts" (
    "org_path" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "stage_id" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "cases" INTEGER NOT NULL,

    CONSTRAINT "open_counts_pkey" PRIMARY KEY ("org_path","programme_code","stage_id","grade","kind","due_at")
);

-- One case more or less, not yet added up. Commands only append here: two of them never wait for one count. The figures
-- are the sum of both tables, so it does not matter when these are folded into the others.
CREATE TABLE "open_changes" (
    "id" BIGSERIAL NOT NULL,
    "org_path" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "stage_id" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "cases" INTEGER NOT NULL,

    CONSTRAINT "open_changes_pkey" PRIMARY KEY ("id")
);

-- Counts below one organisation.
CREATE INDEX open_counts_place ON open_counts (org_path text_pattern_ops);

-- Adds the changes to the counts; answers how many there were. Whoever comes second leaves it to the first.
CREATE FUNCTION fold_open_changes() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  folded integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(5301, 20) THEN
    RETURN 0;
  END IF;
  WITH taken AS (
    DELETE FROM open_changes RETURNING org_path, programme_code, stage_id, grade, kind, due_at, cases
  ), added AS (
    INSERT INTO open_counts AS k (org_path, programme_code, stage_id, grade, kind, due_at, cases)
    SELECT org_path, programme_code, stage_id, grade, kind, due_at, sum(cases) FROM taken
     GROUP BY org_path, programme_code, stage_id, grade, kind, due_at HAVING sum(cases) <> 0
    ON CONFLICT (org_path, programme_code, stage_id, grade, kind, due_at) DO UPDATE SET cases = k.cases + EXCLUDED.cases
  )
  SELECT count(*) INTO folded FROM taken;
  DELETE FROM open_counts WHERE cases = 0;
  RETURN folded;
END $$;

-- Every thousandth change adds them up, so that a reader never has many more than that to add.
CREATE FUNCTION count_open_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_id bigint;
  next_id bigint;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.ended_at IS NULL THEN
    INSERT INTO open_changes (org_path, programme_code, stage_id, grade, kind, due_at, cases)
    VALUES (OLD.org_path, OLD.programme_code, COALESCE(OLD.stage_id, ''), COALESCE(OLD.grade, ''), OLD.kind,
      COALESCE(OLD.due_at, 'infinity'), -1) RETURNING id INTO last_id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.ended_at IS NULL THEN
    INSERT INTO open_changes (org_path, programme_code, stage_id, grade, kind, due_at, cases)
    VALUES (NEW.org_path, NEW.programme_code, COALESCE(NEW.stage_id, ''), COALESCE(NEW.grade, ''), NEW.kind,
      COALESCE(NEW.due_at, 'infinity'), 1) RETURNING id INTO next_id;
  END IF;
  IF last_id % 1000 = 0 OR next_id % 1000 = 0 THEN
    PERFORM fold_open_changes();
  END IF;
  RETURN NULL;
END $$;

-- Counts all open cases anew: at first, and when an operator repairs something by hand (`ledger rebuild`).
CREATE FUNCTION recount_open_cases() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE cases IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM open_changes;
  DELETE FROM open_counts;
  INSERT INTO open_counts (org_path, programme_code, stage_id, grade, kind, due_at, cases)
  SELECT org_path, programme_code, COALESCE(stage_id, ''), COALESCE(grade, ''), kind, COALESCE(due_at, 'infinity'), count(*)
    FROM cases WHERE ended_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6;
END $$;

-- Where what was counted differs from a fresh count, and by how many cases; nothing in an honest database.
CREATE FUNCTION wrong_open_counts() RETURNS TABLE (
  org_path text, programme_code text, stage_id text, grade text, kind text, due_at timestamptz, cases integer
) LANGUAGE sql STABLE AS $$
  SELECT x.org_path, x.programme_code, x.stage_id, x.grade, x.kind, x.due_at, sum(x.n)::int
    FROM (
      SELECT k.org_path, k.programme_code, k.stage_id, k.grade, k.kind, k.due_at, k.cases AS n FROM open_counts k
      UNION ALL
      SELECT k.org_path, k.programme_code, k.stage_id, k.grade, k.kind, k.due_at, k.cases FROM open_changes k
      UNION ALL
      SELECT c.org_path, c.programme_code, COALESCE(c.stage_id, ''), COALESCE(c.grade, ''), c.kind,
             COALESCE(c.due_at, 'infinity'), -1 FROM cases c WHERE c.ended_at IS NULL) x
   GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(x.n) <> 0
$$;
GRANT EXECUTE ON FUNCTION fold_open_changes(), count_open_case(), recount_open_cases(), wrong_open_counts() TO banjie_app;

CREATE TRIGGER open_counts_insert AFTER INSERT ON cases FOR EACH ROW
  WHEN (NEW.ended_at IS NULL) EXECUTE FUNCTION count_open_case();
-- A command that moves neither stage nor date costs nothing here.
CREATE TRIGGER open_counts_update AFTER UPDATE ON cases FOR EACH ROW
  WHEN ((OLD.ended_at IS NULL, OLD.due_at, OLD.stage_id, OLD.grade, OLD.org_path, OLD.programme_code, OLD.kind)
        IS DISTINCT FROM
        (NEW.ended_at IS NULL, NEW.due_at, NEW.stage_id, NEW.grade, NEW.org_path, NEW.programme_code, NEW.kind))
  EXECUTE FUNCTION count_open_case();
CREATE TRIGGER open_counts_delete AFTER DELETE ON cases FOR EACH ROW
  WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION count_open_case();

SELECT recount_open_cases();
