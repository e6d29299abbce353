/** Lines of a file → values of records: each cell by its field type, relations by the name of what they point to. */
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import type { Registry } from '../../kernel/registry';
import type { Viewer } from '../../kernel/viewer';
import { isUuid } from '../../kernel/ids';
import type { Call } from '../contract';

export interface Mapping {
  readonly index: number;
  readonly field: FieldModel;
}
export interface ConvertedRow {
  readonly values: { readonly [field: string]: Json };
  readonly problems: readonly Problem[];
}

/** Where names of related records are looked up; answers are remembered for the whole import. */
export interface LinkFinder {
  /** Looks up all names of a batch at once: one read per field and batch, never one per row. */
  prepare(field: FieldModel, names: readonly string[]): Promise<void>;
  find(field: FieldModel, name: string): string | Problem;
}

const LOOKUP_SIZE = 100;

/** Finds records by their title, under the rights of the person who imports. */
export function createLinkFinder(call: Call): LinkFinder {
  const known = new Map<string, Map<string, readonly string[]>>();
  const titlesOf = (entity: EntityModel): Map<string, readonly string[]> => {
    const found = known.get(entity.id) ?? new Map<string, readonly string[]>();
    known.set(entity.id, found);
    return found;
  };
  const targetOf = (field: FieldModel): EntityModel => {
    const target = call.host.model().entity(field.target ?? '');
    if (!target) throw new Error(`The field ${field.name} points to no entity.`);
    return target;
  };
  return {
    async prepare(field, names) {
      const target = targetOf(field);
      const titles = titlesOf(target);
      const missing = [...new Set(names)].filter((name) => name && !isUuid(name) && !titles.has(name));
      for (let at = 0; at < missing.length; at += LOOKUP_SIZE) {
        const some = missing.slice(at, at + LOOKUP_SIZE);
        for (const name of some) titles.set(name, []);
        const { rows } = await call.host.records.list(call, {
          entity: target.name,
          filter: { field: target.titleField.name, op: 'in', value: some },
          fields: [target.titleField.name],
          page: { size: LOOKUP_SIZE * 2 },
        });
        for (const row of rows) titles.set(row.title, [...(titles.get(row.title) ?? []), row.id]);
      }
    },
    find(field, name) {
      if (isUuid(name)) return name;
      const ids = titlesOf(targetOf(field)).get(name) ?? [];
      if (ids.length === 1) return ids[0]!;
      const code = ids.length === 0 ? 'import.notFound' : 'import.ambiguous';
      return problem(code, [field.name], { field: field.label, value: name });
    },
  };
}

/** Converts a batch. Empty cells are absent values; instants without a zone are of the viewer's zone; what a field type cannot read is left to the record's own checks. */
export async function convertRows(
  rows: readonly (readonly string[])[],
  mapping: readonly Mapping[],
  with_: {
    readonly registry: Registry;
    readonly viewer: Pick<Viewer, 'locale' | 'timeZone'>;
    readonly links: LinkFinder;
  },
): Promise<ConvertedRow[]> {
  const { locale, timeZone } = with_.viewer;
  for (const { field, index } of mapping) {
    if (field.kind === 'record') {
      await with_.links.prepare(
        field,
        rows.map((row) => (row[index] ?? '').trim()),
      );
    }
  }
  return rows.map((row) => {
    const values: Record<string, Json> = {};
    const problems: Problem[] = [];
    for (const { index, field } of mapping) {
      const text = row[index] ?? '';
      if (text.trim() === '') continue;
      if (field.kind === 'record') {
        const found = with_.links.find(field, text.trim());
        if (typeof found === 'string') values[field.name] = found;
        else problems.push(found);
        continue;
      }
      const type = with_.registry.fieldTypes.get(field.type);
      values[field.name] = (type?.parse?.(text, field.options, locale, timeZone) ?? text) as Json;
    }
    return { values, problems };
  });
}
