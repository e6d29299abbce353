-- Publications that go on behind while everybody works, step by step; each step can be taken up again after a kill.
CREATE TABLE "plan_run" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "publication" TEXT NOT NULL,
    "documents" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "ended_at" TIMESTAMPTZ(6),
    "problems" TEXT NOT NULL DEFAULT '[]',
    "versions" TEXT NOT NULL DEFAULT '[]',

    CONSTRAINT "plan_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "plan_run_state_at_idx" ON "plan_run"("state", "at");

CREATE TABLE "plan_step" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "spec" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "done" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT NOT NULL DEFAULT 0,
    "cursor" TEXT,

    CONSTRAINT "plan_step_pkey" PRIMARY KEY ("run_id", "seq")
);
ALTER TABLE "plan_step" ADD CONSTRAINT "plan_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "plan_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rows that somebody wrote while their values were being carried over. Only ever added to by writers, so nobody waits.
CREATE TABLE "plan_dirty" (
    "seq" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "table_id" TEXT NOT NULL,
    "row_id" UUID NOT NULL,

    CONSTRAINT "plan_dirty_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "plan_dirty_run_id_table_id_seq_idx" ON "plan_dirty"("run_id", "table_id", "seq");

-- Values that did not convert. `item_id` is the record, or the row of its line items.
CREATE TABLE "quarantine" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "is_live" BOOLEAN NOT NULL DEFAULT false,
    "resolution" TEXT,
    "resolved_at" TIMESTAMPTZ(6),
    "resolved_by" UUID,

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "quarantine_run_id_field_id_item_id_key" ON "quarantine"("run_id", "field_id", "item_id");
CREATE INDEX "quarantine_record_id_idx" ON "quarantine"("record_id");

-- Fields and entities taken away, and columns as they were before a conversion.
CREATE TABLE "schema_trash" (
    "id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "table_id" TEXT NOT NULL,
    "column_id" TEXT,
    "field_id" TEXT,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "conversion" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by_id" UUID,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "schema_trash_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "schema_trash_entity_id_idx" ON "schema_trash"("entity_id");
CREATE INDEX "schema_trash_until_idx" ON "schema_trash"("until");

CREATE FUNCTION "note_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.plan_dirty (run_id, table_id, row_id)
  VALUES (TG_ARGV[0]::uuid, TG_ARGV[1], CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
  RETURN NULL;
END
$$;
