select s.*
from (select t."id", t."rev", t."number"::text, t."number", (t."id")::text
from (select b."id", b."number", b."rev"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $1 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $3::text and (s.until is null or s.until > $4::timestamptz)))) and (b."owner_id" = $1 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $5::text and (s.until is null or s.until > $4::timestamptz)))) as t
where (exists (select 1
from (select b."id", b."parent_id", b."product", b."quantity"
from "data"."order__lines" as b) as x
where x."parent_id" = t."id" and (x."product" = $6::text and x."quantity" > $7::numeric)))
order by t."id" desc
limit 51) as s
where public.expect_version('ent_order', 1)
-- ["00000000-0000-7000-8000-00000000000b",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_order","2026-11-22T20:00:00.000Z","ent_order","Beer","3"]
