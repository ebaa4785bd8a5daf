-- Inspections, findings and what they ask for (整改): they lie over a case and go on after it has ended.
CREATE TABLE "inspections" (
    "case_id" TEXT NOT NULL,
    "inspection_id" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "check_id" TEXT,
    "visited_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "result" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "percent_done" DOUBLE PRECISION,
    "percent_planned" DOUBLE PRECISION,
    "findings" INTEGER NOT NULL,
    CONSTRAINT "inspections_pkey" PRIMARY KEY ("case_id", "inspection_id"),
    CONSTRAINT "inspections_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "inspections_org_path_recorded_at_idx" ON "inspections" ("org_path" text_pattern_ops, "recorded_at");
CREATE INDEX "inspections_check_id_idx" ON "inspections" ("check_id") WHERE "check_id" IS NOT NULL;

CREATE TABLE "findings" (
    "case_id" TEXT NOT NULL,
    "finding_id" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "check_id" TEXT,
    "status" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "overdue_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "times_failed" INTEGER NOT NULL,
    "repeated" BOOLEAN NOT NULL,
    "responsible_role" TEXT NOT NULL,
    "organisation_id" TEXT,
    CONSTRAINT "findings_pkey" PRIMARY KEY ("case_id", "finding_id"),
    CONSTRAINT "findings_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "findings_org_path_raised_at_idx" ON "findings" ("org_path" text_pattern_ops, "raised_at");
-- The board of what is to be put right, and what bulletins count as open.
CREATE INDEX "findings_open_idx" ON "findings" ("due_at", "case_id", "finding_id") WHERE "status" <> 'VERIFIED';
CREATE INDEX "findings_check_id_idx" ON "findings" ("check_id") WHERE "check_id" IS NOT NULL;

-- Rows of an older shape are made anew when the product starts.
ALTER TABLE cases ALTER COLUMN state_version SET DEFAULT 4;
DROP INDEX cases_of_older_shape;
CREATE INDEX cases_of_older_shape ON cases (state_version, id) WHERE state_version < 4;

-- A workflow is over when its case has ended and nothing beside it waits.
DROP INDEX cases_ended_with_workflow;
CREATE INDEX cases_over_with_workflow ON cases (id) WHERE ended_at IS NOT NULL AND wake_at IS NULL AND has_workflow;
CREATE INDEX cases_kept_awake ON cases (id) WHERE ended_at IS NULL OR wake_at IS NOT NULL;

-- No NOTIFY in here any more: PostgreSQL lets one commit at a time carry one. Whoever writes calls after the commit
-- (ledger/calls.ts).
DROP FUNCTION ledger_append(json, json, json, json, json, json, json, json, json);
DROP FUNCTION ledger_command(text, integer, integer, text, text, text, text, text, json, text[], timestamptz, text, bigint,
  bigint, timestamptz, boolean, timestamptz, boolean, text, timestamptz, text, text, text, jsonb, text, json, text, text, json,
  json, json, json, json, json, json);
DROP FUNCTION ledger_project(json, json, json, json, json, json);

-- Everything that events of any number of cases turn into besides the cases themselves. Arrays of rows, or NULL.
CREATE FUNCTION ledger_project(
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
    INSERT INTO inspections (case_id, inspection_id, org_path, check_id, visited_on, recorded_at, result, person_id,
      percent_done, percent_planned, findings)
    SELECT r.case_id, r.inspection_id, r.org_path, r.check_id, r.visited_on, r.recorded_at, r.result, r.person_id,
      r.percent_done, r.percent_planned, r.findings
    FROM json_to_recordset(inspections_in) AS r(case_id text, inspection_id text, org_path text, check_id text,
      visited_on date, recorded_at timestamptz, result text, person_id text, percent_done double precision,
      percent_planned double precision, findings int);
  END IF;

  IF findings_in IS NOT NULL THEN
    INSERT INTO findings (case_id, finding_id, org_path, kind, source, check_id, status, raised_at, due_at, overdue_at,
      answered_at, verified_at, times_failed, repeated, responsible_role, organisation_id)
    SELECT r.case_id, r.finding_id, r.org_path, r.kind, r.source, r.check_id, r.status, r.raised_at, r.due_at, r.overdue_at,
      r.answered_at, r.verified_at, r.times_failed, r.repeated, r.responsible_role, r.organisation_id
    FROM json_to_recordset(findings_in) AS r(case_id text, finding_id text, org_path text, kind text, source text,
      check_id text, status text, raised_at timestamptz, due_at timestamptz, overdue_at timestamptz, answered_at timestamptz,
      verified_at timestamptz, times_failed int, repeated boolean, responsible_role text, organisation_id text)
    ON CONFLICT (case_id, finding_id) DO UPDATE SET
      status = EXCLUDED.status, due_at = EXCLUDED.due_at, overdue_at = EXCLUDED.overdue_at,
      answered_at = EXCLUDED.answered_at, verified_at = EXCLUDED.verified_at, times_failed = EXCLUDED.times_failed;
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION ledger_project(json, json, json, json, json, json, json, json) TO banjie_app;

-- One command, or what time did, on one case that exists. It must still be at `expected_in`, else SQLSTATE BJ001 and the
-- caller decides again. The last line of the ledger comes as values, lines before it as an array of rows or NULL;
-- without a receipt its key is NULL.
CREATE FUNCTION ledger_command(
  case_in text, expected_in integer, seq_in integer, hash_in text,
  status_in text, stage_in text, track_in text, grade_in text, state_in json, suggestions_in text[],
  ended_in timestamptz, outcome_in text, approved_in bigint, paid_in bigint,
  due_in timestamptz, due_provisional_in boolean, wake_in timestamptz, rearmed_in boolean,
  type_in text, at_in timestamptz, actor_in text, post_in text, command_in text, data_in jsonb, prev_hash_in text,
  earlier_in json,
  key_in text, body_hash_in text, receipt_in json,
  clocks_in json, duties_in json, messages_in json, links_in json, rungs_in json, acks_in json,
  inspections_in json, findings_in json
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases c SET
    status = status_in, stage_id = stage_in, track = track_in, grade = grade_in, state = state_in,
    suggestion_ids = suggestions_in, seq = seq_in, hash = hash_in,
    ended_at = ended_in, outcome = outcome_in, approved_fen = approved_in, paid_fen = paid_in,
    due_at = due_in, due_provisional = due_provisional_in, wake_at = wake_in,
    armed_wake_at = CASE WHEN rearmed_in THEN wake_in ELSE c.armed_wake_at END,
    arm_epoch = CASE WHEN rearmed_in THEN c.arm_epoch + 1 ELSE c.arm_epoch END
  WHERE c.id = case_in AND c.seq = expected_in;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'another command came first' USING ERRCODE = 'BJ001';
  END IF;

  IF earlier_in IS NOT NULL THEN
    INSERT INTO ledger_events (case_id, seq, type, at, actor_id, actor_post, command_id, data, prev_hash, hash)
    SELECT r.case_id, r.seq, r.type, r.at, r.actor_id, r.actor_post, r.command_id, r.data, r.prev_hash, r.hash
    FROM json_to_recordset(earlier_in) AS r(case_id text, seq int, type text, at timestamptz, actor_id text,
      actor_post text, command_id text, data jsonb, prev_hash text, hash text);
  END IF;
  INSERT INTO ledger_events (case_id, seq, type, at, actor_id, actor_post, command_id, data, prev_hash, hash)
  VALUES (case_in, seq_in, type_in, at_in, actor_in, post_in, command_in, data_in, prev_hash_in, hash_in);

  IF clocks_in IS NOT NULL OR duties_in IS NOT NULL OR messages_in IS NOT NULL OR links_in IS NOT NULL
    OR rungs_in IS NOT NULL OR acks_in IS NOT NULL OR inspections_in IS NOT NULL OR findings_in IS NOT NULL THEN
    PERFORM ledger_project(clocks_in, duties_in, messages_in, links_in, rungs_in, acks_in, inspections_in, findings_in);
  END IF;

  IF key_in IS NOT NULL THEN
    INSERT INTO command_receipts (scope, key, body_hash, receipt) VALUES (case_in, key_in, body_hash_in, receipt_in);
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION ledger_command TO banjie_app;

-- Writes decided events and everything projected from them, or nothing. Every parameter is an array of rows, or NULL.
-- `cases` carries what was expected: expected_seq 0 inserts, any other must still be the case's seq, else SQLSTATE BJ001
-- and the caller decides again.
CREATE FUNCTION ledger_append(
  cases_in json, events_in json, clocks_in json, duties_in json, messages_in json, receipts_in json, links_in json,
  rungs_in json, acks_in json, inspections_in json, findings_in json
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted integer := json_array_length(cases_in);
  updated integer;
  inserted integer;
BEGIN
  UPDATE cases c SET
    status = r.status, stage_id = r.stage_id, track = r.track, grade = r.grade, state = r.state,
    suggestion_ids = COALESCE(r.suggestion_ids, c.suggestion_ids), seq = r.seq, hash = r.hash,
    ended_at = r.ended_at, outcome = r.outcome, approved_fen = r.approved_fen, paid_fen = r.paid_fen,
    due_at = r.due_at, due_provisional = r.due_provisional, wake_at = r.wake_at,
    armed_wake_at = CASE WHEN r.rearmed THEN r.wake_at ELSE c.armed_wake_at END,
    arm_epoch = CASE WHEN r.rearmed THEN c.arm_epoch + 1 ELSE c.arm_epoch END
  FROM json_to_recordset(cases_in) AS r(
    id text, expected_seq int, status text, stage_id text, track text, grade text, state json,
    suggestion_ids text[], seq int, hash text, ended_at timestamptz, outcome text, approved_fen bigint, paid_fen bigint,
    due_at timestamptz, due_provisional boolean, wake_at timestamptz, rearmed boolean)
  WHERE c.id = r.id AND r.expected_seq > 0 AND c.seq = r.expected_seq;
  GET DIAGNOSTICS updated = ROW_COUNT;

  IF updated < wanted THEN
    INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id,
      org_path, status, stage_id, track, grade, state, suggestion_ids, seq, hash, opened_at, ended_at, outcome, approved_fen,
      paid_fen, due_at, due_provisional, wake_at)
    SELECT r.id, r.number, r.programme_code, r.programme_version_id, r.kind, r.title, r.organisation_id,
      r.org_path, r.status, r.stage_id, r.track, r.grade, r.state, COALESCE(r.suggestion_ids, '{}'), r.seq, r.hash,
      r.opened_at, r.ended_at, r.outcome, r.approved_fen, r.paid_fen, r.due_at, r.due_provisional, r.wake_at
    FROM json_to_recordset(cases_in) AS r(
      id text, expected_seq int, number text, programme_code text, programme_version_id text, kind text, title text,
      organisation_id text, org_path text, status text, stage_id text, track text, grade text, state json,
      suggestion_ids text[], seq int, hash text, opened_at timestamptz, ended_at timestamptz, outcome text,
      approved_fen bigint, paid_fen bigint, due_at timestamptz, due_provisional boolean, wake_at timestamptz)
    WHERE r.expected_seq = 0
    ON CONFLICT (id) DO NOTHING;
    GET DIAGNOSTICS inserted = ROW_COUNT;
    IF updated + inserted < wanted THEN
      RAISE EXCEPTION 'another command came first' USING ERRCODE = 'BJ001';
    END IF;
  END IF;

  INSERT INTO ledger_events (case_id, seq, type, at, actor_id, actor_post, command_id, data, prev_hash, hash)
  SELECT r.case_id, r.seq, r.type, r.at, r.actor_id, r.actor_post, r.command_id, r.data, r.prev_hash, r.hash
  FROM json_to_recordset(events_in) AS r(case_id text, seq int, type text, at timestamptz, actor_id text, actor_post text,
    command_id text, data jsonb, prev_hash text, hash text);

  PERFORM ledger_project(clocks_in, duties_in, messages_in, links_in, rungs_in, acks_in, inspections_in, findings_in);

  IF receipts_in IS NOT NULL THEN
    INSERT INTO command_receipts (scope, key, body_hash, receipt)
    SELECT r.scope, r.key, r.body_hash, r.receipt
    FROM json_to_recordset(receipts_in) AS r(scope text, key text, body_hash text, receipt json);
  END IF;
END $$;

-- PostgreSQL takes the JSON of one command for a hundred rows and would read whole tables to join them: the more cases,
-- the dearer each command. Without hash and merge joins it looks up by index. `ledger_command` itself joins nothing.
-- CREATE OR REPLACE forgets these settings: a migration that replaces a function must give them again.
ALTER FUNCTION ledger_append(json, json, json, json, json, json, json, json, json, json, json) SET enable_hashjoin = off;
ALTER FUNCTION ledger_append(json, json, json, json, json, json, json, json, json, json, json) SET enable_mergejoin = off;
GRANT EXECUTE ON FUNCTION ledger_append(json, json, json, json, json, json, json, json, json, json, json) TO banjie_app;
