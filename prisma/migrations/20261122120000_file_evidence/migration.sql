-- How a photo or a signature came about: what the device said of it, and what the server saw in its bytes.
CREATE TABLE "file_evidence" (
    "file_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(6),
    "look" BIGINT,
    "quarters" INTEGER[],
    "typed" TEXT,

    CONSTRAINT "file_evidence_pkey" PRIMARY KEY ("file_id")
);

CREATE INDEX "file_evidence_quarters_idx" ON "file_evidence" USING GIN ("quarters");

ALTER TABLE "file_evidence" ADD CONSTRAINT "file_evidence_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The same bytes under another name.
CREATE INDEX "file_sha256_idx" ON "file"("sha256");
