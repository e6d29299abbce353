-- An import says what it did to each row, can be tried without writing, stopped, gone on with, and undone.
ALTER TABLE "import_job" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'import';
ALTER TABLE "import_job" ADD COLUMN "updated" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_job" ADD COLUMN "unchanged" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_job" ADD COLUMN "linked" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_job" ADD COLUMN "rate" DOUBLE PRECISION;
ALTER TABLE "import_job" ADD COLUMN "problem" JSONB;
ALTER TABLE "import_job" ADD COLUMN "undo_state" TEXT;
ALTER TABLE "import_job" ADD COLUMN "undo_overrides" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "import_job" ADD COLUMN "undone" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_job" ADD COLUMN "kept" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_job" ALTER COLUMN "total" DROP NOT NULL;
CREATE INDEX "import_job_entity_id_created_at_idx" ON "import_job"("entity_id", "created_at");

-- Which transactions an import wrote in: their rows of record_history are what an undo takes back.
CREATE TABLE "import_batch" (
    "job_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "tx" BIGINT NOT NULL,
    "is_undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("job_id", "seq")
);
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Relations to records that stand further down in the same file: set when all rows are in.
CREATE TABLE "import_link" (
    "job_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "field_id" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "import_link_pkey" PRIMARY KEY ("job_id", "row", "field_id")
);
ALTER TABLE "import_link" ADD CONSTRAINT "import_link_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Records that an undo left as they are, and why.
CREATE TABLE "import_kept" (
    "job_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "problem" JSONB NOT NULL,

    CONSTRAINT "import_kept_pkey" PRIMARY KEY ("job_id", "record_id")
);
ALTER TABLE "import_kept" ADD CONSTRAINT "import_kept_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a person chose for files with these columns.
CREATE TABLE "import_memory" (
    "person_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_memory_pkey" PRIMARY KEY ("person_id", "entity_id", "signature")
);

-- Files that are written in the background, until their reader has taken them.
CREATE TABLE "export_job" (
    "id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ready',
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "file_id" UUID,
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "export_job_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "export_job_by_id_created_at_idx" ON "export_job"("by_id", "created_at");
