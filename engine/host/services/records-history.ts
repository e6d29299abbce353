/** What happened to a record, field by field, as far as the viewer may read the fields. */
import { openedChanges } from '../../data/secrets/values';
import { mayRead, withGrants, type Access } from '../../access/access';
import { maskValue } from '../../access/mask';
import { accessOn, isByRow } from '../../access/rows';
import { readStandings } from '../../data/records/standing';
import { runnerOf } from '../../data/run';
import type { Changes, FieldChange } from '../../data/records/changes';
import type { Link, Output } from '../../kernel/api';
import { isUuid } from '../../kernel/ids';
import { isObject, type Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { rowsStatement } from '../../query/compile';
import { entityOf } from '../../query/names';
import { MAX_PAGE } from '../../query/question';
import type { Schema } from '../../query/source';
import type { Call } from '../contract';
import { linkNames } from '../links/names';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';

type Entry = Output<'record.history'>['entries'][number];
/** Titles by entity and id. */
type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;
const MOST_ENTRIES = 500;

export async function recordHistory(call: Call, name: string, id: string): Promise<Output<'record.history'>> {
  const schema = schemaOf(call);
  const entity = entityOf(schema, name);
  await getRecord(call, name, id, []);
  const rows = await runnerOf(call.host.pool).run({
    text: `select rev, at, by_id, door, op, changes from public.record_history
      where record_id = $1 and entity_id = $2 order by rev desc limit ${MOST_ENTRIES}`,
    values: [id, entity.id],
  });
  const views = await shownChanges(
    call,
    schema,
    { entity, id },
    rows.map((row) => ({ by: row[2] as string | null, changes: row[5] as Changes })),
  );
  return {
    entries: rows.map(([rev, at, , door, op], index) => ({
      rev: Number(rev),
      at: (at as Date).toISOString(),
      door: door as Entry['door'],
      op: op as Entry['op'],
      ...views[index]!,
    })),
  };
}

/** Who made each change of one record, and the changes as the viewer may see them: fields they may not read are left out. */
export async function shownChanges(
  call: Call,
  schema: Schema,
  { entity, id }: { readonly entity: EntityModel; readonly id: string },
  rows: readonly { readonly by: string | null; readonly changes: Changes }[],
): Promise<readonly Pick<Entry, 'by' | 'changes'>[]> {
  const access = await accessTo(call, schema, entity, id);
  const history = rows.map(({ by, changes }) => ({
    by,
    changes: readable(access, entity, openedChanges(schema, entity, id, changes)),
  }));
  const titles = await titlesOf(call, schema, [
    ...history.flatMap(({ changes }) => changes.flatMap(({ field, change }) => linksIn(schema, field, change))),
    ...history.map(({ by }): [string, string] => ['person', by ?? '']),
  ]);
  const links = await linkNames(
    call,
    history.flatMap(({ by }) => (by && !titles.get('person')?.has(by) ? [by] : [])),
  );
  return history.map(({ by, changes }) => ({
    by: by === null ? null : { ...link(titles, 'person', by), ...(links.has(by) && { title: links.get(by)! }) },
    changes: changes.map(({ field, change }) => ({
      field: field.name,
      label: field.label,
      before: told(schema, titles, access, { entity, field }, change.before),
      after: told(schema, titles, access, { entity, field }, change.after),
    })),
  }));
}

/** The viewer's rights on this record, where they differ from record to record. */
export async function accessTo(call: Call, schema: Schema, entity: EntityModel, id: string): Promise<Access> {
  if (!isByRow(schema.access, entity)) return schema.access;
  const by = { viewer: call.viewer, now: call.host.clock.now() };
  const standings = await readStandings(runnerOf(call.host.pool), schema, entity, [id], by);
  const standing = standings.get(id);
  return standing ? accessOn(schema.access, entity, standing) : withGrants(schema.access, entity, 'none', []);
}

/** Fields the viewer may not read, and fields that are no more, are left out. */
const readable = (
  access: Access,
  entity: EntityModel,
  changes: Changes,
): { readonly field: FieldModel; readonly change: FieldChange }[] =>
  entity.fields.flatMap((field) => {
    const change = changes[field.id];
    // Of the form the id alone would be told; its version stands beside it.
    const isTold = field.system !== 'captured_form' && access.right(entity, field) !== 'none';
    return change && isTold ? [{ field, change }] : [];
  });

const targetOf = (schema: Schema, field: FieldModel): EntityModel | undefined =>
  field.target === undefined ? undefined : schema.model.entity(field.target);

/** Every id in a change, with the entity it is of. */
function linksIn(schema: Schema, field: FieldModel, change: FieldChange): [string, string][] {
  const values = [change.before, change.after];
  if (field.child) {
    return values
      .flatMap((rows) => (Array.isArray(rows) ? (rows as unknown[]) : []))
      .flatMap((row) =>
        field.child!.fields.flatMap((column) =>
          linksIn(schema, column, { before: null, after: isObject(row) ? (row[column.id] ?? null) : null }),
        ),
      );
  }
  const target = targetOf(schema, field);
  if (!target) return [];
  return values.flat().flatMap((value): [string, string][] => (isUuid(value) ? [[target.id, value]] : []));
}

/** Titles of the records the viewer may read, one question for each entity. */
async function titlesOf(call: Call, schema: Schema, links: readonly (readonly [string, string])[]): Promise<Titles> {
  const ids = new Map<string, Set<string>>();
  for (const [name, id] of links) {
    const target = schema.model.entity(name);
    if (!target || !id || schema.access.scope(target, 'read') === 'none') continue;
    ids.set(target.id, (ids.get(target.id) ?? new Set()).add(id));
  }
  const titles = new Map<string, Map<string, string>>();
  for (const [target, wanted] of ids) {
    const value = [...wanted].slice(0, MAX_PAGE);
    const question = {
      entity: target,
      fields: [],
      filter: { field: 'id', op: 'in' as const, value },
      page: { size: MAX_PAGE },
    };
    const { statement, compiled } = rowsStatement(schema, question, {
      viewer: call.viewer,
      now: call.host.clock.now(),
    });
    const rows = await runnerOf(call.host.pool).run(statement);
    const found = rows.map((row) => compiled.present(row) as unknown as Link);
    titles.set(target, new Map(found.map(({ id, title }) => [id, title])));
  }
  if (titles.size > 0) for (const [id, map] of [...titles]) titles.set(schema.model.entity(id)!.name, map);
  return titles;
}

const link = (titles: Titles, entity: string, id: string): Link => ({ id, title: titles.get(entity)?.get(id) ?? '' });

/** A value of a change, as the viewer may see it. */
function told(
  schema: Schema,
  titles: Titles,
  access: Access,
  { entity, field }: { readonly entity: EntityModel; readonly field: FieldModel },
  value: unknown,
): Json {
  const isOpen = mayRead(access, entity, field) || value === null || value === undefined;
  return isOpen
    ? shown(schema, titles, field, value)
    : (maskValue(schema.fieldTypes.get(field.type), field, value) as unknown as Json);
}

function shown(schema: Schema, titles: Titles, field: FieldModel, value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (field.child && Array.isArray(value)) {
    return value.map((row: unknown) => {
      const cells = row as { readonly [key: string]: unknown };
      const known = field.child!.fields.filter((column) => !column.system && column.id in cells);
      return {
        id: (cells.id as string | undefined) ?? null,
        position: Number(cells.position),
        ...Object.fromEntries(known.map((column) => [column.name, shown(schema, titles, column, cells[column.id])])),
      };
    });
  }
  const target = targetOf(schema, field);
  if (target && Array.isArray(value)) {
    return value.map((id: unknown) => link(titles, target.name, String(id)) as unknown as Json);
  }
  return target ? (link(titles, target.name, String(value)) as unknown as Json) : (value as Json);
}
