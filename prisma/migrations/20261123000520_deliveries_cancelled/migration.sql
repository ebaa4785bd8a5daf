-- A delivery that is no longer needed, or that a person gave up, is neither sent nor dead.
ALTER TABLE deliveries DROP CONSTRAINT deliveries_state;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state
  CHECK (state IN ('PENDING', 'SENDING', 'SENT', 'DEAD', 'UNKNOWN', 'CANCELLED'));
-- Metrics read what was sent since they last looked.
CREATE INDEX deliveries_sent ON deliveries (sent_at, id) WHERE state = 'SENT';
-- Why messages stayed inside, for operators.
CREATE INDEX outbox_skipped ON outbox (channel, queued_at) WHERE skipped IS NOT NULL;
