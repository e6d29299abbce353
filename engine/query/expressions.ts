/** A condition in the expression language → SQL over the record's table. */
import { mayRead } from '../access/access';
import { compileExpression, type GivenName, type SqlEnvironment } from '../expression/compile';
import type { Sql } from '../kernel/contract';
import type { EntityModel } from '../kernel/model';
import { Refusal } from '../kernel/problems';
import { today } from './dates';
import { columnOf, resolvePath, type Path, type Place } from './names';
import { ME, MY_DEPARTMENT, NOW, ZONE } from './slots';
import type { Schema, Source } from './source';
import { Slot, sql } from './sql';

interface ExpressionCondition {
  readonly expression: string;
  readonly entity: EntityModel;
  readonly place: Place;
}

const GIVEN: { readonly [N in GivenName]: Slot } = {
  today: new Slot(({ now, viewer }) => today(now, viewer.timeZone)),
  now: NOW,
  timeZone: ZONE,
  me: ME,
  'me.name': new Slot(({ viewer }) => viewer.name),
  'me.email': new Slot(({ viewer }) => viewer.email),
  'me.department': MY_DEPARTMENT,
  'me.roles': new Slot(({ viewer }) => viewer.roles),
};

/** A field the viewer may not read is as unknown to an expression as to any other filter. */
export function expressionSql({ expression, entity, place }: ExpressionCondition, root: Source): Sql {
  const { schema } = root;
  const compiled = compileExpression(
    expression,
    {
      model: schema.model,
      entity,
      isVisible: (of, field) => mayRead(schema.access, of, field),
    },
    'boolean',
  );
  if (!compiled.ok) throw new Refusal(compiled.problems.map((p) => ({ ...p, path: [...place, ...p.path] })));
  return compiled.expression.toCondition(environment(root, place));
}

function environment(root: Source, place: Place): SqlEnvironment {
  const { schema } = root;
  let tables = 0;
  return {
    column: (text) => columnOf(root, resolvePath(schema, root.entity, text, place)),
    given: (name) => sql`${GIVEN[name]}`,
    rows(text) {
      const path = resolvePath(schema, root.entity, text, place);
      const holder = path.steps.reduce((source, step) => source.to(step), root);
      tables += 1;
      const rows = root.beside(path.field.child!, `e${tables}`);
      // The FROM is written before the columns are asked for, so all of them are listed.
      for (const field of rows.entity.fields) if (field.column !== null) rows.column(field);
      return {
        from: rows.table(),
        belongs: holder.holds(rows, path.field),
        column: (name) => farColumn(schema, rows, resolvePath(schema, rows.entity, name, place)),
      };
    },
  };
}

/** A column of a row, or of a record the row points to: looked up, because the row's FROM stands already. */
function farColumn(schema: Schema, rows: Source, path: Path): Sql {
  const [first, ...rest] = path.steps;
  if (!first) return rows.column(path.field);
  const target = rows.beside(schema.model.entity(first.target!)!, `${rows.alias}_r`);
  const column = columnOf(target, { ...path, steps: rest });
  return sql`(select ${column} from ${target.from()} where ${target.named('id')} = ${rows.column(first)})`;
}
