/**
 * SQL, over `n` of notifications: nobody needs to hear of it any more, because somebody acknowledged it or its clock
 * has stopped since. Only for messages that ask for something to be done in time.
 */
export const SETTLED = `(n.kind IN ('rung', 'climbed', 'order') AND (n.acknowledged_at IS NOT NULL OR EXISTS (
  SELECT 1 FROM clocks k WHERE k.case_id = n.case_id AND k.clock_id = n.clock_id AND k.status = 'STOPPED')))`;
