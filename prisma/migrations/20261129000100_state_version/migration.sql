-- New rows have the shape of STATE_VERSION in domain/case/state.ts; older ones are made anew when the product starts.
ALTER TABLE cases ALTER COLUMN state_version SET DEFAULT 3;
DROP INDEX cases_of_older_shape;
CREATE INDEX cases_of_older_shape ON cases (state_version, id) WHERE state_version < 3;
