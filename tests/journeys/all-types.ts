/** A form that holds every field type there is, made from the examples that the types bring along. */
import type { APIRequestContext } from '@playwright/test';
import { operation } from '@/tests/support/browser';
import { fieldTypes } from '@/engine/form/fields/index.generated';
import type { EntityDocument, FieldUse, FormDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';

type Values = { readonly [field: string]: Json };
type Options = NonNullable<FieldUse['options']>;

/** Types whose example names what only another entity has: the same with names of this one. */
const NAMES: { readonly [type: string]: Options } = {
  relation: { entity: 'department' },
  formula: { expression: 'CONCAT(t_text_0, " / ", t_phone_0)', result: 'text' },
  rollup: { children: 't_lines_0', aggregate: 'count' },
  lookup: { relation: 't_relation_0', field: 'name' },
};
const COLUMNS = ['choice', 'text', 'number', 'money', 'date', 'yes_no', 'relation', 'long_text'];

/** One field for each way a type can look: all its examples, but one only where the others narrow what may be typed. */
function fields(run: string): readonly FieldUse[] {
  const all = fieldTypes.flatMap((type) =>
    (NAMES[type.type] ? [{ options: NAMES[type.type]! }] : type.examples)
      .filter((_, index) => index === 0 || ['matrix', 'scale', 'yes_no', 'currency_amount'].includes(type.type))
      .map(({ options }, index): FieldUse => {
        const name = `t_${type.type}_${index}`;
        return {
          id: `fld_${run}${name}`,
          name,
          type: type.type,
          label:
            index === 0
              ? type.label
              : { 'zh-CN': `${type.label['zh-CN']} ${index + 1}`, en: `${type.label.en} ${index + 1}` },
          help: type.hint ?? type.label,
          ...(!type.derive && { required: true }),
          options: { ...(options as Options) },
        };
      }),
  );
  const column = (type: string): FieldUse => {
    const { required: _required, help: _help, ...field } = all.find((one) => one.type === type)!;
    return { ...field, id: `${field.id}c`, name: `c_${type}` };
  };
  return all.map((field) =>
    field.type === 'lines' ? { ...field, options: { fields: COLUMNS.map(column) } as Options } : field,
  );
}

/** What a person would have typed: the good values of the examples; nothing where a record or a file is needed. */
function values(of: readonly FieldUse[], department: Json): Values {
  const good = of.flatMap((field): [string, Json][] => {
    const type = fieldTypes.find((one) => one.type === field.type)!;
    if (type.derive || ['person', 'file', 'signature'].includes(field.type)) return [];
    if (field.type === 'department' || field.type === 'relation') return [[field.name, department]];
    const at = Number(field.name.split('_').at(-1));
    return [[field.name, type.examples[at]!.good[0] as Json]];
  });
  const row = { c_choice: 'high', c_text: 'A', c_number: '2', c_money: '12.5', c_date: '2026-03-01', c_yes_no: true };
  return { ...Object.fromEntries(good), t_lines_0: [row, { ...row, c_relation: department }] };
}

export interface AllTypes {
  readonly name: string;
  readonly types: number;
  readonly values: Values;
  /** Fields on pages of a wizard with a review; the name of its entity. */
  readonly wizard: string;
}

/** Publishes the entity and its form, and one more that is filled in page by page. */
export async function publishAllTypes(request: APIRequestContext, run: string): Promise<AllTypes> {
  const label = { 'zh-CN': `所有类型 ${run}`, en: `All types ${run}` };
  const all = fields(run);
  const { options } = await operation(request, 'record.options', { entity: 'department', search: '华东' });
  const made = async (name: string, of: readonly FieldUse[], form: Partial<FormDocument>) => {
    const entity: EntityDocument = {
      kind: 'entity',
      id: `ent_${name}`,
      name,
      label,
      titleField: 't_text_0',
      fields: of as never,
    };
    const document: FormDocument = {
      kind: 'form',
      id: `frm_${name}`,
      name,
      label,
      entity: name,
      sections: [],
      ...form,
    } as never;
    for (const one of [entity, document]) await operation(request, 'document.save', { document: one, base: 0 });
    await operation(request, 'document.publish', {
      refs: [
        { kind: 'entity', name },
        { kind: 'form', name },
      ],
    });
    return name;
  };
  const items = (of: readonly FieldUse[]) => of.map((field) => ({ field: field.name }));
  const name = await made(`all_${run}`, all, {
    sections: [{ id: `sec_${run}a`, label, columns: 2, items: items(all) }] as never,
  });
  const some = fields(`${run}w`).filter(({ type }) => ['text', 'choice', 'date', 'lines'].includes(type));
  const page = (n: number) => ({ id: `pag_${run}${n}`, label: { 'zh-CN': `第 ${n} 页`, en: `Page ${n}` } });
  const wizard = await made(`wiz_${run}`, some, {
    pages: [page(1), page(2)],
    review: true,
    sections: [
      { id: `sec_${run}b`, label, columns: 2, page: page(1).id, items: items(some.slice(0, 2)) },
      { id: `sec_${run}c`, label, columns: 1, page: page(2).id, items: items(some.slice(2)) },
    ],
  } as never);
  return { name, types: fieldTypes.length, values: values(all, options[0] as unknown as Json), wizard };
}
