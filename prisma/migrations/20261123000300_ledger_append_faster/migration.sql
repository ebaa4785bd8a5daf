-- The same as before, with less work for each command (docs/benchmarks.md):
-- whether the engine must be told is known from the rows that were written, not looked up again;
-- room in the pages of rows that change often, so that a change that moves no date touches no index.
ALTER TABLE cases SET (fillfactor = 50);
ALTER TABLE clocks SET (fillfactor = 80);

CREATE OR REPLACE FUNCTION ledger_append(
  cases_in jsonb, events_in jsonb, clocks_in jsonb, duties_in jsonb, messages_in jsonb, receipts_in jsonb, links_in jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted integer := jsonb_array_length(cases_in);
  updated integer;
  inserted integer;
  must_arm boolean;
  fresh_must_arm boolean;
BEGIN
  WITH written AS (UPDATE cases c SET
    status = r.status, stage_id = r.stage_id, track = r.track, grade = r.grade, state = r.state, seq = r.seq, hash = r.hash,
    ended_at = r.ended_at, outcome = r.outcome, approved_fen = r.approved_fen, paid_fen = r.paid_fen,
    due_at = r.due_at, due_provisional = r.due_provisional, wake_at = r.wake_at,
    armed_wake_at = CASE WHEN r.rearmed THEN r.wake_at ELSE c.armed_wake_at END,
    arm_epoch = CASE WHEN r.rearmed THEN c.arm_epoch + 1 ELSE c.arm_epoch END
  FROM jsonb_to_recordset(cases_in) AS r(
    id text, expected_seq int, status text, stage_id text, track text, grade text, state jsonb, seq int, hash text,
    ended_at timestamptz, outcome text, approved_fen bigint, paid_fen bigint,
    due_at timestamptz, due_provisional boolean, wake_at timestamptz, rearmed boolean)
  WHERE c.id = r.id AND r.expected_seq > 0 AND c.seq = r.expected_seq
  RETURNING (c.wake_at IS NOT NULL AND (c.armed_wake_at IS NULL OR c.wake_at < c.armed_wake_at))
    OR (c.ended_at IS NOT NULL AND c.has_workflow) AS arm)
  SELECT count(*), COALESCE(bool_or(arm), false) INTO updated, must_arm FROM written;

  IF updated < wanted THEN
    WITH written AS (INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id, org_path, status, stage_id,
      track, grade, state, seq, hash, opened_at, ended_at, outcome, approved_fen, paid_fen, due_at, due_provisional, wake_at)
    SELECT r.id, r.number, r.programme_code, r.programme_version_id, r.kind, r.title, r.organisation_id, r.org_path, r.status,
      r.stage_id, r.track, r.grade, r.state, r.seq, r.hash, r.opened_at, r.ended_at, r.outcome, r.approved_fen, r.paid_fen,
      r.due_at, r.due_provisional, r.wake_at
    FROM jsonb_to_recordset(cases_in) AS r(
      id text, expected_seq int, number text, programme_code text, programme_version_id text, kind text, title text,
      organisation_id text, org_path text, status text, stage_id text, track text, grade text, state jsonb, seq int, hash text,
      opened_at timestamptz, ended_at timestamptz, outcome text, approved_fen bigint, paid_fen bigint,
      due_at timestamptz, due_provisional boolean, wake_at timestamptz)
    WHERE r.expected_seq = 0
    ON CONFLICT (id) DO NOTHING
    RETURNING wake_at IS NOT NULL AS arm)
    SELECT count(*), COALESCE(bool_or(arm), false) INTO inserted, fresh_must_arm FROM written;
    must_arm := must_arm OR fresh_must_arm;
    IF updated + inserted < wanted THEN
      RAISE EXCEPTION 'another command came first' USING ERRCODE = 'BJ001';
    END IF;
  END IF;

  INSERT INTO ledger_events (case_id, seq, type, at, actor_id, actor_post, command_id, data, prev_hash, hash)
  SELECT r.case_id, r.seq, r.type, r.at, r.actor_id, r.actor_post, r.command_id, r.data, r.prev_hash, r.hash
  FROM jsonb_to_recordset(events_in) AS r(case_id text, seq int, type text, at timestamptz, actor_id text, actor_post text,
    command_id text, data jsonb, prev_hash text, hash text);

  IF clocks_in <> '[]' THEN
    INSERT INTO clocks AS k (case_id, clock_id, kind, stage_id, status, started_at, due_at, provisional, stopped_at, verdict,
      overdue_at, overdue_recorded_at)
    SELECT r.case_id, r.clock_id, r.kind, r.stage_id, r.status, r.started_at, r.due_at, r.provisional, r.stopped_at, r.verdict,
      r.overdue_at, CASE WHEN r.overdue_at IS NULL THEN NULL ELSE clock_timestamp() END
    FROM jsonb_to_recordset(clocks_in) AS r(case_id text, clock_id text, kind text, stage_id text, status text,
      started_at timestamptz, due_at timestamptz, provisional boolean, stopped_at timestamptz, verdict text, overdue_at timestamptz)
    ON CONFLICT (case_id, clock_id) DO UPDATE SET
      status = EXCLUDED.status, due_at = EXCLUDED.due_at, provisional = EXCLUDED.provisional, stopped_at = EXCLUDED.stopped_at,
      verdict = EXCLUDED.verdict, overdue_at = EXCLUDED.overdue_at,
      overdue_recorded_at = COALESCE(k.overdue_recorded_at, EXCLUDED.overdue_recorded_at);
  END IF;

  -- One element per case whose duties changed: {case_id, duties: [...]}.
  IF duties_in <> '[]' THEN
    DELETE FROM duties d USING jsonb_to_recordset(duties_in) AS r(case_id text) WHERE d.case_id = r.case_id;
    INSERT INTO duties (case_id, key, stage_id, role, organisation_id, person_id, since, due_at)
    SELECT r.case_id, x.key, x.stage_id, x.role, x.organisation_id, x.person_id, x.since, x.due_at
    FROM jsonb_to_recordset(duties_in) AS r(case_id text, duties jsonb),
      jsonb_to_recordset(r.duties) AS x(key text, stage_id text, role text, organisation_id text, person_id text,
        since timestamptz, due_at timestamptz);
  END IF;

  IF messages_in <> '[]' THEN
    INSERT INTO notifications (case_id, key, kind, role, organisation_id, person_id, data, at)
    SELECT r.case_id, r.key, r.kind, r.role, r.organisation_id, r.person_id, r.data, r.at
    FROM jsonb_to_recordset(messages_in) AS r(case_id text, key text, kind text, role text, organisation_id text,
      person_id text, data jsonb, at timestamptz)
    ON CONFLICT (case_id, key) DO NOTHING;
  END IF;

  IF links_in <> '[]' THEN
    INSERT INTO suggestion_cases (suggestion_id, case_id, linked_at, how)
    SELECT r.suggestion_id, r.case_id, r.linked_at, r.how
    FROM jsonb_to_recordset(links_in) AS r(suggestion_id text, case_id text, linked_at timestamptz, how text)
    ON CONFLICT (suggestion_id, case_id) DO NOTHING;
  END IF;

  IF receipts_in <> '[]' THEN
    INSERT INTO command_receipts (scope, key, body_hash, receipt)
    SELECT r.scope, r.key, r.body_hash, r.receipt
    FROM jsonb_to_recordset(receipts_in) AS r(scope text, key text, body_hash text, receipt jsonb);
  END IF;

  -- Only when the engine's timer would be too late, or the case ended: a NOTIFY per command would queue commits.
  IF must_arm THEN
    PERFORM pg_notify('banjie_arm', '');
  END IF;
END $$;
