-- Records remember the form and version they were captured with. Nullable columns without a default: nothing is rewritten.
-- A table of records is told by its `owner_path`; those in the trash are among them. Rows there are stay empty: older than
-- every version.
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'data' AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') IS NOT NULL
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'owner_path' AND NOT a.attisdropped)
  LOOP
    IF EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.name AND a.attname IN ('captured_form', 'captured_version') AND NOT a.attisdropped) THEN
      RAISE EXCEPTION 'Table % has a column captured_form or captured_version of its own: rename that field before updating.', t.name;
    END IF;
    EXECUTE format('ALTER TABLE %s ADD COLUMN captured_form text, ADD COLUMN captured_version bigint', t.name);
  END LOOP;
END $$;
