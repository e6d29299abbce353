/** An entity with rows and relations, and forms over it, for the tests of rules. */
import { buildModel } from '../entity/model';
import type { Sight } from '../kernel/contract';
import type { EntityDocument, FieldUse, FormDocument } from '../kernel/documents.generated';
import { defaultForm } from './compile';
import { fieldItemsOf } from './layout';
import { fieldTypes } from './fields/index.generated';
import type { Rule, RuleEffect, WhenHidden } from './plan';

export type { Rule } from './plan';

export const field = (name: string, type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: `fld_${name}_0`,
  name,
  type,
  label: { 'zh-CN': `${name}字段`, en: `The ${name}` },
  ...rest,
});
export const choices = ['open', 'closed', 'lost'].map((value) => ({ value, label: { 'zh-CN': value, en: value } }));
const entityDocument = (name: string, fields: EntityDocument['fields']): EntityDocument => ({
  kind: 'entity',
  id: `ent_${name}_0`,
  name,
  label: { 'zh-CN': name, en: name },
  fields,
});
export const documents = [
  entityDocument('supplier', [field('name', 'text'), field('region', 'text')]),
  entityDocument('order', [
    field('title', 'text', { required: true }),
    field('status', 'choice', { options: { choices } }),
    field('limit', 'number'),
    field('total', 'money'),
    field('reason', 'long_text'),
    field('code', 'text'),
    field('region', 'text'),
    field('supplier', 'relation', { options: { entity: 'supplier' } }),
    field('items', 'lines', {
      label: { 'zh-CN': '明细', en: 'Items' },
      options: {
        fields: [
          field('product', 'text'),
          field('quantity', 'number'),
          field('price', 'money'),
          field('amount', 'money'),
          field('share', 'number'),
          field('note', 'text'),
        ],
      },
    }),
  ]),
];
export const model = buildModel(
  documents.map((document) => ({ version: 1, document })),
  { fieldTypes: new Map(fieldTypes.map((type) => [type.type, type])) },
);
export const entity = model.entity('order')!;

let count = 0;
export const rule = (when: string, effect: RuleEffect, more: { scope?: string; name?: string } = {}): Rule => ({
  id: `rul_${(count += 1)}_test`,
  ...(more.name ? { name: { 'zh-CN': more.name, en: more.name } } : {}),
  ...(more.scope ? { scope: more.scope } : {}),
  when,
  then: [effect],
});

/** A form of two sections; `code` and what follows lie in the second, `sec_more`. */
export function formOf(of: {
  readonly rules?: readonly Rule[];
  readonly whenHidden?: { readonly [field: string]: WhenHidden };
  readonly columns?: { readonly [column: string]: WhenHidden };
}): FormDocument {
  const form = defaultForm(entity);
  const items = fieldItemsOf(form).map((item) => ({
    ...item,
    ...(of.whenHidden?.[item.field] ? { whenHidden: of.whenHidden[item.field]! } : {}),
    ...(item.field === 'items' && of.columns
      ? { columns: Object.entries(of.columns).map(([name, whenHidden]) => ({ field: name, whenHidden })) }
      : {}),
  }));
  const at = items.findIndex((item) => item.field === 'code');
  return {
    ...form,
    sections: [
      { id: 'sec_main', columns: 2, items: items.filter((_, index) => index !== at) },
      { id: 'sec_more', columns: 2, items: [items[at]!] },
    ],
    ...(of.rules ? { rules: [...of.rules] } : {}),
  };
}

/** A viewer who may know the fields for which `isSeen` holds. */
export const sightOf = (isSeen: (of: unknown, field: { readonly name: string }) => boolean): Sight => ({
  entity,
  model,
  hasPlugin: () => true,
  flow: (name) => name,
  canRead: (of, path) => of.field(path) !== undefined && isSeen(of, of.field(path)!),
  mayAsk: ({ entity: asked }) => model.entity(asked) !== undefined,
});
