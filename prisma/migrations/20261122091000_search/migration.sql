-- Texts as they are searched: a table for each entity, named by its id (engine/entity/search-ddl.ts writes the same).
CREATE SCHEMA IF NOT EXISTS "search";

-- Entities whose texts are still being prepared, or must be prepared anew; until then their records are looked through.
CREATE TABLE "search_pending" (
    "entity_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "after" UUID,

    CONSTRAINT "search_pending_pkey" PRIMARY KEY ("entity_id")
);

DO $$
DECLARE
    entity text;
    source text;
    is_filled boolean;
BEGIN
    FOR entity, source IN
        SELECT obj_description(c.oid, 'pg_class'), c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace = 'data'::regnamespace AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') LIKE 'ent\_%'
        UNION SELECT 'ent_person', 'public.person' UNION SELECT 'ent_department', 'public.department'
    LOOP
        EXECUTE format('CREATE TABLE search.%I (id uuid NOT NULL, field text NOT NULL, text text NOT NULL, sound text, grams int[] NOT NULL, PRIMARY KEY (id, field))', entity);
        EXECUTE format('CREATE INDEX %I ON search.%I USING gin (grams) WITH (gin_pending_list_limit = 512)', 'gr_' || entity, entity);
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', source) INTO is_filled;
        IF is_filled THEN
            INSERT INTO public.search_pending (entity_id) VALUES (entity);
        END IF;
    END LOOP;
END $$;
