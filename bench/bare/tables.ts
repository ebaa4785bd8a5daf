import { withClient } from '../../scripts/postgres/databases';

/** The database of the bare parts: nothing of ours is in it. */
export const BARE_DATABASE = 'bench';

/**
 * The least that a ledger transaction is: the event, the case row behind a check of the expected seq, the outbox.
 * No hashes, no clocks, no duties, no receipts.
 */
const TABLES = `
CREATE TABLE bare_cases (id text PRIMARY KEY, seq int NOT NULL, state jsonb NOT NULL);
CREATE TABLE bare_events (case_id text, seq int, at timestamptz NOT NULL, data jsonb NOT NULL, PRIMARY KEY (case_id, seq));
CREATE TABLE bare_outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id text NOT NULL, data jsonb NOT NULL);
CREATE TABLE bare_records (
  id text PRIMARY KEY, due timestamptz, recorded timestamptz NOT NULL DEFAULT clock_timestamp());

-- In the shape of one of our models, so that it can be read the way Prisma reads a model.
CREATE VIEW worker_heartbeats AS
  SELECT id, now() AS at, true AS engine_ok, NULL::timestamptz AS behind_since,
    jsonb_build_object('seq', seq, 'state', state) AS detail FROM bare_cases;

CREATE FUNCTION bare_append(id_in text, expected int, state_in jsonb, event_in jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE bare_cases SET seq = expected + 1, state = state_in WHERE id = id_in AND seq = expected;
  IF NOT FOUND THEN RAISE EXCEPTION 'another command came first' USING ERRCODE = 'BJ001'; END IF;
  INSERT INTO bare_events VALUES (id_in, expected + 1, clock_timestamp(), event_in);
  INSERT INTO bare_outbox (case_id, data) VALUES (id_in, event_in);
END $$;

INSERT INTO bare_cases
  SELECT 'bare-' || n, 0, jsonb_build_object('title', 'bare', 'status', 'OPEN', 'notes', repeat('x', 400))
  FROM generate_series(0, 1023) AS n;
`;

/** Makes the tables of the bare parts in their own database. */
export async function makeBareTables(url: string): Promise<void> {
  await withClient(url, (client) => client.query(TABLES));
}
