/**
 * The functions and triggers by which PostgreSQL keeps derived values: formulas, roll-ups, numbers and paths of trees.
 * They run inside the statement that writes, whichever door and code it came from, so that a stored value is never
 * out of step with what it is computed from. A table nothing is derived on has no trigger and pays nothing.
 */
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { quoteText } from '../identifiers';
import { affected, dependenciesOf, formulasOf, formulaSql, holds, type Dependency } from './formulas';
import { numberAfter, numberBefore, numbersOf } from './numbers';
import { q, tableOf, touch } from './names';
import { emptyOf, rollupBody, rollupsOf, type Rollup, type RowEvent } from './rollups';
import { treeAfter, treeBefore, treesOf } from './trees';

/** A function with its trigger. */
export interface DerivedTrigger {
  /** Name of the function, without its schema. */
  readonly name: string;
  readonly sql: readonly string[];
  /** Checksum of `sql`: when the database has another, it is made anew. */
  readonly text: string;
}

const EVENTS: readonly RowEvent[] = ['insert', 'update', 'delete'];

export function triggersOf(model: Model): readonly DerivedTrigger[] {
  const all = model.entities.flatMap((entity) => [entity, ...entity.fields.flatMap(({ child }) => child ?? [])]);
  const rollups = all.flatMap((entity) => rollupsOf(model, entity));
  const dependencies = all.flatMap((entity) => dependenciesOf(model, entity));
  return all.flatMap((entity) => {
    const isRolledUp = (link: FieldModel): boolean =>
      rollups.some((rollup) => rollup.child.id === entity.id && rollup.link.id === link.id);
    const of = rollups.filter(({ child }) => child.id === entity.id);
    const reading = dependencies.filter(({ on }) => on.id === entity.id);
    return [
      ...beforeTrigger(model, entity, isRolledUp),
      ...EVENTS.flatMap((event) => afterTrigger(entity, event, of, reading)),
    ];
  });
}

function beforeTrigger(model: Model, entity: EntityModel, isRolledUp: (link: FieldModel) => boolean): DerivedTrigger[] {
  if (entity.isPlatform) return [];
  const formulas = formulasOf(model, entity);
  const numbers = numbersOf(entity).filter(({ numbering }) => !numbering.isGapless);
  const empty = rollupsOf(model, entity).map(emptyOf).filter(Boolean);
  const trees = treesOf(entity);
  if (formulas.length + numbers.length + empty.length + trees.length === 0) return [];
  const isNew = [...empty.map((line) => `    ${line}`), ...numbers.map(numberBefore)].join('\n');
  const held = holds(model, entity, isRolledUp).map(
    ({ link, sql }) => `
  if tg_op = 'INSERT' or new.${q(link.column!)} is distinct from old.${q(link.column!)} then
    ${sql}
  end if;`,
  );
  const body = `declare n bigint; above text;
begin
${isNew === '' ? '' : `  if tg_op = 'INSERT' then\n${isNew}\n  end if;`}
${trees.map((field) => treeBefore(entity, field)).join('\n')}${held.join('')}
${formulas.map((formula) => `  new.${q(formula.field.column!)} := ${formulaSql(formula, model, 'new')};`).join('\n')}
  -- Computed again with the same result: nothing to write.
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return null; end if;
  end if;
  return new;
end`;
  return [trigger(`d1_${entity.id}`, entity, 'before insert or update', 'row', body)];
}

function afterTrigger(
  entity: EntityModel,
  event: RowEvent,
  rollups: readonly Rollup[],
  reading: readonly Dependency[],
): DerivedTrigger[] {
  const numbers = event === 'insert' ? numbersOf(entity).filter(({ numbering }) => numbering.isGapless) : [];
  const trees = event === 'update' && !entity.isPlatform ? treesOf(entity) : [];
  const steps = [
    ...numbers.map(numberAfter),
    ...trees.map((field) => treeAfter(entity, field)),
    ...groups(rollups).map((group) => rollupBody(group, event)),
    ...reading.flatMap((dependency) => readingBody(dependency, event) ?? []),
  ];
  if (steps.length === 0) return [];
  const tables = {
    insert: 'new table as new_rows',
    update: 'old table as old_rows new table as new_rows',
    delete: 'old table as old_rows',
  };
  const body = `declare ids uuid[]; series record; moved record; n bigint;\nbegin${steps.join('\n')}\n  return null;\nend`;
  return [trigger(`d2${event.charAt(0)}_${entity.id}`, entity, `after ${event}`, 'statement', body, tables[event])];
}

/** Roll-ups that go to the same records over the same relation are written together. */
function groups(rollups: readonly Rollup[]): readonly (readonly Rollup[])[] {
  const byWay = new Map<string, Rollup[]>();
  for (const rollup of rollups) {
    const way = `${rollup.entity.id} ${rollup.link.id}`;
    byWay.set(way, [...(byWay.get(way) ?? []), rollup]);
  }
  return [...byWay.values()];
}

/** Records whose formulas read the changed rows are computed again. */
function readingBody(dependency: Dependency, event: RowEvent): string | undefined {
  const { chain, columns, of } = dependency;
  const isRows = chain.at(-1)!.field.child !== undefined;
  // A record nobody points to yet, or any more, is read by nobody.
  if (!isRows && event !== 'update') return undefined;
  const list = (row: string): string => [...columns].map((column) => `${row}.${q(column)}`).join(', ');
  if (event === 'update' && columns.size === 0) return undefined;
  const changed = (what: string): string =>
    ({
      insert: `select n.${what} from new_rows n`,
      delete: `select o.${what} from old_rows o`,
      update: `select n.${what} from new_rows n join old_rows o on o.id = n.id where row(${list('n')}) is distinct from row(${list('o')})`,
    })[event];
  const ids = affected(dependency, changed('id'), isRows ? changed('parent_id') : '');
  return `
  select array_agg(distinct x.id) into ids from (${ids}) x(id) where x.id is not null;
  if ids is not null then${touch(of, 'ids')}
  end if;`;
}

function trigger(
  name: string,
  entity: EntityModel,
  when: string,
  each: 'row' | 'statement',
  body: string,
  tables = '',
): DerivedTrigger {
  const fn = `data.${q(name)}`;
  const referencing = tables === '' ? '' : ` referencing ${tables}`;
  const create = [
    `create or replace function ${fn}() returns trigger language plpgsql as ${quoteText(body)}`,
    `create or replace trigger ${q(name)} ${when} on ${tableOf(entity)}${referencing} for each ${each} execute function ${fn}()`,
  ];
  const text = checksum(create.join());
  return { name, text, sql: [...create, `comment on function ${fn}() is ${quoteText(text)}`] };
}

/** cyrb53 (bryc): only tells a changed text from an unchanged one. */
export function checksum(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${(b >>> 0).toString(16).padStart(8, '0')}${(a >>> 0).toString(16).padStart(8, '0')}`;
}
