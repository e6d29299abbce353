select s.*
from (select t."id", t."rev", t."number"::text, t."number", (t."id")::text
from (select b."amount", b."client", b."id", b."number", b."rev"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $1 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $3::text and (s.until is null or s.until > $4::timestamptz)))) and (b."owner_id" = $1 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $5::text and (s.until is null or s.until > $4::timestamptz)))) as t
left join (select b."id", b."name"
from "data"."client" as b
where b."deleted_at" is null and ((b."owner_id" = $1 or b."owner_path" like $6) or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $7::text and (s.until is null or s.until > $4::timestamptz)))) and ((b."owner_id" = $1 or b."owner_path" like $6) or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($2::text[]) and s.entity_id = $8::text and (s.until is null or s.until > $4::timestamptz)))) as t_1 on t."client" = t_1."id"
where ((t."amount" > 10::numeric) and (t_1."name" = $9::text))
order by t."id" desc
limit 51) as s
where public.expect_version('ent_client', 1) and public.expect_version('ent_order', 1)
-- ["00000000-0000-7000-8000-00000000000b",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_order","2026-11-22T20:00:00.000Z","ent_order","a/%","ent_client","ent_client","Harbour"]
