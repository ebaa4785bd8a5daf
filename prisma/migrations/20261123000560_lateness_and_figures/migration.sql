-- Our own lateness and the on-time figures (issue 4, 9 and 10).

-- ── lateness ─────────────────────────────────────────────────────────────────────────────────────
-- The histograms of /metrics go on from the last row that they have seen. Recorded rungs have their index already.
CREATE INDEX rungs_delivered ON rungs (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX rungs_acknowledged ON rungs (acknowledged_at) WHERE acknowledged_at IS NOT NULL;

-- ── figures ──────────────────────────────────────────────────────────────────────────────────────
-- What the clocks of one organisation came to in one month: made anew only when one of them changed since, so that a
-- year of a whole city is read in milliseconds and is exact all the same.
CREATE TABLE "month_figures" (
    "organisation_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "cells" JSON NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "month_figures_pkey" PRIMARY KEY ("organisation_id","month")
);

-- Written in the transaction that changes a clock: a line for a month whose figures no longer hold. Many lines for one
-- month are no matter, and nobody waits for anybody to write one.
CREATE TABLE "stale_figures" (
    "id" BIGSERIAL NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,

    CONSTRAINT "stale_figures_pkey" PRIMARY KEY ("id")
);

-- Limits that have ended and still run.
CREATE INDEX clocks_open_by_due ON clocks (owner_organisation_id, due_at) WHERE stopped_at IS NULL;
-- A missed follow-up belongs to the month in which it was due, whenever somebody sees to it.
CREATE INDEX clocks_missed_follow_ups ON clocks (owner_organisation_id, overdue_at)
  WHERE kind = 'follow-up' AND overdue_at IS NOT NULL;
-- Lines of the ledger that pause or extend a limit are few, and so are follow-ups.
CREATE INDEX ledger_events_pauses ON ledger_events (case_id)
  WHERE data @? '$.moves.clocks[*] ? (@.op == "pause" || @.why == "extended")';
CREATE INDEX ledger_events_follow_ups ON ledger_events (case_id, at) WHERE type = 'FollowedUp';

-- The civil month in Asia/Shanghai, UTC+8 all year round since 1992, as `2026-03`.
CREATE FUNCTION figures_month(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM');

CREATE FUNCTION figures_month_start(month text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (month || '-01')::timestamp AT TIME ZONE INTERVAL '8 hours';

-- How often one clock was paused and extended: the ledger says so.
CREATE FUNCTION clock_changes(of_case text, of_clock text) RETURNS TABLE (pauses integer, extensions integer)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (count(*) FILTER (WHERE c->>'op' = 'pause'))::int, (count(*) FILTER (WHERE c->>'why' = 'extended'))::int
    FROM ledger_events e,
         jsonb_path_query(e.data, '$.moves.clocks[*] ? (@.op == "pause" || @.why == "extended")') AS c
   WHERE e.case_id = of_case AND c->>'id' = of_clock
     AND e.data @? '$.moves.clocks[*] ? (@.op == "pause" || @.why == "extended")'
$$;

-- A follow-up that somebody made before it was due. One that stopped with its case, or with its urgency, was not made.
CREATE FUNCTION follow_up_made(of_case text, kind text, stopped_at timestamptz, verdict text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(kind = 'follow-up' AND verdict = 'ON_TIME', false) AND EXISTS (
    SELECT FROM ledger_events e WHERE e.case_id = of_case AND e.type = 'FollowedUp' AND e.at = stopped_at)
$$;

CREATE FUNCTION figures_go_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO stale_figures (organisation_id, month)
    SELECT DISTINCT NEW.owner_organisation_id, figures_month(x.at)
      FROM (VALUES (NEW.stopped_at), (CASE WHEN NEW.kind = 'follow-up' THEN NEW.overdue_at END)) AS x(at)
     WHERE x.at IS NOT NULL AND NEW.owner_organisation_id IS NOT NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO stale_figures (organisation_id, month)
    SELECT DISTINCT OLD.owner_organisation_id, figures_month(x.at)
      FROM (VALUES (OLD.stopped_at), (CASE WHEN OLD.kind = 'follow-up' THEN OLD.overdue_at END)) AS x(at)
     WHERE x.at IS NOT NULL AND OLD.owner_organisation_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

-- Limits that start, move, pause or fall due while they run cost nothing here: the conditions say no.
CREATE TRIGGER figures_after_insert AFTER INSERT ON clocks FOR EACH ROW
  WHEN (NEW.kind <> 'notice' AND (NEW.stopped_at IS NOT NULL OR (NEW.kind = 'follow-up' AND NEW.overdue_at IS NOT NULL)))
  EXECUTE FUNCTION figures_go_stale();
CREATE TRIGGER figures_after_update AFTER UPDATE ON clocks FOR EACH ROW
  WHEN (NEW.kind <> 'notice' AND (NEW.stopped_at IS NOT NULL OR OLD.stopped_at IS NOT NULL OR NEW.kind = 'follow-up')
    AND (OLD.stopped_at, OLD.overdue_at, OLD.verdict, OLD.verdict_recomputed, OLD.owner_organisation_id, OLD.unit,
         OLD.used_net, OLD.used_gross, OLD.kind, OLD.stage_id)
        IS DISTINCT FROM
        (NEW.stopped_at, NEW.overdue_at, NEW.verdict, NEW.verdict_recomputed, NEW.owner_organisation_id, NEW.unit,
         NEW.used_net, NEW.used_gross, NEW.kind, NEW.stage_id))
  EXECUTE FUNCTION figures_go_stale();
CREATE TRIGGER figures_after_delete AFTER DELETE ON clocks FOR EACH ROW
  WHEN (OLD.stopped_at IS NOT NULL OR OLD.kind = 'follow-up')
  EXECUTE FUNCTION figures_go_stale();

-- What the clocks of one organisation came to in one month: a cell for each programme, stage, kind and unit. Values of
-- time used come with how often each occurs, so that averages and medians of any sum of cells can be told.
CREATE FUNCTION figures_cells(of_organisation text, of_month text) RETURNS json LANGUAGE sql STABLE AS $$
  WITH facts AS MATERIALIZED (
    SELECT c.programme_code AS programme, coalesce(k.stage_id, '') AS stage, k.kind,
           CASE WHEN k.unit IN ('workday', 'hour') THEN k.unit ELSE 'day' END AS unit,
           k.verdict, coalesce(k.verdict_recomputed, k.verdict) AS recomputed,
           round(k.used_net::numeric, 2)::float8 AS net, round(k.used_gross::numeric, 2)::float8 AS gross,
           h.pauses, h.extensions, follow_up_made(k.case_id, k.kind, k.stopped_at, k.verdict) AS made
      FROM clocks k
      JOIN cases c ON c.id = k.case_id
      CROSS JOIN LATERAL clock_changes(k.case_id, k.clock_id) h
     WHERE k.owner_organisation_id = of_organisation AND k.kind <> 'notice'
       AND k.stopped_at >= figures_month_start(of_month)
       AND k.stopped_at < figures_month_start(of_month) + INTERVAL '1 month'
  ), counted AS (
    SELECT programme, stage, kind, unit, count(*) AS stopped,
           count(*) FILTER (WHERE verdict = 'ON_TIME') AS on_time,
           count(*) FILTER (WHERE recomputed = 'ON_TIME') AS on_time_recomputed,
           count(*) FILTER (WHERE recomputed <> verdict) AS changed,
           sum(pauses) AS pauses, count(*) FILTER (WHERE pauses > 0) AS paused,
           sum(extensions) AS extensions, count(*) FILTER (WHERE extensions > 0) AS extended
      FROM facts WHERE kind <> 'follow-up' GROUP BY programme, stage, kind, unit
  ), used AS (
    SELECT programme, stage, kind, unit,
           json_agg(json_build_array(value, n) ORDER BY value) FILTER (WHERE which = 'net') AS net,
           json_agg(json_build_array(value, n) ORDER BY value) FILTER (WHERE which = 'gross') AS gross
      FROM (SELECT programme, stage, kind, unit, which, value, count(*) AS n
              FROM facts CROSS JOIN LATERAL (VALUES ('net', net), ('gross', gross)) AS v(which, value)
             WHERE net IS NOT NULL AND gross IS NOT NULL AND kind <> 'follow-up'
             GROUP BY programme, stage, kind, unit, which, value) each
     GROUP BY programme, stage, kind, unit
  ), looked_after AS (
    SELECT programme, made::int AS made, 0 AS missed FROM facts WHERE kind = 'follow-up'
    UNION ALL
    SELECT c.programme_code, 0, 1
      FROM clocks k
      JOIN cases c ON c.id = k.case_id
     WHERE k.owner_organisation_id = of_organisation AND k.kind = 'follow-up'
       AND k.overdue_at >= figures_month_start(of_month)
       AND k.overdue_at < figures_month_start(of_month) + INTERVAL '1 month'
  ), cells AS (
    SELECT json_strip_nulls(json_build_object(
             'programme', programme, 'stage', nullif(stage, ''), 'kind', kind, 'unit', unit, 'stopped', stopped,
             'onTime', on_time, 'onTimeRecomputed', on_time_recomputed, 'changed', changed,
             'pauses', pauses, 'paused', paused, 'extensions', extensions, 'extended', extended,
             'net', net, 'gross', gross)) AS cell
      FROM counted LEFT JOIN used USING (programme, stage, kind, unit)
    UNION ALL
    SELECT json_build_object('programme', programme, 'kind', 'follow-up', 'made', sum(made), 'missed', sum(missed))
      FROM looked_after GROUP BY programme HAVING sum(made) + sum(missed) > 0
  )
  SELECT coalesce(json_agg(cell), '[]') FROM cells
$$;

-- Makes the months anew that no longer hold; answers how many. Run before figures are read, in a transaction of its own:
-- the lock comes before what is read, so nobody overwrites newer figures with older ones.
CREATE FUNCTION refresh_figures() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  stale record;
  months integer := 0;
BEGIN
  IF NOT EXISTS (SELECT FROM stale_figures) THEN
    RETURN 0;
  END IF;
  PERFORM pg_advisory_xact_lock(5301, 10);
  FOR stale IN
    WITH taken AS (DELETE FROM stale_figures RETURNING organisation_id, month)
    SELECT DISTINCT organisation_id, month FROM taken
  LOOP
    INSERT INTO month_figures (organisation_id, month, cells, made_at)
    VALUES (stale.organisation_id, stale.month, figures_cells(stale.organisation_id, stale.month), clock_timestamp())
    ON CONFLICT (organisation_id, month) DO UPDATE SET cells = EXCLUDED.cells, made_at = EXCLUDED.made_at;
    months := months + 1;
  END LOOP;
  RETURN months;
END $$;

GRANT EXECUTE ON FUNCTION refresh_figures(), figures_cells(text, text), clock_changes(text, text),
  follow_up_made(text, text, timestamptz, text), figures_month(timestamptz), figures_month_start(text), figures_go_stale()
  TO banjie_app;

-- What has stopped before there were figures.
INSERT INTO stale_figures (organisation_id, month)
SELECT owner_organisation_id, figures_month(stopped_at) FROM clocks
 WHERE stopped_at IS NOT NULL AND owner_organisation_id IS NOT NULL
UNION
SELECT owner_organisation_id, figures_month(overdue_at) FROM clocks
 WHERE kind = 'follow-up' AND overdue_at IS NOT NULL AND owner_organisation_id IS NOT NULL;
SELECT refresh_figures();
