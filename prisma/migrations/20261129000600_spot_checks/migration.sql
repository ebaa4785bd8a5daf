-- Random spot checks (抽查): a record of their own, and the frozen population as it is published.
CREATE TABLE "spot_checks" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "state" JSON NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "defined_by" TEXT NOT NULL,
    "defined_at" TIMESTAMPTZ(3) NOT NULL,
    "wake_at" TIMESTAMPTZ(3),
    CONSTRAINT "spot_checks_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "spot_checks_org_path_defined_at_idx" ON "spot_checks" ("org_path" text_pattern_ops, "defined_at");

CREATE TABLE "spot_check_lines" (
    "check_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "facts" JSON NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "spot_check_lines_pkey" PRIMARY KEY ("check_id", "seq"),
    CONSTRAINT "spot_check_lines_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "spot_checks" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "population_parts" (
    "check_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "population_parts_pkey" PRIMARY KEY ("check_id", "part"),
    CONSTRAINT "population_parts_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "spot_checks" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

REVOKE UPDATE, DELETE, TRUNCATE ON spot_check_lines, population_parts FROM banjie_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON spot_check_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON spot_check_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON population_parts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON population_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Frames ask what happened to a case and when.
CREATE INDEX ledger_events_of_money ON ledger_events (type, at, case_id)
  WHERE type IN ('CaseApproved', 'FundsDisbursed', 'PaymentRecorded');
