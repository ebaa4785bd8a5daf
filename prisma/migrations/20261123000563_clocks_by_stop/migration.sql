-- The clocks behind a figure are listed newest first: without this, a page of a city's year sorts all of them.
CREATE INDEX clocks_stopped ON clocks (stopped_at, case_id, clock_id) WHERE stopped_at IS NOT NULL;
