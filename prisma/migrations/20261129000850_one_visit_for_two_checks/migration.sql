-- One visit answers every check that had ordered it (docs/decisions/0021), and what it finds is a finding of each.
-- "check_id" stays for a process of the release before: the first of them.
ALTER TABLE "inspections" ADD COLUMN "check_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "findings" ADD COLUMN "check_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
UPDATE "inspections" SET "check_ids" = ARRAY["check_id"] WHERE "check_id" IS NOT NULL;
UPDATE "findings" SET "check_ids" = ARRAY["check_id"] WHERE "check_id" IS NOT NULL;
CREATE INDEX "inspections_check_ids_idx" ON "inspections" USING GIN ("check_ids");
CREATE INDEX "findings_check_ids_idx" ON "findings" USING GIN ("check_ids");

-- States say since when the works have run and what each inspection was made for: rows are made anew (STATE_VERSION 6).
ALTER TABLE cases ALTER COLUMN state_version SET DEFAULT 6;
DROP INDEX cases_of_older_shape;
CREATE INDEX cases_of_older_shape ON cases (state_version, id) WHERE state_version < 6;

-- As before, with the checks of inspections and findings. Everything that events of any number of cases turn into besides
-- the cases themselves. Arrays of rows, or NULL.
CREATE OR REPLACE FUNCTION ledger_project(
  clocks_in json, duties_in json, messages_in json, links_in json, rungs_in json, acks_in json,
  inspections_in json, findings_in json
) RETURNS void LANGUAGE plpgsql
-- PostgreSQL takes the JSON of one command for a hundred rows and would read whole tables to join them: the more cases,
-- the dearer each command. Without hash and merge joins it looks up by index.
SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  IF clocks_in IS NOT NULL THEN
    INSERT INTO clocks AS k (case_id, clock_id, kind, stage_id, status, started_at, due_at, provisional, stopped_at, verdict,
      overdue_at, overdue_recorded_at, owner_role, owner_organisation_id, unit, used_net, used_gross)
    SELECT r.case_id, r.clock_id, r.kind, r.stage_id, r.status, r.started_at, r.due_at, r.provisional, r.stopped_at, r.verdict,
      r.overdue_at, CASE WHEN r.overdue_at IS NOT NULL AND COALESCE(r.measured, true) THEN clock_timestamp() END,
      r.owner_role, r.owner_organisation_id, r.unit, r.used_net, r.used_gross
    FROM json_to_recordset(clocks_in) AS r(case_id text, clock_id text, kind text, stage_id text, status text,
      started_at timestamptz, due_at timestamptz, provisional boolean, stopped_at timestamptz, verdict text,
      overdue_at timestamptz, measured boolean, owner_role text, owner_organisation_id text, unit text,
      used_net double precision, used_gross double precision)
    ON CONFLICT (case_id, clock_id) DO UPDATE SET
      status = EXCLUDED.status, due_at = EXCLUDED.due_at, provisional = EXCLUDED.provisional, stopped_at = EXCLUDED.stopped_at,
      verdict = EXCLUDED.verdict, overdue_at = EXCLUDED.overdue_at,
      overdue_recorded_at = CASE WHEN EXCLUDED.overdue_at IS NOT DISTINCT FROM k.overdue_at THEN k.overdue_recorded_at
        ELSE EXCLUDED.overdue_recorded_at END,
      owner_role = EXCLUDED.owner_role, owner_organisation_id = EXCLUDED.owner_organisation_id, unit = EXCLUDED.unit,
      used_net = EXCLUDED.used_net, used_gross = EXCLUDED.used_gross;
  END IF;

  -- A rung fires once: a second one breaks the key, and with it the whole write.
  IF rungs_in IS NOT NULL THEN
    INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at, acknowledge_by, recorded_at)
    SELECT r.case_id, r.clock_id, r.rung, r.planned_at, r.fired_at, r.acknowledge_by,
      CASE WHEN COALESCE(r.measured, true) THEN clock_timestamp() END
    FROM json_to_recordset(rungs_in) AS r(case_id text, clock_id text, rung text, planned_at timestamptz,
      fired_at timestamptz, acknowledge_by timestamptz, measured boolean);
  END IF;

  -- One element per case whose duties changed: {case_id, duties: [...]}.
  IF duties_in IS NOT NULL THEN
    DELETE FROM duties d USING json_to_recordset(duties_in) AS r(case_id text) WHERE d.case_id = r.case_id;
    INSERT INTO duties (case_id, key, stage_id, role, organisation_id, person_id, since, due_at)
    SELECT r.case_id, x.key, x.stage_id, x.role, x.organisation_id, x.person_id, x.since, x.due_at
    FROM json_to_recordset(duties_in) AS r(case_id text, duties json),
      json_to_recordset(r.duties) AS x(key text, stage_id text, role text, organisation_id text, person_id text,
        since timestamptz, due_at timestamptz);
  END IF;

  -- A message that exists already is not sent again. One outbox row for each channel that it goes out by.
  IF messages_in IS NOT NULL THEN
    WITH told AS (
      SELECT r.* FROM json_to_recordset(messages_in) AS r(case_id text, key text, kind text, role text,
        organisation_id text, person_id text, data jsonb, at timestamptz, clock_id text, rung text,
        acknowledge_by timestamptz, channels text[], send_from timestamptz)
    ), fresh AS (
      INSERT INTO notifications (case_id, key, kind, role, organisation_id, person_id, data, at, clock_id, rung, acknowledge_by)
      SELECT case_id, key, kind, role, organisation_id, person_id, data, at, clock_id, rung, acknowledge_by FROM told
      ON CONFLICT (case_id, key) DO NOTHING
      RETURNING id, case_id, key
    )
    INSERT INTO outbox (notification_id, channel, send_from)
    SELECT f.id, c.channel, COALESCE(t.send_from, t.at)
    FROM fresh f JOIN told t ON t.case_id = f.case_id AND t.key = f.key, unnest(t.channels) AS c(channel);
  END IF;

  -- Whoever says "seen, mine" says so for rungs of one clock, and for everybody who was told of them.
  IF acks_in IS NOT NULL THEN
    UPDATE rungs g SET acknowledged_at = r.at, acknowledged_by = r.by
    FROM json_to_recordset(acks_in) AS r(case_id text, clock_id text, rungs text[], at timestamptz, by text)
    WHERE g.case_id = r.case_id AND g.clock_id = r.clock_id AND g.rung = ANY (r.rungs) AND g.acknowledged_at IS NULL;
    UPDATE notifications n SET acknowledged_at = r.at, acknowledged_by = r.by
    FROM json_to_recordset(acks_in) AS r(case_id text, clock_id text, rungs text[], at timestamptz, by text)
    WHERE n.case_id = r.case_id AND n.clock_id = r.clock_id AND n.rung = ANY (r.rungs) AND n.acknowledged_at IS NULL;
  END IF;

  IF links_in IS NOT NULL THEN
    INSERT INTO suggestion_cases (suggestion_id, case_id, linked_at, how)
    SELECT r.suggestion_id, r.case_id, r.linked_at, r.how
    FROM json_to_recordset(links_in) AS r(suggestion_id text, case_id text, linked_at timestamptz, how text)
    ON CONFLICT (suggestion_id, case_id) DO NOTHING;
  END IF;

  IF inspections_in IS NOT NULL THEN
    INSERT INTO inspections (case_id, inspection_id, org_path, check_id, check_ids, visited_on, recorded_at, result, person_id,
      percent_done, percent_planned, findings)
    SELECT r.case_id, r.inspection_id, r.org_path, COALESCE(r.check_id, r.check_ids[1]),
      COALESCE(r.check_ids, array_remove(ARRAY[r.check_id], NULL)), r.visited_on, r.recorded_at, r.result, r.person_id,
      r.percent_done, r.percent_planned, r.findings
    FROM json_to_recordset(inspections_in) AS r(case_id text, inspection_id text, org_path text, check_id text, check_ids text[],
      visited_on date, recorded_at timestamptz, result text, person_id text, percent_done double precision,
      percent_planned double precision, findings int);
  END IF;

  IF findings_in IS NOT NULL THEN
    INSERT INTO findings (case_id, finding_id, org_path, kind, source, check_id, check_ids, status, raised_at, due_at, overdue_at,
      answered_at, verified_at, times_failed, repeated, responsible_role, organisation_id)
    SELECT r.case_id, r.finding_id, r.org_path, r.kind, r.source, COALESCE(r.check_id, r.check_ids[1]),
      COALESCE(r.check_ids, array_remove(ARRAY[r.check_id], NULL)), r.status, r.raised_at, r.due_at, r.overdue_at,
      r.answered_at, r.verified_at, r.times_failed, r.repeated, r.responsible_role, r.organisation_id
    FROM json_to_recordset(findings_in) AS r(case_id text, finding_id text, org_path text, kind text, source text,
      check_id text, check_ids text[], status text, raised_at timestamptz, due_at timestamptz, overdue_at timestamptz, answered_at timestamptz,
      verified_at timestamptz, times_failed int, repeated boolean, responsible_role text, organisation_id text)
    ON CONFLICT (case_id, finding_id) DO UPDATE SET
      status = EXCLUDED.status, due_at = EXCLUDED.due_at, overdue_at = EXCLUDED.overdue_at,
      answered_at = EXCLUDED.answered_at, verified_at = EXCLUDED.verified_at, times_failed = EXCLUDED.times_failed;
  END IF;
END $$;
