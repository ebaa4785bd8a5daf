-- A rollout moves open limits first and then judges stopped clocks anew; each of its rows knows whom to tell.
ALTER TABLE rollouts
  ADD COLUMN phase TEXT NOT NULL DEFAULT 'MOVING',
  ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN cancelled_by TEXT;
ALTER TABLE rollouts ADD CONSTRAINT rollouts_phase CHECK (phase IN ('MOVING', 'REVIEWING'));
ALTER TABLE rollout_moves
  ADD COLUMN provisional BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN told_role TEXT,
  ADD COLUMN told_organisation_id TEXT,
  ADD COLUMN told_instead TEXT;
-- The worker looks for those that run.
CREATE INDEX rollouts_running ON rollouts (started_at) WHERE status = 'RUNNING';
