-- A proposer who wants no messages gets none (个人信息保护法 15, 44).
ALTER TABLE "proposers" ADD COLUMN "no_messages" BOOLEAN NOT NULL DEFAULT false;

-- A phone number however it was written: digits alone, those of the mainland without their prefix; null when there are none.
CREATE FUNCTION phone_digits(phone TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT nullif(regexp_replace(regexp_replace(coalesce(phone, ''), '\D', '', 'g'), '^(00)?86(1\d{10})$', '\2'), '')
$$;

-- An objection holds for a number, whoever it was entered under and how often.
CREATE INDEX "proposers_phone_digits" ON "proposers" (phone_digits("phone"));
