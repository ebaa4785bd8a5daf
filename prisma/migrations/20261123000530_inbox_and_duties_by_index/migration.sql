-- "My messages" and "my duties" are merged from one short index scan per post of mine, in the order in which they are
-- shown, however many there are. Messages by number: that is also the order of the live stream.
CREATE INDEX notifications_of_post ON notifications (organisation_id, role, id) WHERE person_id IS NULL;
CREATE INDEX notifications_of_person ON notifications (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX notifications_unread_of_post ON notifications (organisation_id, role, id) WHERE person_id IS NULL AND read_at IS NULL;
CREATE INDEX notifications_unread_of_person ON notifications (person_id, id) WHERE person_id IS NOT NULL AND read_at IS NULL;
DROP INDEX notifications_organisation_id_role_at_idx;
DROP INDEX notifications_person_id_at_idx;

-- Duties without a limit come last, so they sort as if due at infinity.
CREATE INDEX duties_of_post ON duties (organisation_id, role, (COALESCE(due_at, 'infinity'::timestamptz)), case_id, key)
  WHERE person_id IS NULL;
CREATE INDEX duties_of_person ON duties (person_id, (COALESCE(due_at, 'infinity'::timestamptz)), case_id, key)
  WHERE person_id IS NOT NULL;
DROP INDEX duties_organisation_id_role_due_at_idx;
DROP INDEX duties_person_id_due_at_idx;
-- The bell counts these each time it is shown; those of posts have an index already.
CREATE INDEX notifications_unacknowledged_of_person ON notifications (person_id, acknowledge_by)
  WHERE person_id IS NOT NULL AND acknowledge_by IS NOT NULL AND acknowledged_at IS NULL;
