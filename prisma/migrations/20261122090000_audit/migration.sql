-- From where a change came, and in which transaction it was written. Rows of before get the number of this transaction.
ALTER TABLE "record_history" ADD COLUMN "source" TEXT;
ALTER TABLE "record_history" ADD COLUMN "tx" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE INDEX "record_history_tx_idx" ON "record_history"("tx");

CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by_id" UUID,
    "door" TEXT NOT NULL,
    "source" TEXT,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "subject" TEXT,
    "details" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");
CREATE INDEX "audit_entry_by_id_at_idx" ON "audit_entry"("by_id", "at");

-- What happened stays as it was written. A rewrite that must be (a field is encrypted from now on) says so by the setting
-- trellis.rewrite and seals the history anew; whoever only sets it is found by `trellis audit verify`.
CREATE FUNCTION "refuse_rewrite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'record_history' AND TG_OP <> 'TRUNCATE' AND current_setting('trellis.rewrite', true) = 'on' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "audit_entry_kept" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "audit_entry_whole" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "record_history_kept" BEFORE UPDATE OR DELETE ON "record_history" FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "record_history_whole" BEFORE TRUNCATE ON "record_history" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
