-- Tables as in schema.prisma.
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisations" (
    "id" TEXT NOT NULL,
    "parent_id" TEXT,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "sign_in_name" TEXT,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "birth_date" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "persons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posts" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "from_date" TEXT NOT NULL,
    "until_date" TEXT,

    CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "sid" TEXT NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_records" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "success" BOOLEAN NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_years" (
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "rest" JSONB NOT NULL,
    "work" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_years_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "programme_versions" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "sources" JSONB NOT NULL,
    "effective_from" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT,

    CONSTRAINT "programme_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposers" (
    "id" TEXT NOT NULL,
    "person_id" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "birth_date" TEXT,

    CONSTRAINT "proposers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestions" (
    "id" TEXT NOT NULL,
    "receipt_no" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "proposer_id" TEXT,
    "entered_by" TEXT NOT NULL,
    "notice_shown_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion_cases" (
    "suggestion_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "how" TEXT NOT NULL,

    CONSTRAINT "suggestion_cases_pkey" PRIMARY KEY ("suggestion_id","case_id")
);

-- CreateTable
CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "programme_version_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "org_path" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stage_id" TEXT,
    "track" TEXT,
    "grade" TEXT,
    "state" JSONB NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "approved_fen" BIGINT,
    "paid_fen" BIGINT NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "due_provisional" BOOLEAN NOT NULL DEFAULT false,
    "wake_at" TIMESTAMPTZ(3),
    "armed_wake_at" TIMESTAMPTZ(3),
    "arm_epoch" INTEGER NOT NULL DEFAULT 0,
    "has_workflow" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_events" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "actor_post" TEXT,
    "command_id" TEXT,
    "data" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_events_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "command_receipts" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "receipt" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_receipts_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "clocks" (
    "case_id" TEXT NOT NULL,
    "clock_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stage_id" TEXT,
    "status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "provisional" BOOLEAN NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "overdue_at" TIMESTAMPTZ(3),
    "overdue_recorded_at" TIMESTAMPTZ(3),

    CONSTRAINT "clocks_pkey" PRIMARY KEY ("case_id","clock_id")
);

-- CreateTable
CREATE TABLE "duties" (
    "case_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "stage_id" TEXT,
    "role" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "person_id" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "duties_pkey" PRIMARY KEY ("case_id","key")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" BIGSERIAL NOT NULL,
    "case_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT,
    "organisation_id" TEXT,
    "person_id" TEXT,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "read_by" TEXT,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "files" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "engine_ok" BOOLEAN NOT NULL,
    "behind_since" TIMESTAMPTZ(3),
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisations_path_key" ON "organisations"("path");

-- CreateIndex
CREATE INDEX "organisations_parent_id_idx" ON "organisations"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "persons_sign_in_name_key" ON "persons"("sign_in_name");

-- CreateIndex
CREATE UNIQUE INDEX "persons_oidc_subject_key" ON "persons"("oidc_subject");

-- CreateIndex
CREATE INDEX "posts_person_id_idx" ON "posts"("person_id");

-- CreateIndex
CREATE INDEX "posts_organisation_id_role_idx" ON "posts"("organisation_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens"("hash");

-- CreateIndex
CREATE INDEX "api_tokens_person_id_idx" ON "api_tokens"("person_id");

-- CreateIndex
CREATE INDEX "sessions_expire_idx" ON "sessions"("expire");

-- CreateIndex
CREATE INDEX "audit_records_at_idx" ON "audit_records"("at");

-- CreateIndex
CREATE INDEX "audit_records_person_id_at_idx" ON "audit_records"("person_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "programme_versions_code_version_key" ON "programme_versions"("code", "version");

-- CreateIndex
CREATE INDEX "proposers_person_id_idx" ON "proposers"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "suggestions_receipt_no_key" ON "suggestions"("receipt_no");

-- CreateIndex
CREATE INDEX "suggestions_org_path_created_at_idx" ON "suggestions"("org_path" text_pattern_ops, "created_at");

-- CreateIndex
CREATE INDEX "suggestion_cases_case_id_idx" ON "suggestion_cases"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "cases_number_key" ON "cases"("number");

-- CreateIndex
CREATE INDEX "ledger_events_recorded_at_idx" ON "ledger_events"("recorded_at");

-- CreateIndex
CREATE INDEX "clocks_overdue_recorded_at_idx" ON "clocks"("overdue_recorded_at");

-- CreateIndex
CREATE INDEX "duties_organisation_id_role_due_at_idx" ON "duties"("organisation_id", "role", "due_at");

-- CreateIndex
CREATE INDEX "duties_person_id_due_at_idx" ON "duties"("person_id", "due_at");

-- CreateIndex
CREATE INDEX "notifications_organisation_id_role_at_idx" ON "notifications"("organisation_id", "role", "at");

-- CreateIndex
CREATE INDEX "notifications_person_id_at_idx" ON "notifications"("person_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_case_id_key_key" ON "notifications"("case_id", "key");

-- CreateIndex
CREATE INDEX "files_case_id_idx" ON "files"("case_id");

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposers" ADD CONSTRAINT "proposers_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_proposer_id_fkey" FOREIGN KEY ("proposer_id") REFERENCES "proposers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion_cases" ADD CONSTRAINT "suggestion_cases_suggestion_id_fkey" FOREIGN KEY ("suggestion_id") REFERENCES "suggestions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion_cases" ADD CONSTRAINT "suggestion_cases_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_programme_version_id_fkey" FOREIGN KEY ("programme_version_id") REFERENCES "programme_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_events" ADD CONSTRAINT "ledger_events_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duties" ADD CONSTRAINT "duties_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

