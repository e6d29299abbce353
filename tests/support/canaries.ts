/**
 * The documents of every package of this checkout with a unique label on every field, a value for each field that stands
 * nowhere else, and a role for each field that hides exactly that field. For the test that walks every door.
 */
import fs from 'node:fs';
import path from 'node:path';
import { readFolder } from '../../engine/host/services/documents-files';
import type {
  AnyDocument,
  DashboardDocument,
  EntityDocument,
  FieldUse,
  FlowDocument,
  PackageDocument,
  ReportDocument,
  RoleDocument,
} from '../../engine/kernel/documents.generated';
import type { Json } from '../../engine/kernel/json';
import { root } from './sources';

/** A role that may do everything but know of these fields of one entity. */
export interface Case {
  readonly role: string;
  readonly entity: string;
  readonly hidden: readonly FieldUse[];
}
export interface Canary {
  readonly value: Json;
  /** What of it must not be read; absent where a value is no more than yes or no. */
  readonly mark?: string;
}

const NO_PACKAGE = ['formats', 'platform'];
const text = (words: string) => ({ 'zh-CN': `${words}字`, en: words });
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

/** The documents of all packages; every field and every choice is called something nothing else is called. */
export function packageDocuments(kinds: Iterable<string>): readonly AnyDocument[] {
  const schemas = path.join(root, 'schemas');
  return fs
    .readdirSync(schemas)
    .filter((name) => !NO_PACKAGE.includes(name))
    .flatMap((name) => readFolder(path.join(schemas, name), new Set(kinds) as never))
    .map(({ document }) => (document.kind === 'entity' ? relabelled(document) : document));
}

const relabelled = (entity: EntityDocument): EntityDocument => ({
  ...entity,
  fields: entity.fields.map((field) => relabelledField(entity.name, field)),
});

function relabelledField(of: string, field: FieldUse): FieldUse {
  const options = field.options as { choices?: readonly { value: string }[]; fields?: readonly FieldUse[] } | undefined;
  return {
    ...field,
    label: text(`Word-${of}-${field.name}-`),
    ...(field.help ? { help: text(`Help-${of}-${field.name}-`) } : {}),
    ...(options?.choices
      ? {
          options: {
            ...options,
            choices: options.choices.map((choice) => ({
              ...choice,
              label: text(`Choice-${of}-${field.name}-${choice.value}`),
            })),
          },
        }
      : {}),
    ...(options?.fields
      ? {
          options: { ...options, fields: options.fields.map((inner) => relabelledField(`${of}-${field.name}`, inner)) },
        }
      : {}),
  } as FieldUse;
}

export const entitiesOf = (documents: readonly AnyDocument[]): readonly EntityDocument[] =>
  documents.filter((document) => document.kind === 'entity');

/** Each field of each entity on its own, and what the roles of the packages hide together. */
export function casesOf(documents: readonly AnyDocument[]): readonly Case[] {
  const single = entitiesOf(documents).flatMap((entity) =>
    entity.fields.map((field) => ({
      role: `hides_${entity.name}_${field.name}`.slice(0, 40),
      entity: entity.name,
      hidden: [field],
    })),
  );
  const declared = documents
    .filter((document) => document.kind === 'role')
    .flatMap((role) =>
      entitiesOf(documents).flatMap((entity) => {
        const rights = role.entities[entity.name];
        const hidden = rights ? entity.fields.filter(({ name }) => rights.fields?.[name] === 'none') : [];
        return hidden.length > 0 ? [{ role: `as_${role.name}_${entity.name}`, entity: entity.name, hidden }] : [];
      }),
    );
  return [...single, ...declared];
}

/** The role of a case: wide in its rows, so that nothing but the field is missing. */
export function roleOf(one: Case, index: number): RoleDocument {
  return {
    kind: 'role',
    id: `rol_leak${String(index).padStart(4, '0')}`,
    name: one.role,
    label: text(one.role),
    permissions: ['import', 'export'],
    entities: {
      '*': everything,
      [one.entity]: { ...everything, fields: Object.fromEntries(one.hidden.map(({ name }) => [name, 'none'])) },
    },
  } as RoleDocument;
}

const id = (prefix: string, ...parts: readonly string[]): string =>
  `${prefix}_${parts.join('').replace(/\W|_/g, '')}`.slice(0, 40);

/** A report on each field, and a dashboard for each entity with all of them. */
export function reportsOf(entity: EntityDocument): readonly (ReportDocument | DashboardDocument)[] {
  const reports = entity.fields.map((field) => ({
    kind: 'report',
    id: id('rep', 'leak', entity.name, field.name),
    name: reportName(entity.name, field.name),
    label: field.label,
    question: { entity: entity.name, columns: [entity.titleField ?? 'created_at', field.name] },
    chart: { type: 'table', options: {} },
  }));
  const tiles = reports.map((report, y) => ({
    id: id('til', report.id.slice(4)),
    report: report.name,
    x: 0,
    y,
    w: 4,
    h: 1,
  }));
  const board = {
    kind: 'dashboard',
    id: id('dsh', 'leak', entity.name),
    name: boardName(entity.name),
    label: text('Board'),
    tiles,
  };
  return [...reports, board] as (ReportDocument | DashboardDocument)[];
}
/** A menu with every report: a menu must not tell what its reports hide. */
export const menuOf = (entities: readonly EntityDocument[]): PackageDocument =>
  ({
    kind: 'package',
    id: 'pkg_leaks',
    name: 'leaks',
    label: text('Leaks'),
    version: '1.0.0',
    menu: entities.map((entity) => ({
      label: text('Menu'),
      items: entity.fields.map((field) => ({ report: reportName(entity.name, field.name) })),
    })),
  }) as PackageDocument;
