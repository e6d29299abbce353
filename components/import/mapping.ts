/** What the mapping step holds, and what it asks of the server. */
import type { EntityView, FieldView, ImportMapping, ImportSettings, Output } from '@/engine/kernel/api';
import { say, type Locale } from '@/engine/kernel/text';

export type Inspected = Output<'import.inspect'>;

/** A place a column may go to. */
export interface Place {
  /** A field, `<line items>.<field>`, or `id`. */
  readonly path: string;
  readonly label: string;
  readonly field: FieldView;
  readonly isLine: boolean;
}

/** Field types whose values do not fit in one cell. */
const fitsCell = (field: FieldView): boolean => !field.system && !field.fields && field.type !== 'file';

/** Fields of the record, then columns of its line items, then the record's id. */
export function placesOf(entity: EntityView, locale: Locale): Place[] {
  const own = entity.fields.filter((field) => field.right === 'edit' && fitsCell(field));
  const lines = entity.fields.filter((field) => field.right === 'edit' && field.fields);
  const id = entity.fields.find((field) => field.name === 'id');
  return [
    ...own.map((field) => ({ path: field.name, label: say(field.label, locale), field, isLine: false })),
    ...lines.flatMap((parent) =>
      (parent.fields ?? []).filter(fitsCell).map((field) => ({
        path: `${parent.name}.${field.name}`,
        label: `${say(parent.label, locale)} › ${say(field.label, locale)}`,
        field,
        isLine: true,
      })),
    ),
    ...(id ? [{ path: 'id', label: say(id.label, locale), field: id, isLine: false }] : []),
  ];
}

export interface Choice {
  readonly field: string | null;
  readonly by?: string;
  readonly missing?: ImportMapping['missing'];
}
export interface Choices {
  readonly columns: readonly Choice[];
  readonly key: readonly string[];
  readonly mode: NonNullable<ImportSettings['mode']>;
  readonly empty: NonNullable<ImportSettings['empty']>;
}

/** What was chosen for such a file before; else what the headers suggest, and a unique field as the key. */
export function firstChoices({ columns, remembered }: Inspected, places: readonly Place[]): Choices {
  const known = new Set(places.map(({ path }) => path));
  const old = remembered?.mapping.filter(({ field }) => known.has(field));
  const chosen = columns.map(({ index, guess }): Choice => {
    const use = old?.find((one) => one.index === index);
    if (old) return use ? { field: use.field, ...(use.by && { by: use.by }), missing: use.missing } : { field: null };
    return { field: guess !== null && known.has(guess) ? guess : null };
  });
  const mapped = new Set(chosen.map(({ field }) => field));
  const unique = places.find(
    ({ path, field, isLine }) => !isLine && mapped.has(path) && (field.unique || path === 'id'),
  );
  return {
    columns: chosen,
    key: remembered ? (remembered.key ?? []).filter((name) => mapped.has(name)) : unique ? [unique.path] : [],
    mode: remembered?.mode ?? 'both',
    empty: remembered?.empty ?? 'keep',
  };
}

export const settingsOf = ({
  columns,
  key,
  mode,
  empty,
}: Choices): Omit<ImportSettings, 'mapping'> & {
  mapping: ImportMapping[];
} => ({
  mapping: columns.flatMap(({ field, by, missing }, index) =>
    field ? [{ index, field, ...(by && { by }), ...(missing && { missing }) }] : [],
  ),
  ...(key.length > 0 ? { key, mode, empty } : {}),
});

/** Required fields that nothing fills; only new records need them. */
export const missingFields = (entity: EntityView, { columns, key, mode }: Choices): readonly FieldView[] =>
  key.length > 0 && mode === 'update'
    ? []
    : entity.fields.filter(
        (field) =>
          field.right === 'edit' &&
          fitsCell(field) &&
          field.required &&
          field.default === undefined &&
          !columns.some((column) => column.field === field.name),
      );
