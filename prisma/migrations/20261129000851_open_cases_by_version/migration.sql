-- How many open cases stay under each version of a programme.
CREATE INDEX cases_open_by_version ON cases (programme_code, programme_version_id, status) WHERE ended_at IS NULL;
