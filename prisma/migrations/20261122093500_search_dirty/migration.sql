-- Records whose computed texts changed: triggers write them down (engine/entity/search-ddl.ts), a worker prepares the texts
-- for search within a second.
CREATE TABLE "search_dirty" (
    "entity_id" TEXT NOT NULL,
    "record_id" UUID NOT NULL,

    CONSTRAINT "search_dirty_pkey" PRIMARY KEY ("entity_id", "record_id")
);

CREATE FUNCTION public.search_dirty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.search_dirty (entity_id, record_id) VALUES (tg_argv[0], new.id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
