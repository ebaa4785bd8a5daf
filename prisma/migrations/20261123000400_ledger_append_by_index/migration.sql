-- PostgreSQL takes the JSON of one command for a hundred rows and would read the whole table of cases to join them:
-- the more cases, the dearer each command (docs/benchmarks.md). Without hash and merge joins it looks up by index.
-- CREATE OR REPLACE forgets these settings: a migration that replaces the function must give them again.
ALTER FUNCTION ledger_append(jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb) SET enable_hashjoin = off;
ALTER FUNCTION ledger_append(jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb) SET enable_mergejoin = off;
