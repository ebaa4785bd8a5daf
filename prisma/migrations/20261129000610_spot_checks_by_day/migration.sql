-- The list of spot checks, newest first.
CREATE INDEX "spot_checks_defined_at_id_idx" ON "spot_checks" ("defined_at", "id");
