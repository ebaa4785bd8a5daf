-- Clocks that people trust: ladders and who acknowledged, channels and their outbox, local closures and working hours,
-- substitutes, calendars with their history, rollouts.
-- AlterTable
ALTER TABLE "calendar_years" ADD COLUMN     "imported_by" TEXT,
ADD COLUMN     "papers" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "state_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "clocks" ADD COLUMN     "due_recomputed" TIMESTAMPTZ(3),
ADD COLUMN     "owner_organisation_id" TEXT,
ADD COLUMN     "owner_role" TEXT,
ADD COLUMN     "unit" TEXT,
ADD COLUMN     "used_gross" DOUBLE PRECISION,
ADD COLUMN     "used_net" DOUBLE PRECISION,
ADD COLUMN     "verdict_recomputed" TEXT;

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "acknowledge_by" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledged_at" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledged_by" TEXT,
ADD COLUMN     "clock_id" TEXT,
ADD COLUMN     "rung" TEXT;

-- AlterTable
ALTER TABLE "organisations" ADD COLUMN     "working_hours" JSONB;

-- CreateTable
CREATE TABLE "contacts" (
    "person_id" TEXT NOT NULL,
    "email" TEXT,
    "mobile" TEXT,
    "wecom_user_id" TEXT,
    "dingtalk_user_id" TEXT,
    "muted" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "substitutes" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "substitute_id" TEXT NOT NULL,
    "from_date" TEXT NOT NULL,
    "until_date" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "substitutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_imports" (
    "id" BIGSERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "papers" JSONB NOT NULL,
    "rest" JSONB NOT NULL,
    "work" JSONB NOT NULL,
    "imported_by" TEXT,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_closures" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,

    CONSTRAINT "local_closures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rungs" (
    "case_id" TEXT NOT NULL,
    "clock_id" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),
    "acknowledge_by" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,

    CONSTRAINT "rungs_pkey" PRIMARY KEY ("case_id","clock_id","rung")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "notification_id" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "send_from" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "skipped" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sending_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "provider_id" TEXT,
    "error" TEXT,
    "resent_by" TEXT,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_items" (
    "outbox_id" BIGINT NOT NULL,
    "target" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,

    CONSTRAINT "delivery_items_pkey" PRIMARY KEY ("outbox_id","target")
);

-- CreateTable
CREATE TABLE "channel_states" (
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "last_ok_at" TIMESTAMPTZ(3),
    "last_failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "channel_states_pkey" PRIMARY KEY ("channel","target")
);

-- CreateTable
CREATE TABLE "rollouts" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" JSONB NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "started_by" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,

    CONSTRAINT "rollouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout_moves" (
    "rollout_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "clock_id" TEXT NOT NULL,
    "old_due_at" TIMESTAMPTZ(3) NOT NULL,
    "new_due_at" TIMESTAMPTZ(3) NOT NULL,
    "verdict" TEXT,
    "verdict_recomputed" TEXT,

    CONSTRAINT "rollout_moves_pkey" PRIMARY KEY ("rollout_id","case_id","clock_id")
);

-- CreateIndex
CREATE INDEX "substitutes_person_id_until_date_idx" ON "substitutes"("person_id", "until_date");

-- CreateIndex
CREATE INDEX "substitutes_substitute_id_until_date_idx" ON "substitutes"("substitute_id", "until_date");

-- CreateIndex
CREATE INDEX "calendar_imports_year_imported_at_idx" ON "calendar_imports"("year", "imported_at");

-- CreateIndex
CREATE INDEX "local_closures_organisation_id_date_idx" ON "local_closures"("organisation_id", "date");

-- CreateIndex
CREATE INDEX "rungs_recorded_at_idx" ON "rungs"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_notification_id_channel_key" ON "outbox"("notification_id", "channel");

-- CreateIndex
CREATE INDEX "deliveries_target_sending_at_idx" ON "deliveries"("target", "sending_at");

-- CreateIndex
CREATE INDEX "delivery_items_delivery_id_idx" ON "delivery_items"("delivery_id");

-- CreateIndex
CREATE INDEX "rollouts_started_at_idx" ON "rollouts"("started_at");

-- CreateIndex
CREATE INDEX "clocks_owner_organisation_id_stopped_at_idx" ON "clocks"("owner_organisation_id", "stopped_at");

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "substitutes" ADD CONSTRAINT "substitutes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "substitutes" ADD CONSTRAINT "substitutes_substitute_id_fkey" FOREIGN KEY ("substitute_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "local_closures" ADD CONSTRAINT "local_closures_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rungs" ADD CONSTRAINT "rungs_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_items" ADD CONSTRAINT "delivery_items_outbox_id_fkey" FOREIGN KEY ("outbox_id") REFERENCES "outbox"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_items" ADD CONSTRAINT "delivery_items_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_moves" ADD CONSTRAINT "rollout_moves_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollouts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── what the datamodel cannot say ────────────────────────────────────────────────────────────────
-- Messages that belong to no case exist once by their key.
ALTER TABLE notifications ALTER COLUMN case_id DROP NOT NULL;
CREATE UNIQUE INDEX notifications_without_case ON notifications (key) WHERE case_id IS NULL;
-- What the delivery workflows look for.
CREATE INDEX outbox_waiting ON outbox (channel, send_from, id) WHERE queued_at IS NULL;
CREATE INDEX deliveries_waiting ON deliveries (channel, next_at, id) WHERE state IN ('PENDING', 'SENDING');
CREATE INDEX deliveries_unfinished ON deliveries (channel, state, created_at) WHERE state IN ('DEAD', 'UNKNOWN');
CREATE INDEX notifications_unacknowledged ON notifications (organisation_id, role, acknowledge_by)
  WHERE acknowledge_by IS NOT NULL AND acknowledged_at IS NULL;
CREATE INDEX local_closures_valid ON local_closures (date) WHERE cancelled_at IS NULL;

-- The history of calendars is appended to, never changed.
REVOKE UPDATE, DELETE, TRUNCATE ON calendar_imports FROM banjie_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON calendar_imports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON calendar_imports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE calendar_years ADD CONSTRAINT calendar_years_status CHECK (status IN ('OFFICIAL', 'PROVISIONAL'));
ALTER TABLE local_closures ADD CONSTRAINT local_closures_kind CHECK (kind IN ('CLOSED', 'OPEN'));
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state CHECK (state IN ('PENDING', 'SENDING', 'SENT', 'DEAD', 'UNKNOWN'));
ALTER TABLE rollouts ADD CONSTRAINT rollouts_status CHECK (status IN ('RUNNING', 'DONE', 'CANCELLED'));
