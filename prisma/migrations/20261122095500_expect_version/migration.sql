-- A statement that writes records was made for one version of their entity. Names may mean other columns in the next (two
-- fields swap theirs), so one that comes too late fails like one whose column is gone: it is made anew and sent again.
CREATE FUNCTION "expect_version"("entity" TEXT, "wanted" INTEGER) RETURNS BOOLEAN LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.document d WHERE d.id = entity AND d.version IS DISTINCT FROM wanted) THEN
    RAISE EXCEPTION '% is of another version now.', entity USING ERRCODE = 'undefined_column';
  END IF;
  RETURN true;
END
$$;