export const reportName = (entity: string, field: string): string => `on_${entity}_${field}`.slice(0, 40);
export const boardName = (entity: string): string => `board_${entity}`;

/** Whoever holds this role is asked about each new record, with every field to edit and every value in the notice. */
export const ASKED: RoleDocument = {
  kind: 'role',
  id: 'rol_leakasked',
  name: 'asked',
  label: text('Asked'),
  permissions: [],
  entities: {},
} as RoleDocument;

/** Computed by the server, and never sent. */
export const isDerived = ({ type }: FieldUse): boolean => ['auto_number', 'formula', 'lookup', 'rollup'].includes(type);

export function flowOf(entity: EntityDocument): FlowDocument {
  const values = entity.fields
    .filter(({ type }) => !['lines', 'file'].includes(type))
    .map(({ name }) => `{${name}}`)
    .join(' ');
  const node = (name: string, type: string, x: number, options: object) => ({
    id: name,
    type,
    label: text(name),
    x,
    y: 0,
    options,
  });
  return {
    kind: 'flow',
    id: id('flw', 'leak', entity.name),
    name: `leak_${entity.name}`,
    label: text('Flow'),
    entity: entity.name,
    trigger: { on: 'create' },
    nodes: [
      node('start', 'start', 0, {}),
      node('tell', 'notify', 100, { to: { by: 'role', role: ASKED.name }, title: text('Notice'), body: text(values) }),
      node('ask', 'approval', 200, {
        approver: { by: 'role', role: ASKED.name },
        mode: 'any',
        commentRequired: 'never',
        fields: entity.fields.filter((field) => field.type !== 'lines' && !isDerived(field)).map(({ name }) => name),
      }),
      node('end', 'end', 300, { outcome: 'approved' }),
    ],
    edges: [
      { from: 'start', exit: 'next', to: 'tell' },
      { from: 'tell', exit: 'next', to: 'ask' },
      { from: 'ask', exit: 'approved', to: 'end' },
      { from: 'ask', exit: 'rejected', to: 'end' },
    ],
  } as unknown as FlowDocument;
}

/** What a value is made from: ids of records and files that only this field points to. */
export interface Made {
  readonly index: number;
  readonly mark: string;
  link(target: string, mark: string): Promise<string>;
  person(mark: string): Promise<string>;
  file(name: string): Promise<string>;
}
type Options = {
  readonly choices?: readonly { readonly value: string }[];
  readonly fields?: readonly FieldUse[];
  readonly entity?: string;
  readonly max?: number;
  readonly decimals?: number;
};

const MAKE: { readonly [type: string]: (options: Options, made: Made) => Canary | Promise<Canary> } = {
  text: (_, { mark }) => ({ value: mark, mark }),
  email: (_, { mark }) => ({ value: `${mark.toLowerCase()}@mail.example`, mark: `${mark.toLowerCase()}@mail` }),
  phone: (_, { index }) => ({ value: `+86138${String(10_000_000 + index)}`, mark: `138${10_000_000 + index}` }),
  url: (_, { mark }) => ({ value: `https://${mark.toLowerCase()}.example/`, mark: `//${mark.toLowerCase()}` }),
  tags: (_, { mark }) => ({ value: [mark], mark }),
  percent: () => ({ value: '0.5' }),
  duration: (_, { index }) => ({ value: String(9_510_000 + index), mark: String(9_510_000 + index) }),
  rating: () => ({ value: '1' }),
  barcode: (_, { mark }) => ({ value: mark, mark }),
  geo: (_, { index }) => ({ value: { lat: 31.5, lng: 100 + index / 10_000 } }),
  address: (_, { mark }) => ({ value: { region: '370202', street: mark }, mark }),
  long_text: (_, { mark }) => ({ value: mark, mark }),
  number: ({ max = 1e9, decimals = 0 }, { index }) => {
    const value = decimals > 6 ? `${10 + (index % 50)}.7182818284` : max < 1_000 ? '7' : String(7_310_000 + index);
    return value.length > 3 ? { value, mark: value } : { value };
  },
  money: (_, { index }) => ({ value: `${8_410_000 + index}.25`, mark: `${8_410_000 + index}` }),
  choice: ({ choices }) => ({ value: choices![0]!.value }),
  many_choice: ({ choices }) => ({ value: [choices![0]!.value] }),
  yes_no: () => ({ value: true }),
  date: (_, { index }) => ({ value: `${1900 + index}-06-05`, mark: `${1900 + index}-06-05` }),
  date_time: (_, { index }) => ({ value: `${1900 + index}-07-06T01:02:03.000Z`, mark: `${1900 + index}-07-06` }),
  relation: async ({ entity }, { mark, link }) => ({ value: await link(entity!, mark), mark }),
  person: async (_, { mark, person }) => ({ value: await person(mark), mark }),
  file: async (_, { mark, file }) => ({ value: [await file(`${mark}.txt`)], mark }),
  lines: async ({ fields }, made) => {
    const cells = await Promise.all(fields!.map(async (field) => [field.name, (await canaryOf(field, made)).value]));
    return { value: [Object.fromEntries(cells)], mark: made.mark };
  },
};

/** A value of this field that stands nowhere else. */
export async function canaryOf(field: FieldUse, made: Made): Promise<Canary> {
  const make = MAKE[field.type];
  if (!make) throw new Error(`No canary for the type ${field.type}: add one, so that no type is left out.`);
  return make((field.options ?? {}) as Options, made);
}
