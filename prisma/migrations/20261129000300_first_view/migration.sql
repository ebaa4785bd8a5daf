-- One saved view of a screen can stand before all others of its owner.
ALTER TABLE "saved_views" ADD COLUMN "is_first" BOOLEAN NOT NULL DEFAULT false;
CREATE UNIQUE INDEX "saved_views_first" ON "saved_views"("person_id", "screen") WHERE "is_first";
