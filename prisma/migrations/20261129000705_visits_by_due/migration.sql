-- Where inspectors have to go, what is due soonest first.
CREATE INDEX clocks_visits ON clocks (due_at, case_id, clock_id)
  WHERE stopped_at IS NULL AND kind IN ('inspection', 'reinspection', 'visit', 'follow-up');
-- What is to be put right, of a place.
CREATE INDEX findings_open_place ON findings (org_path text_pattern_ops, due_at, case_id, finding_id) WHERE status <> 'VERIFIED';
