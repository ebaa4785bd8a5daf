-- What a person reads: messages are in this language, and so is the desk. Null = never said: messages are in Chinese, and
-- the desk follows the browser. Nobody who was there before said anything.
ALTER TABLE "persons" ADD COLUMN "language" TEXT
    CONSTRAINT "persons_language_known" CHECK ("language" IN ('zh', 'en'));
