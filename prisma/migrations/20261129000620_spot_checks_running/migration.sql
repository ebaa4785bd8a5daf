-- Checks that a worker looks for again and again; nobody asks by when they wake, or by place.
CREATE INDEX spot_checks_running ON spot_checks (defined_at, id) WHERE status NOT IN ('DRAWN', 'CLOSED', 'CANCELLED');
DROP INDEX "spot_checks_org_path_defined_at_idx";
ALTER TABLE "spot_checks" DROP COLUMN "wake_at";
