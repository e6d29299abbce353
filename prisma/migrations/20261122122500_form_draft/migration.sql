CREATE TABLE "form_draft" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "entity_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "values" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "form_draft_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "form_draft_person_id_entity_id_place_key" ON "form_draft"("person_id", "entity_id", "place");
CREATE INDEX "form_draft_at_idx" ON "form_draft"("at");
