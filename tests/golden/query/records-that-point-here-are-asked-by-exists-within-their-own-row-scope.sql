select s.*
from (select t."id", t."rev", t."name"::text, t."name", (t."id")::text
from (select b."id", b."name", b."rev"
from "data"."client" as b
where b."deleted_at" is null and ((b."owner_id" = $1 or b."owner_path" like $2) or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $4::text and (s.until is null or s.until > $5::timestamptz)))) and ((b."owner_id" = $1 or b."owner_path" like $2) or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $6::text and (s.until is null or s.until > $5::timestamptz)))) as t
where not exists (select 1
from (select b."client", b."id"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $1 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $7::text and (s.until is null or s.until > $5::timestamptz)))) and (b."owner_id" = $1 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $8::text and (s.until is null or s.until > $5::timestamptz)))) as t_v
where t_v."client" = t."id" and exists (select 1
from (select b."id", b."parent_id", b."quantity"
from "data"."order__lines" as b) as t_v_v
where t_v_v."parent_id" = t_v."id" and t_v_v."quantity" > $9::numeric))
order by t."id" desc
limit 51) as s
where public.expect_version('ent_client', 1) and public.expect_version('ent_order', 1)
-- ["00000000-0000-7000-8000-00000000000b","a/%",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_client","2026-11-22T20:00:00.000Z","ent_client","ent_order","ent_order","3"]
