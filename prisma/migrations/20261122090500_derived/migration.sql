-- How the stored values of computed fields were computed, and where the series of auto-numbers stand.
CREATE TABLE "derived_field" (
    "field_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "derived_field_pkey" PRIMARY KEY ("field_id")
);

CREATE TABLE "number_counter" (
    "field_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "number_counter_pkey" PRIMARY KEY ("field_id", "key")
);
