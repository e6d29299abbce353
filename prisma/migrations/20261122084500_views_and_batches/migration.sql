-- A person's own saved views, and how they have arranged the tabs of a list.
CREATE TABLE "personal_view" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "label" JSONB NOT NULL,
    "definition" JSONB NOT NULL,
    "rev" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "personal_view_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "personal_view_person_id_entity_id_idx" ON "personal_view"("person_id", "entity_id");

CREATE TABLE "view_arrangement" (
    "person_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "order" JSONB NOT NULL,
    "default_view" TEXT,

    CONSTRAINT "view_arrangement_pkey" PRIMARY KEY ("person_id","entity_id")
);

-- Changes of many records at once.
CREATE TABLE "record_batch" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "op" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "input" JSONB,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "undone_by" UUID,

    CONSTRAINT "record_batch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_batch_person_id_at_idx" ON "record_batch"("person_id", "at");

CREATE TABLE "record_batch_row" (
    "batch_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "rev" BIGINT,
    "problems" JSONB,

    CONSTRAINT "record_batch_row_pkey" PRIMARY KEY ("batch_id","record_id")
);
ALTER TABLE "record_batch_row" ADD CONSTRAINT "record_batch_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "record_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
