select s.*
from (select t."id", t."rev", t."name"::text, t."name", (t."id")::text
from (select b."id", b."name", b."rev"
from "data"."client" as b
where b."deleted_at" is null and ((b."owner_id" = $1 or b."owner_path" like $2) or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $4::text and (s.until is null or s.until > $5::timestamptz)))) and ((b."owner_id" = $1 or b."owner_path" like $2) or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $6::text and (s.until is null or s.until > $5::timestamptz)))) as t
where (exists (select 1
from "search"."ent_client" s
where s.id = t."id" and (s.field = any($7::text[])) and s.grams @> $8::int[] and strpos(s.text, $9::text) > 0) and exists (select 1
from "search"."ent_client" s
where s.id = t."id" and (s.field = any($10::text[])) and s.grams @> $11::int[] and (strpos(s.text, $12::text) > 0 or s.sound ~ $13::text)))
order by t."id" desc
limit 51) as s
where public.expect_version('ent_client', 1)
-- ["00000000-0000-7000-8000-00000000000b","a/%",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_client","2026-11-22T20:00:00.000Z","ent_client",["fld_client_name"],[1244732778],"青岛",["fld_client_name"],[1306074109],"hd","H[dD]"]
