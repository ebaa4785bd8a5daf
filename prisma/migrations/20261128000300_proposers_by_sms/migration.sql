-- A proposer who wants no messages gets none (个人信息保护法 15, 44).
ALTER TABLE "proposers" ADD COLUMN "no_messages" BOOLEAN NOT NULL DEFAULT false;
