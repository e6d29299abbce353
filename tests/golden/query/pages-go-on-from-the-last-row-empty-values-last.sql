with filled as materialized (select f."id" as id
from (select b."amount", b."id"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $1 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $3::text and (s.until is null or s.until > $4::timestamptz)))) and (b."owner_id" = $1 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $5::text and (s.until is null or s.until > $4::timestamptz)))) as f
where f."amount" is not null and (f."amount", f."id") < ($6::text::numeric, $7::text::uuid)
order by f."amount" desc, f."id" desc
limit $8) select t."id", t."rev", t."number"::text, (t."amount")::text, (t."id")::text
from (select id
from filled
union all (select id
from (select e."id" as id
from (select b."amount", b."id"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $1 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $9::text and (s.until is null or s.until > $4::timestamptz)))) and (b."owner_id" = $1 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $10::text and (s.until is null or s.until > $4::timestamptz)))) as e
where e."amount" is null
order by e."amount" desc, e."id" desc
limit $8) n
limit (select $8::bigint - count(*)
from filled))) as walked
join (select b."amount", b."id", b."number", b."rev"
from "data"."order" as b) as t on t."id" = walked.id
order by t."amount" desc nulls last, t."id" desc
limit $8
-- ["00000000-0000-7000-8000-00000000000b",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_order","2026-11-22T20:00:00.000Z","ent_order","5","00000000-0000-7000-8000-00000000000b",21,"ent_order","ent_order"]
