/** What a person chose for a file, checked against the entity and compiled once for all rows. */
import type { ImportMapping, ImportSettings } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { problem, Refusal, type Problem } from '../../kernel/problems';
import { say } from '../../kernel/text';
import type { Call } from '../contract';

/** One column on its way into one field. */
export interface Column {
  readonly index: number;
  readonly field: FieldModel;
  /** Where its problems are. */
  readonly path: Problem['path'];
  readonly relation: Relation | undefined;
  /** Text of a cell → a value that the record's own checks take on. */
  read(text: string): Json;
}
export interface Relation {
  readonly target: EntityModel;
  /** Fields of the target by which a record is found, in this order. */
  readonly by: readonly FieldModel[];
  readonly missing: 'fail' | 'create' | 'empty';
  /** To the entity that is imported: what is named may stand further down in the same file. */
  readonly isSelf: boolean;
}
export interface ImportPlan {
  readonly entity: EntityModel;
  readonly columns: readonly Column[];
  /** Rows that repeat their head on every line: the field of the line items, and its columns. */
  readonly lines: { readonly field: FieldModel; readonly columns: readonly Column[] } | undefined;
  /** The columns that tell which record a row means; empty: every row is a new one. */
  readonly key: readonly Column[];
  readonly mode: 'insert' | 'update' | 'both';
  readonly clears: boolean;
  readonly hasHeader: boolean;
}

/** Fields a column may be mapped to: those the viewer may edit whose values fit in one cell. */
export function importableFields(call: Call, entity: EntityModel): FieldModel[] {
  const access = call.host.access(call.viewer);
  return entity.fields.filter(
    (field) =>
      !field.system && field.columnType !== null && field.kind !== 'idList' && access.right(entity, field) === 'edit',
  );
}
/** Columns of line items, as `<field>.<column>`. */
export function importableLines(
  call: Call,
  entity: EntityModel,
): { path: string; lines: FieldModel; field: FieldModel }[] {
  const access = call.host.access(call.viewer);
  return entity.fields
    .filter((field) => field.child && access.right(entity, field) === 'edit')
    .flatMap((lines) =>
      lines
        .child!.fields.filter((field) => !field.system && field.columnType !== null && field.kind !== 'idList')
        .map((field) => ({ path: `${lines.name}.${field.name}`, lines, field })),
    );
}

/** Fields of a relation's target that tell one record from another: its title first, then whatever is unique. */
export function namesOfTarget(call: Call, target: EntityModel): FieldModel[] {
  const access = call.host.access(call.viewer);
  const isReadable = (field: FieldModel): boolean =>
    field.column !== null && ['read', 'edit'].includes(access.right(target, field));
  const unique = target.fields.filter((field) => field.isUnique && !field.system && field !== target.titleField);
  return [target.titleField, ...unique].filter(isReadable);
}

/** Compiles settings; refuses (all reasons at once, each at its place) what cannot work. */
export function planImport(call: Call, entity: EntityModel, settings: ImportSettings): ImportPlan {
  const found: Problem[] = [];
  const columns: Column[] = [];
  const lineColumns: Column[] = [];
  let lineField: FieldModel | undefined;
  const seen = new Set<string>();
  const lines = importableLines(call, entity);
  const fields = importableFields(call, entity);
  settings.mapping.forEach((use, i) => {
    const at = ['mapping', i, 'field'];
    const line = lines.find(({ path }) => path === use.field);
    const field = line?.field ?? entity.field(use.field);
    const isId = field?.name === 'id' && !line;
    if (!field || (!line && !isId && !fields.includes(field))) {
      found.push(problem('record.unknownField', at, { field: use.field }));
    } else if (seen.has(field.id)) {
      found.push(problem('import.fieldTwice', at, { field: field.label }));
    } else if (line && lineField && lineField !== line.lines) {
      found.push(problem('import.twoLines', at, { a: lineField.label, b: line.lines.label }));
    } else {
      seen.add(field.id);
      if (line) lineField = line.lines;
      (line ? lineColumns : columns).push(columnOf(call, entity, field, use, [...at.slice(0, 2), 'by'], found));
    }
  });
  if (settings.mapping.length === 0) found.push(problem('import.noMapping', ['mapping']));
  const key = keyOf(settings, columns, found);
  if (lineField && key.length === 0) found.push(problem('import.linesNeedKey', ['key'], { field: lineField.label }));
  const mode = key.length === 0 ? 'insert' : (settings.mode ?? 'both');
  checkRights(call, entity, mode, found);
  if (mode !== 'update') found.push(...missingRequired(fields, seen));
  if (found.length > 0) throw new Refusal(found);
  return {
    entity,
    columns,
    lines: lineField ? { field: lineField, columns: lineColumns } : undefined,
    key,
    mode,
    clears: settings.empty === 'clear',
    hasHeader: settings.hasHeader ?? true,
  };
}

