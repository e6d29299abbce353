/** What the form builder does with values that are filled in: what may be chosen, what a look-up field for it looks like. */
import type { ScopeEntity, ScopeField } from '@/components/builder/properties/scope';
import { fieldType } from '@/components/inputs/units';
import { nameFrom } from '@/components/builder/documents/documents';
import type { Fill } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import type { Text } from '@/engine/kernel/text';

export type FillMode = Fill['mode'];
export const MODES: readonly FillMode[] = ['snapshot', 'ask', 'live'];
/** Files and rows belong to their record. */
const NEVER: ReadonlySet<string | undefined> = new Set(['lines', 'idList', 'json', undefined]);

/** A field that can be read along a relation. */
export interface Source {
  readonly path: string;
  readonly label: Text;
  readonly field: ScopeField;
}

/** Fields of the entity the relation points to, and those one relation further. */
export function sourcesOf(
  target: ScopeEntity | undefined,
  find: (name: string | undefined) => ScopeEntity | undefined,
): readonly Source[] {
  const own = (target?.fields ?? []).filter(({ kind }) => !NEVER.has(kind));
  const further = own
    .filter(({ kind }) => kind === 'record')
    .flatMap((relation) =>
      (find(relation.target)?.fields ?? [])
        .filter(({ kind }) => !NEVER.has(kind))
        .map((field): Source => ({
          path: `${relation.name}.${field.name}`,
          label: {
            'zh-CN': `${relation.label['zh-CN']} · ${field.label['zh-CN']}`,
            en: `${relation.label.en} · ${field.label.en}`,
          },
          field,
        })),
    );
  return [...own.map((field): Source => ({ path: field.name, label: field.label, field })), ...further];
}

const isComputed = (field: ScopeField): boolean => fieldType(field.type)?.derive !== undefined;

/** Fields (or columns) that can take the value of a source in this mode. */
export function targetsFor(
  mode: FillMode,
  source: Source | undefined,
  relation: string,
  fields: readonly ScopeField[],
): readonly ScopeField[] {
  if (!source) return [];
  if (mode === 'live') {
    return fields.filter(
      ({ type, options }) => type === 'lookup' && options?.relation === relation && options.field === source.path,
    );
  }
  const { kind, target } = source.field;
  return fields.filter(
    (one) =>
      one.name !== relation && !isComputed(one) && one.kind === kind && (kind !== 'record' || one.target === target),
  );
}

/** A look-up field that shows a source as it is now. */
export function lookupFor(source: Source, relation: ScopeField, taken: readonly string[]): FieldUse {
  const label = {
    'zh-CN': `${relation.label['zh-CN']}的${source.label['zh-CN']}`,
    en: `${relation.label.en}: ${source.label.en}`,
  };
  return {
    id: documentId('fld'),
    name: nameFrom(`${relation.name} ${source.path}`, new Set(taken), 'lookup'),
    type: 'lookup',
    label,
    options: { relation: relation.name, field: source.path },
  };
}

/** The list with one of them changed, added (`index` past the end) or taken out. */
export function withFill(fills: readonly Fill[], index: number, fill: Fill | undefined): Fill[] | undefined {
  const next = fill ? [...fills.slice(0, index), fill, ...fills.slice(index + 1)] : fills.toSpliced(index, 1);
  return next.length > 0 ? next : undefined;
}
