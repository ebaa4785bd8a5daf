-- Monthly bulletins (通报): what each case has come to and when, kept as the ledger is written, so that the figures of any
-- month are one scan of narrow rows; and the editions themselves.
CREATE TABLE "case_milestones" (
    "case_id" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "item_type" TEXT,
    "applied_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "funded_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "approved_fen" BIGINT,
    CONSTRAINT "case_milestones_pkey" PRIMARY KEY ("case_id"),
    CONSTRAINT "case_milestones_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "case_milestones_programme_code_org_path_idx" ON "case_milestones" ("programme_code", "org_path" text_pattern_ops);

CREATE TABLE "case_payments" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "programme_code" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "disbursed_fen" BIGINT NOT NULL,
    "paid_fen" BIGINT NOT NULL,
    CONSTRAINT "case_payments_pkey" PRIMARY KEY ("case_id", "seq"),
    CONSTRAINT "case_payments_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "case_payments_programme_code_org_path_idx" ON "case_payments" ("programme_code", "org_path" text_pattern_ops);

-- The first of each is what counts; what was approved last is the budget; a line of the ledger is never taken back.
CREATE FUNCTION milestone_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  facts jsonb := NEW.data->'facts';
  amount bigint := CASE WHEN NEW.type IN ('FundsDisbursed', 'PaymentRecorded') THEN (facts->>'amountFen')::bigint END;
BEGIN
  INSERT INTO case_milestones AS m (case_id, programme_code, org_path, item_type, applied_at, confirmed_at, funded_at,
      started_at, done_at, approved_fen)
  SELECT c.id, c.programme_code, c.org_path,
         CASE WHEN NEW.type IN ('CaseAccepted', 'CaseShortlisted') THEN facts->>'itemType' END,
         CASE WHEN NEW.type = 'CaseSubmitted' THEN NEW.at END,
         CASE WHEN NEW.type = 'CaseApproved' THEN NEW.at END,
         CASE WHEN amount IS NOT NULL THEN NEW.at END,
         CASE WHEN NEW.type = 'WorkStarted' THEN NEW.at END,
         CASE WHEN NEW.type = 'WorkCompleted' THEN NEW.at END,
         CASE WHEN NEW.type = 'CaseApproved' THEN (facts->>'approvedFen')::bigint END
    FROM cases c WHERE c.id = NEW.case_id
  ON CONFLICT (case_id) DO UPDATE SET
    item_type = coalesce(EXCLUDED.item_type, m.item_type),
    applied_at = least(m.applied_at, EXCLUDED.applied_at),
    confirmed_at = least(m.confirmed_at, EXCLUDED.confirmed_at),
    funded_at = least(m.funded_at, EXCLUDED.funded_at),
    started_at = least(m.started_at, EXCLUDED.started_at),
    done_at = least(m.done_at, EXCLUDED.done_at),
    approved_fen = coalesce(EXCLUDED.approved_fen, m.approved_fen);
  IF amount IS NOT NULL THEN
    INSERT INTO case_payments (case_id, seq, programme_code, org_path, at, disbursed_fen, paid_fen)
    SELECT c.id, NEW.seq, c.programme_code, c.org_path, NEW.at,
           CASE WHEN NEW.type = 'FundsDisbursed' THEN amount ELSE 0 END,
           CASE WHEN NEW.type = 'PaymentRecorded' THEN amount ELSE 0 END
      FROM cases c WHERE c.id = NEW.case_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER milestones_after_insert AFTER INSERT ON ledger_events FOR EACH ROW
  WHEN (NEW.type IN ('CaseSubmitted', 'CaseAccepted', 'CaseShortlisted', 'CaseApproved', 'FundsDisbursed', 'PaymentRecorded',
                     'WorkStarted', 'WorkCompleted'))
  EXECUTE FUNCTION milestone_of_event();

-- What the ledger said before.
INSERT INTO case_milestones (case_id, programme_code, org_path, item_type, applied_at, confirmed_at, funded_at, started_at,
    done_at, approved_fen)
SELECT c.id, c.programme_code, c.org_path, c.state->>'itemType',
       min(e.at) FILTER (WHERE e.type = 'CaseSubmitted'), min(e.at) FILTER (WHERE e.type = 'CaseApproved'),
       min(e.at) FILTER (WHERE e.type IN ('FundsDisbursed', 'PaymentRecorded')),
       min(e.at) FILTER (WHERE e.type = 'WorkStarted'), min(e.at) FILTER (WHERE e.type = 'WorkCompleted'), c.approved_fen
  FROM cases c JOIN ledger_events e ON e.case_id = c.id
 GROUP BY c.id;
INSERT INTO case_payments (case_id, seq, programme_code, org_path, at, disbursed_fen, paid_fen)
SELECT c.id, e.seq, c.programme_code, c.org_path, e.at,
       CASE WHEN e.type = 'FundsDisbursed' THEN (e.data->'facts'->>'amountFen')::bigint ELSE 0 END,
       CASE WHEN e.type = 'PaymentRecorded' THEN (e.data->'facts'->>'amountFen')::bigint ELSE 0 END
  FROM cases c JOIN ledger_events e ON e.case_id = c.id
 WHERE e.type IN ('FundsDisbursed', 'PaymentRecorded');

CREATE INDEX "suggestions_programme_code_created_at_org_path_idx" ON "suggestions" ("programme_code", "created_at", "org_path");
CREATE INDEX clocks_inspections_by_due ON clocks (due_at) WHERE kind IN ('inspection', 'reinspection', 'visit');

CREATE TABLE "bulletins" (
    "id" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "corrects" TEXT,
    "year" INTEGER,
    "number" INTEGER,
    "content" JSON NOT NULL,
    "parts" JSON NOT NULL,
    "edits" INTEGER NOT NULL DEFAULT 0,
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "built_by" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "signed_by" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "published_by" TEXT,
    "frozen" TEXT,
    "sha256" TEXT,
    CONSTRAINT "bulletins_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulletins_corrects_fkey" FOREIGN KEY ("corrects") REFERENCES "bulletins" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- Once per month and programme; a number is given once; one bulletin is corrected by one other.
CREATE UNIQUE INDEX bulletins_once_a_month ON bulletins (programme_code, organisation_id, month) WHERE corrects IS NULL;
CREATE UNIQUE INDEX "bulletins_organisation_id_year_number_key" ON "bulletins" ("organisation_id", "year", "number");
CREATE UNIQUE INDEX "bulletins_corrects_key" ON "bulletins" ("corrects");
CREATE INDEX "bulletins_month_id_idx" ON "bulletins" ("month", "id");

-- A published bulletin stays as it is: a correction is another one, with a number of its own.
CREATE FUNCTION published_bulletin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published bulletin cannot be changed: % is not allowed', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER published_stays BEFORE UPDATE OR DELETE ON bulletins FOR EACH ROW
  WHEN (OLD.status = 'PUBLISHED') EXECUTE FUNCTION published_bulletin_stays();
CREATE TRIGGER published_stays_truncate BEFORE TRUNCATE ON bulletins FOR EACH STATEMENT EXECUTE FUNCTION published_bulletin_stays();
