-- An undo asks of every later change whether the import itself made it.
CREATE INDEX "import_batch_job_id_tx_idx" ON "import_batch"("job_id", "tx");
