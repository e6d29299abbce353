-- What people say about a record.
CREATE TABLE "record_comment" (
    "id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "parent_id" UUID,
    "by_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "edited_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(6),
    "body" TEXT NOT NULL,
    "mentions" UUID[],
    "files" UUID[],
    "key" TEXT,

    CONSTRAINT "record_comment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_comment_record_id_at_idx" ON "record_comment"("record_id", "at");
CREATE UNIQUE INDEX "record_comment_by_id_key_key" ON "record_comment"("by_id", "key");
