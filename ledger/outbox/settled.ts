/**
 * SQL, over `n` of notifications: nobody needs to hear of it any more, because somebody acknowledged it, its clock has
 * stopped since, the case has left the stage that it was a new duty of, the refusal that it tells was taken back, the
 * year that was missing is there, or the bulletin has gone on since (or was given up). Only for messages that ask for something, or that are not true any more.
 */
export const SETTLED = `((n.kind IN ('rung', 'climbed', 'order', 'task') AND (n.acknowledged_at IS NOT NULL OR EXISTS (
  SELECT 1 FROM clocks k WHERE k.case_id = n.case_id AND k.clock_id = n.clock_id AND k.status = 'STOPPED')))
OR (n.kind IN ('duty', 'handed-over') AND (EXISTS (
  SELECT 1 FROM clocks k WHERE k.case_id = n.case_id AND k.clock_id = n.data->>'clock' AND k.status = 'STOPPED')
  OR NOT EXISTS (SELECT 1 FROM cases c
    WHERE c.id = n.case_id AND c.ended_at IS NULL AND c.stage_id IS NOT DISTINCT FROM n.data->>'stage')))
OR (n.data ? 'refusal' AND EXISTS (
  SELECT 1 FROM suggestion_refusals r WHERE r.id = n.data->>'refusal' AND r.reopened_at IS NOT NULL))
OR (n.kind = 'calendar-missing' AND EXISTS (
  SELECT 1 FROM calendar_years y WHERE y.year::text = n.data->>'year' AND y.status = 'OFFICIAL'))
OR (n.kind IN ('bulletin-drafted', 'bulletin-to-sign', 'bulletin-returned') AND NOT EXISTS (
  SELECT 1 FROM bulletins b WHERE b.id = n.data->>'bulletin' AND b.status = 'DRAFT'))
OR (n.kind = 'bulletin-signed' AND NOT EXISTS (
  SELECT 1 FROM bulletins b WHERE b.id = n.data->>'bulletin' AND b.status = 'SIGNED' AND b.edits::text = n.data->>'edits')))`;
