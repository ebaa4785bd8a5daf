-- Sends that are dated in the future, because the clock of the machine has been set back since (ledger/outbox/set-back.ts).
CREATE INDEX "deliveries_channel_sending_at_idx" ON "deliveries"("channel", "sending_at");
