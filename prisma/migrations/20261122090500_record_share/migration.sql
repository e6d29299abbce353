-- One record shared with a person, a role or a department (engine/query/tests.ts puts it beside the row scope).
CREATE TABLE "record_share" (
    "id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "grantee" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "until" TIMESTAMPTZ(6),
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "record_share_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_share_record_id_grantee_key" ON "record_share"("record_id", "grantee");
CREATE INDEX "record_share_grantee_entity_id_record_id_idx" ON "record_share"("grantee", "entity_id", "record_id");

-- Records that follow a person: handed over to another, or moved along to another department. In batches, by the worker.
CREATE TABLE "hand_over" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "entities" TEXT[],
    "with_tasks" BOOLEAN NOT NULL DEFAULT false,
    "by_id" UUID,
    "state" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "hand_over_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "hand_over_state_idx" ON "hand_over"("state");
