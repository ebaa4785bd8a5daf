-- The ledger's guards and its one writing function. See docs/decisions/0001-the-ledger-holds-the-truth.md.

-- ── who the application is ──────────────────────────────────────────────────────────────────────
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'banjie_app') THEN
    CREATE ROLE banjie_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of the same server was being migrated at the same moment
END $$;

GRANT USAGE ON SCHEMA public TO banjie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO banjie_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO banjie_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO banjie_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO banjie_app;

-- ── append-only, by rights and by trigger ───────────────────────────────────────────────────────
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_events, command_receipts, programme_versions, audit_records FROM banjie_app;
REVOKE UPDATE, DELETE, TRUNCATE ON suggestions FROM banjie_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is not allowed', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON programme_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON programme_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_records FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON suggestions FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ── numbers and indexes that the datamodel cannot say ────────────────────────────────────────────
CREATE SEQUENCE case_numbers;
GRANT USAGE, SELECT ON SEQUENCE case_numbers TO banjie_app;

-- What time must act on, soonest first (enforce), and what the engine must be told of (arming).
CREATE INDEX cases_wake ON cases (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX cases_unarmed ON cases (wake_at, id)
  WHERE wake_at IS NOT NULL AND (armed_wake_at IS NULL OR wake_at < armed_wake_at);
CREATE INDEX cases_ended_with_workflow ON cases (id) WHERE ended_at IS NOT NULL AND has_workflow;
-- Lists: open cases by due date, in one part of the tree or everywhere; all cases by age.
CREATE INDEX cases_open_due ON cases (due_at, id) WHERE ended_at IS NULL;
CREATE INDEX cases_open_place ON cases (org_path text_pattern_ops, due_at, id) WHERE ended_at IS NULL;
CREATE INDEX cases_opened ON cases (opened_at DESC, id DESC);
CREATE INDEX cases_place ON cases (org_path text_pattern_ops, opened_at DESC, id DESC);
CREATE INDEX cases_programme ON cases (programme_code, opened_at DESC, id DESC);
CREATE INDEX cases_approved_year ON cases (organisation_id, programme_code, opened_at) WHERE approved_fen IS NOT NULL;

-- ── the one writer ──────────────────────────────────────────────────────────────────────────────
-- Writes decided events and everything projected from them, or nothing. `cases` carries what was expected:
-- expected_seq 0 inserts, any other must still be the case's seq, else SQLSTATE BJ001 and the caller decides again.
CREATE FUNCTION ledger_append(
  cases_in jsonb, events_in jsonb, clocks_in jsonb, duties_in jsonb, messages_in jsonb, receipts_in jsonb, links_in jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted integer := jsonb_array_length(cases_in);
  updated integer;
  inserted integer;
  must_arm boolean;
BEGIN
  UPDATE cases c SET
    status = r.status, stage_id = r.stage_id, track = r.track, grade = r.grade, state = r.state, seq = r.seq, hash = r.hash,
    ended_at = r.ended_at, outcome = r.outcome, approved_fen = r.approved_fen, paid_fen = r.paid_fen,
    due_at = r.due_at, due_provisional = r.due_provisional, wake_at = r.wake_at,
    armed_wake_at = CASE WHEN r.rearmed THEN r.wake_at ELSE c.armed_wake_at END,
    arm_epoch = CASE WHEN r.rearmed THEN c.arm_epoch + 1 ELSE c.arm_epoch END
  FROM jsonb_to_recordset(cases_in) AS r(
    id text, expected_seq int, status text, stage_id text, track text, grade text, state jsonb, seq int, hash text,
    ended_at timestamptz, outcome text, approved_fen bigint, paid_fen bigint,
    due_at timestamptz, due_provisional boolean, wake_at timestamptz, rearmed boolean)
  WHERE c.id = r.id AND r.expected_seq > 0 AND c.seq = r.expected_seq;
  GET DIAGNOSTICS updated = ROW_COUNT;

  IF updated < wanted THEN
    INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id, org_path, status, stage_id,
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
    ON CONFLICT (id) DO NOTHING;
    GET DIAGNOSTICS inserted = ROW_COUNT;
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
  SELECT EXISTS (
    SELECT FROM cases c, jsonb_to_recordset(cases_in) AS r(id text)
    WHERE c.id = r.id AND ((c.wake_at IS NOT NULL AND (c.armed_wake_at IS NULL OR c.wake_at < c.armed_wake_at))
      OR (c.ended_at IS NOT NULL AND c.has_workflow))
  ) INTO must_arm;
  IF must_arm THEN
    PERFORM pg_notify('banjie_arm', '');
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION ledger_append(jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb) TO banjie_app;
