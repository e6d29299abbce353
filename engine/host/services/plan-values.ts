/** Values behind a plan, for those who may read them: all that will not convert, and what could become choices. */
import { quoteIdentifier as q, quoteTable } from '../../entity/identifiers';
import { isWritten } from '../../kernel/fields';
import type { Input, Output } from '../../kernel/api';
import { refuse, sentence } from '../../kernel/problems';
import type { EntityModel, FieldModel } from '../../kernel/model';
import type { Call } from '../contract';
import { maySee, readerOf } from './documents-said';

const SIZE = 1_000;
const MOST_CHOICES = 200;

export async function listValues(call: Call, input: Input<'document.values'>): Promise<Output<'document.values'>> {
  const { host, viewer } = call;
  const { entity: name, field, after, size = SIZE, refs, conversions } = input;
  const publication = { refs, reader: readerOf(call), ...(conversions ? { conversions } : {}) };
  const which = { entity: name, field, size, ...(after === undefined ? {} : { after }) };
  const { bad, next, sources } = await host.documents.badValues(publication, which);
  const entity = host.model().entity(name) ?? refuse('query.entity', ['entity'], { entity: name });
  if (!maySee(call, entity.name, sources)) refuse('plan.mayNotSee', ['field'], { field });
  const titles = await titlesOf(call, entity, [...new Set(bad.map(({ row }) => row.record))]);
  const label = fieldOf(call, entity.name, field)?.field.label ?? { 'zh-CN': field, en: field };
  return {
    values: bad.map(({ row, text, bad: why }) => ({
      record: row.record,
      ...(row.id === row.record ? {} : { row: row.id }),
      title: titles.get(row.record) ?? '',
      value: text,
      why: sentence(host.registry.problems, { ...why!, data: { label, ...why!.data } }, viewer.locale),
    })),
    next,
  };
}

async function titlesOf(
  { host }: Call,
  { table, titleField }: EntityModel,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await host.pool.query<{ id: string; title: string | null }>(
    `select id, ${q(titleField.column ?? 'id')}::text as title from ${quoteTable(table)} where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title ?? '']));
}

/** Values in their own words: a choice's value is the text itself, cut to what a choice may be. */
export async function listChoices(call: Call, input: Input<'document.choices'>): Promise<Output<'document.choices'>> {
  const { host } = call;
  const found = fieldOf(call, input.entity, input.field);
  const { owner, field } = found ?? refuse('plan.unknownField', ['field'], { name: input.field });
  if (!maySee(call, input.entity, [field.id])) refuse('plan.mayNotSee', ['field'], { field: field.label });
  const column = q(field.column!);
  const value = field.columnType === 'text[]' ? `unnest(${column})` : `btrim(${column}::text)`;
  const { rows } = await host.pool.query<{ value: string; n: number; total: number }>(
    `select value, count(*)::int as n, (count(*) over ())::int as total
       from (select ${value} as value from ${quoteTable(owner.table)}) v where value <> ''
      group by value order by n desc, value limit $1`,
    [input.size ?? MOST_CHOICES],
  );
  return {
    choices: rows.map(({ value: text, n }) => ({
      value: text.slice(0, 100),
      label: { 'zh-CN': text.slice(0, 200), en: text.slice(0, 200) },
      count: n,
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** A field by name, or a column of line items as `items.price`. */
function fieldOf(
  { host }: Call,
  entityName: string,
  name: string,
): { owner: EntityModel; field: FieldModel } | undefined {
  const entity = host.model().entity(entityName);
  const [first, second] = name.split('.') as [string, string | undefined];
  const own = entity?.field(first);
  const owner = second === undefined ? entity : own?.child;
  const field = second === undefined ? own : own?.child?.field(second);
  return owner && field && isWritten(field) && !field.isEncrypted ? { owner, field } : undefined;
}
