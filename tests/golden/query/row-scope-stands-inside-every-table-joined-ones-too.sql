select t."id", t."rev", t."number"::text, t."number", t_1."name", t_1_1."name", (t."id")::text
from (select "client", "id", "number", "rev"
from "data"."order"
where "deleted_at" is null and "owner_id" = $1) as t
left join (select "id", "name", "region"
from "data"."client"
where "deleted_at" is null and ("owner_id" = $1 or "owner_path" like $2)) as t_1 on t."client" = t_1."id"
left join (select "id", "name"
from "public"."department") as t_1_1 on t_1."region" = t_1_1."id"
order by t."id" desc
limit $3
-- ["00000000-0000-7000-8000-00000000000b","a/%",51]
