-- A closure may last several days (a typhoon, a flood): `until` is its last day, NULL where it is the first one only.
-- That no two of one place share a day is looked after where they are entered, one place at a time.
ALTER TABLE local_closures ADD COLUMN until TEXT;
ALTER TABLE local_closures ADD CONSTRAINT local_closures_until CHECK (until > date);
