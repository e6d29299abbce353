-- Ids of the fields that the calls of a day named; '*' where everything was asked for. Empty: counted before this was kept.
ALTER TABLE "key_usage" ADD COLUMN "fields" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
