-- Views of a screen that a person keeps: a name and the query string (issue 5, 5).
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "screen" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_views_person_id_screen_name_key" ON "saved_views"("person_id", "screen", "name");
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id")
  ON DELETE RESTRICT ON UPDATE CASCADE;

-- Finding what somebody proposed by their full name; phone numbers have their index with `phone_digits` (…300).
CREATE INDEX "proposers_name" ON "proposers" ("name") WHERE "name" IS NOT NULL;
CREATE INDEX "persons_display_name" ON "persons" ("display_name");
CREATE INDEX "suggestions_proposer_id_idx" ON "suggestions" ("proposer_id");
