-- A suggestion that no case takes up can be refused by itself, with a reason and a text for the person; for a day that can
-- be taken back. One refusal stands at a time.
CREATE TABLE "suggestion_refusals" (
    "id" TEXT NOT NULL,
    "suggestion_id" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "public_text" TEXT NOT NULL,
    "refused_at" TIMESTAMPTZ(3) NOT NULL,
    "refused_by" TEXT NOT NULL,
    "reopened_at" TIMESTAMPTZ(3),
    "reopened_by" TEXT,
    CONSTRAINT "suggestion_refusals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "suggestion_refusals_suggestion_id_fkey" FOREIGN KEY ("suggestion_id") REFERENCES "suggestions" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "suggestion_refusals_suggestion_id_idx" ON "suggestion_refusals" ("suggestion_id");
CREATE UNIQUE INDEX suggestion_refused ON suggestion_refusals (suggestion_id) WHERE reopened_at IS NULL;
REVOKE DELETE, TRUNCATE ON suggestion_refusals FROM banjie_app;
