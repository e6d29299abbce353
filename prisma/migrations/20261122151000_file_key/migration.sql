-- The sender's own name for a file: sent again after a lost answer, it is found instead of kept twice.
ALTER TABLE "file" ADD COLUMN "key" TEXT;
CREATE UNIQUE INDEX "file_by_id_key_key" ON "file"("by_id", "key");
