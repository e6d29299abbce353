select "d0", "d0t", "d1", "m0", "m1", "m2"
from (select "d0", "d0t", "d1", coalesce(max(b."m0"), 0) as "m0", max(b."m1") as "m1", max(b."m2") as "m2"
from (select t."client" as "d0", t_1."name"::text as "d0t", date_trunc('week', (t."ordered_at" at time zone $1))::date::text as "d1", count(*) as "m0", sum(t."amount") as "m1", null::numeric as "m2"
from (select "amount", "client", "id", "ordered_at"
from "data"."order"
where "deleted_at" is null and "owner_id" = $2) as t
left join (select "id", "name"
from "data"."client"
where "deleted_at" is null and ("owner_id" = $2 or "owner_path" like $3)) as t_1 on t."client" = t_1."id"
group by 1, 2, 3
union all select t."client" as "d0", t_1."name"::text as "d0t", date_trunc('week', (t."ordered_at" at time zone $1))::date::text as "d1", null::bigint as "m0", null::numeric as "m1", sum(l."quantity") as "m2"
from (select "client", "id", "ordered_at"
from "data"."order"
where "deleted_at" is null and "owner_id" = $2) as t
left join (select "id", "name"
from "data"."client"
where "deleted_at" is null and ("owner_id" = $2 or "owner_path" like $3)) as t_1 on t."client" = t_1."id"
left join (select "id", "parent_id", "quantity"
from "data"."order__lines") as l on l."parent_id" = t."id"
group by 1, 2, 3) as b
group by "d0", "d0t", "d1") as r
order by "m1" desc nulls last, "d0t" collate "zh-x-icu" asc nulls last, "d1" asc nulls last
limit $4
-- ["Asia/Shanghai","00000000-0000-7000-8000-00000000000b","a/%",10]
