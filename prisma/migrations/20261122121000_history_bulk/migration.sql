-- The history of records takes in thousands of rows a second. Nothing asks for it by its id or by entity and time: an entry is
-- known by its record and revision. JSON as text is taken over as it is, where jsonb is taken apart and put together.
ALTER TABLE "record_history" DROP CONSTRAINT "record_history_pkey";
ALTER TABLE "record_history" ADD CONSTRAINT "record_history_pkey" PRIMARY KEY USING INDEX "record_history_record_id_rev_key";
ALTER TABLE "record_history" ALTER COLUMN "id" SET DEFAULT gen_random_uuid();
DROP INDEX "record_history_entity_id_at_idx";
ALTER TABLE "record_history" ALTER COLUMN "changes" TYPE JSON;

-- An undo finds an import's history by its transactions, which in a restored database do not count from one (engine/data/audit).
ALTER TABLE "import_batch" ALTER COLUMN "tx" SET DEFAULT (pg_current_xact_id()::text)::bigint;