function columnOf(
  call: Call,
  entity: EntityModel,
  field: FieldModel,
  use: ImportMapping,
  at: Problem['path'],
  found: Problem[],
): Column {
  const { locale, timeZone } = call.viewer;
  const type = call.host.registry.fieldTypes.get(field.type);
  const parse = field.system ? undefined : type?.parse;
  const target = field.kind === 'record' ? call.host.model().entity(field.target ?? '') : undefined;
  const { index } = use;
  if (!target) {
    const read = (text: string): Json =>
      (parse ? (parse(text, field.options, locale, timeZone) ?? text) : text) as Json;
    return { index, field, path: [field.name], relation: undefined, read };
  }
  const names = namesOfTarget(call, target);
  const chosen = use.by === undefined ? undefined : names.find((name) => name === target.field(use.by!));
  if (use.by !== undefined && use.by !== 'id' && !chosen) {
    found.push(problem('import.notAName', at, { field: field.label, by: use.by }));
  }
  const missing = use.missing ?? 'fail';
  if (missing === 'create' && (target.isPlatform || !call.host.access(call.viewer).mayCreate(target))) {
    found.push(problem('import.mayNotCreate', at, { field: field.label, entity: target.label }));
  }
  const relation = { target, by: chosen ? [chosen] : names, missing, isSelf: target.id === entity.id };
  return { index, field, path: [field.name], relation, read: (text) => text.trim() };
}

function keyOf(settings: ImportSettings, columns: readonly Column[], found: Problem[]): readonly Column[] {
  const id = columns.find(({ field }) => field.name === 'id');
  const names = settings.key ?? (id ? ['id'] : []);
  const key: Column[] = [];
  names.forEach((name, i) => {
    const column = columns.find(({ field }) => field.name === name);
    if (!column) found.push(problem('import.keyNotMapped', ['key', i], { field: name }));
    else key.push(column);
  });
  // An id belongs to one record; beside other fields it would be looked for twice.
  if (id && key.length > 0 && (key.length > 1 || key[0] !== id)) {
    found.push(problem('import.idIsKey', ['key'], { field: id.field.label }));
  }
  return key;
}

function checkRights(call: Call, entity: EntityModel, mode: ImportPlan['mode'], found: Problem[]): void {
  const access = call.host.access(call.viewer);
  if (mode !== 'update' && !access.mayCreate(entity)) {
    found.push(problem('record.mayNotCreate', ['mode'], { entity: entity.label }));
  }
  if (mode !== 'insert' && access.scope(entity, 'update') === 'none') {
    found.push(problem('import.mayNotUpdate', ['mode'], { entity: entity.label }));
  }
}

const missingRequired = (fields: readonly FieldModel[], seen: ReadonlySet<string>): Problem[] =>
  fields
    .filter((field) => field.isRequired && !seen.has(field.id) && field.default === undefined)
    .map((field) => problem('import.missingRequired', ['mapping'], { field: field.label }));

/** The entity to import into; one the viewer may neither create nor change records of does not exist for an import. */
export function importableEntity(call: Call, name: string): EntityModel {
  const entity = call.host.model().entity(name);
  const access = call.host.access(call.viewer);
  const isOpen = entity && (access.mayCreate(entity) || access.scope(entity, 'update') !== 'none');
  if (!entity || entity.isPlatform || entity.parent || !isOpen) {
    throw new Refusal(problem('record.unknownEntity', ['entity'], { entity: name }));
  }
  return entity;
}

/** By which files with the same columns are known again. */
export const signatureOf = (headers: readonly string[]): string =>
  headers
    .map((header) => header.normalize('NFKC').trim().toLowerCase())
    .join('\u0001')
    .slice(0, 4000);

export const labelOf = (call: Call, field: FieldModel): string => say(field.label, call.viewer.locale);
