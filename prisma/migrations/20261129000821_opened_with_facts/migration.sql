-- A case can be opened with its place in words; rows without are made anew when the product starts (STATE_VERSION 5).
ALTER TABLE cases ALTER COLUMN state_version SET DEFAULT 5;
DROP INDEX cases_of_older_shape;
CREATE INDEX cases_of_older_shape ON cases (state_version, id) WHERE state_version < 5;
