select t."id", t."rev", t."number"::text, t."number", (t."id")::text
from (select "amount", "client", "id", "number", "rev"
from "data"."order"
where "deleted_at" is null and "owner_id" = $1) as t
left join (select "id", "name"
from "data"."client"
where "deleted_at" is null and ("owner_id" = $1 or "owner_path" like $2)) as t_1 on t."client" = t_1."id"
where ((t."amount" > 10::numeric) and (t_1."name" = $3::text))
order by t."id" desc
limit $4
-- ["00000000-0000-7000-8000-00000000000b","a/%","Harbour",51]
