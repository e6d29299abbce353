-- Which API key used which entity on which day: asked before an entity changes. Counted in memory, written once a minute.
CREATE TABLE "key_usage" (
    "key_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "key_usage_pkey" PRIMARY KEY ("key_id","entity_id","day")
);

CREATE INDEX "key_usage_entity_id_day_idx" ON "key_usage"("entity_id", "day");

ALTER TABLE "key_usage" ADD CONSTRAINT "key_usage_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
