CREATE TABLE "form_link" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "form_id" TEXT,
    "record_id" UUID,
    "parent_id" UUID,
    "roles" TEXT[],
    "settings" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "max_answers" INTEGER,
    "max_per_day" INTEGER,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "time_zone" TEXT NOT NULL,
    "owner_id" UUID,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "day" DATE,
    "day_answers" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(6),
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "form_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "form_link_token_hash_key" ON "form_link"("token_hash");
CREATE INDEX "form_link_entity_id_kind_idx" ON "form_link"("entity_id", "kind");
CREATE INDEX "form_link_record_id_idx" ON "form_link"("record_id");

CREATE TABLE "form_link_visit" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "record_id" UUID,
    "own" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "form_link_visit_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "form_link_visit_at_idx" ON "form_link_visit"("at");

CREATE TABLE "form_link_rate" (
    "key" TEXT NOT NULL,
    "slot" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "form_link_rate_pkey" PRIMARY KEY ("key","slot")
);
CREATE INDEX "form_link_rate_until_idx" ON "form_link_rate"("until");
