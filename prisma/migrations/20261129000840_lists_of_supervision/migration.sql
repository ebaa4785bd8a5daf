-- What is under way, on the supervisor's desk: spot checks until their report is out, and bulletins that are not published.
CREATE INDEX spot_checks_under_way ON spot_checks (defined_at, id) WHERE status NOT IN ('CLOSED', 'CANCELLED');
CREATE INDEX bulletins_waiting ON bulletins (month, id) WHERE status <> 'PUBLISHED';
-- Findings in the order in which they are listed.
CREATE INDEX findings_by_due ON findings
  ((CASE WHEN status = 'VERIFIED' THEN 'infinity' ELSE coalesce(due_at, 'infinity'::timestamptz) END), case_id, finding_id);
