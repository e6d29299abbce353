select t."id", t."rev", t."number"::text, t."number", (t."id")::text
from (select "id", "number", "rev"
from "data"."order"
where "deleted_at" is null and "owner_id" = $1) as t
where (exists (select 1
from (select "id", "parent_id", "product", "quantity"
from "data"."order__lines") as x
where x."parent_id" = t."id" and (x."product" = $2::text and x."quantity" > $3::numeric)))
order by t."id" desc
limit $4
-- ["00000000-0000-7000-8000-00000000000b","Beer","3",51]
