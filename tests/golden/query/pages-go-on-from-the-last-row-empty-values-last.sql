select s.*
from (select t."id", t."rev", t."number"::text, (t."amount")::text, (t."id")::text
from (select b."amount", b."id", b."number", b."rev"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $1 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $3::text and (s.until is null or s.until > $4::timestamptz)))) and (b."owner_id" = $1 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $5::text and (s.until is null or s.until > $4::timestamptz)))) as t
where t."amount" <= $6::text::numeric and ((t."amount" < $7::text::numeric) or (t."amount" = $8::text::numeric and t."id" < $9::text::uuid))
order by t."amount" desc, t."id" desc
limit 21) as s
where public.expect_version('ent_order', 1)
-- ["00000000-0000-7000-8000-00000000000b",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_order","2026-11-22T20:00:00.000Z","ent_order","5","5","5","00000000-0000-7000-8000-00000000000b"]
