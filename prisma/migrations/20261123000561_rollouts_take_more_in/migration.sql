-- When the calendar last changed under a rollout, by the database's own clock: processes that still hold the old one
-- are waited for.
ALTER TABLE rollouts ADD COLUMN changed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
