select t."id", t."rev", t."number"::text, (t."amount")::text, (t."id")::text
from (select "amount", "id", "number", "rev"
from "data"."order"
where "deleted_at" is null and "owner_id" = $1) as t
where (((t."amount" < $2::text::numeric or t."amount" is null)) or (t."amount" = $3::text::numeric and t."id" < $4::text::uuid))
order by t."amount" desc nulls last, t."id" desc
limit $5
-- ["00000000-0000-7000-8000-00000000000b","5","5","00000000-0000-7000-8000-00000000000b",21]
