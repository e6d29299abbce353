select s.*
from (select "d0", "d0t", "d1", "m0", "m1", "m2"
from (select "d0", "d0t", "d1", coalesce(max(b."m0"), 0) as "m0", max(b."m1") as "m1", max(b."m2") as "m2"
from (select t."client" as "d0", t_1."name"::text as "d0t", date_trunc('week', (t."ordered_at" at time zone $1))::date::text as "d1", count(*) as "m0", sum(t."amount") as "m1", null::numeric as "m2"
from (select b."amount", b."client", b."id", b."ordered_at"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $2 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $4::text and (s.until is null or s.until > $5::timestamptz)))) and (b."owner_id" = $2 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $6::text and (s.until is null or s.until > $5::timestamptz)))) as t
left join (select b."id", b."name"
from "data"."client" as b
where b."deleted_at" is null and ((b."owner_id" = $2 or b."owner_path" like $7) or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $8::text and (s.until is null or s.until > $5::timestamptz)))) and ((b."owner_id" = $2 or b."owner_path" like $7) or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $9::text and (s.until is null or s.until > $5::timestamptz)))) as t_1 on t."client" = t_1."id"
group by 1, 2, 3
union all select t."client" as "d0", t_1."name"::text as "d0t", date_trunc('week', (t."ordered_at" at time zone $1))::date::text as "d1", null::bigint as "m0", null::numeric as "m1", sum(l."quantity") as "m2"
from (select b."client", b."id", b."ordered_at"
from "data"."order" as b
where b."deleted_at" is null and (b."owner_id" = $2 or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $10::text and (s.until is null or s.until > $5::timestamptz)))) and (b."owner_id" = $2 or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $11::text and (s.until is null or s.until > $5::timestamptz)))) as t
left join (select b."id", b."name"
from "data"."client" as b
where b."deleted_at" is null and ((b."owner_id" = $2 or b."owner_path" like $7) or b."id" = any(array(select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $12::text and (s.until is null or s.until > $5::timestamptz)))) and ((b."owner_id" = $2 or b."owner_path" like $7) or b."id" in (select s.record_id
from public.record_share s
where s.grantee = any($3::text[]) and s.entity_id = $13::text and (s.until is null or s.until > $5::timestamptz)))) as t_1 on t."client" = t_1."id"
left join (select b."id", b."parent_id", b."quantity"
from "data"."order__lines" as b) as l on l."parent_id" = t."id"
group by 1, 2, 3) as b
group by "d0", "d0t", "d1") as r
order by "m1" desc nulls last, "d0t" collate "zh-x-icu" asc nulls last, "d1" asc nulls last
limit $14) as s
where public.expect_version('ent_client', 1) and public.expect_version('ent_order', 1)
-- ["Asia/Shanghai","00000000-0000-7000-8000-00000000000b",["person:00000000-0000-7000-8000-00000000000b","department:a","role:rol_region"],"ent_order","2026-11-22T20:00:00.000Z","ent_order","a/%","ent_client","ent_client","ent_order","ent_order","ent_client","ent_client",10]
