-- A spot check goes on after its sample: somebody is sent to each case, and it ends when everything is put right.
ALTER TABLE spot_checks ADD COLUMN over BOOLEAN NOT NULL DEFAULT false;
UPDATE spot_checks SET over = status IN ('DRAWN', 'CLOSED', 'CANCELLED');
DROP INDEX spot_checks_running;
CREATE INDEX spot_checks_running ON spot_checks (defined_at, id) WHERE NOT over;

-- What the server adds to the chance of a check that nobody was told of. Its hash is in the record before anybody types a
-- phrase; told with the phrase. Written once.
CREATE TABLE "spot_check_nonces" (
    "check_id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    CONSTRAINT "spot_check_nonces_pkey" PRIMARY KEY ("check_id"),
    CONSTRAINT "spot_check_nonces_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "spot_checks" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
REVOKE UPDATE, DELETE, TRUNCATE ON spot_check_nonces FROM banjie_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON spot_check_nonces FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON spot_check_nonces FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Frames ask for works that began between two days.
CREATE INDEX ledger_events_of_works ON ledger_events (type, at, case_id) WHERE type = 'WorkStarted';
