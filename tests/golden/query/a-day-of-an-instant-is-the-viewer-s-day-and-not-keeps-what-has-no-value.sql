select t."id", t."rev", t."number"::text, t."number", (t."id")::text
from (select "amount", "id", "number", "ordered_at", "rev"
from "data"."order"
where "deleted_at" is null and "owner_id" = $1) as t
where ((t."ordered_at" >= (($2::date + 0)::timestamp at time zone $3) and t."ordered_at" < (($4::date + 0)::timestamp at time zone $3)) and ((t."amount" >= $5::numeric) is not true))
order by t."id" desc
limit $6
-- ["00000000-0000-7000-8000-00000000000b","2026-10-01","Asia/Shanghai","2026-12-01","100",51]
