-- The run that still computes the values of all records for a field; null: they are all there.
ALTER TABLE "derived_field" ADD COLUMN "computing" UUID;
