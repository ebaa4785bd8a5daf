-- A place has one closure for a day; a cancelled one makes room for another.
CREATE UNIQUE INDEX local_closures_one_a_day ON local_closures (organisation_id, date) WHERE cancelled_at IS NULL;
