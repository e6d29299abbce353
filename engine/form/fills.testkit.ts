/** An order with a client, an agent that follows from the client, and lines with parts: for the tests of what is filled in. */
import { buildModel } from '../entity/model';
import type { EntityDocument, FormDocument } from '../kernel/documents.generated';
import { compileForm, defaultForm } from './compile';
import { fieldTypes } from './fields/index.generated';
import { field } from './rules.testkit';
import type { RelatedRecords } from './state';

const entityDocument = (name: string, fields: EntityDocument['fields']): EntityDocument => ({
  kind: 'entity',
  id: `ent_${name}_0`,
  name,
  label: { 'zh-CN': name, en: name },
  fields,
});
export const fillDocuments = [
  entityDocument('agent', [field('name', 'text'), field('phone', 'text')]),
  entityDocument('client', [
    field('name', 'text'),
    field('phone', 'text'),
    field('discount', 'number'),
    field('agent', 'relation', { options: { entity: 'agent' } }),
  ]),
  entityDocument('part', [field('name', 'text'), field('price', 'money'), field('unit', 'text')]),
  entityDocument('order', [
    field('title', 'text'),
    field('client', 'relation', { options: { entity: 'client' } }),
    field('phone', 'text'),
    field('discount', 'number', { default: 5 as never }),
    field('agent', 'relation', { options: { entity: 'agent' } }),
    field('agent_phone', 'text'),
    field('client_phone', 'lookup', { options: { relation: 'client', field: 'phone' } }),
    field('total', 'money'),
    field('items', 'lines', {
      options: {
        fields: [
          field('part', 'relation', { options: { entity: 'part' } }),
          field('quantity', 'number'),
          field('price', 'money', { default: '1' as never }),
          field('unit', 'text'),
          field('list_price', 'lookup', { options: { relation: 'part', field: 'price' } }),
          field('amount', 'money'),
        ],
      },
    }),
  ]),
];
export const fillModel = buildModel(
  fillDocuments.map((document) => ({ version: 1, document })),
  { fieldTypes: new Map(fieldTypes.map((type) => [type.type, type])) },
);
export const order = fillModel.entity('order')!;

export type Fills = NonNullable<FormDocument['fills']>;
export const fillsOf = (mode: 'snapshot' | 'ask', rowMode: 'snapshot' | 'ask'): Fills => [
  // In the wrong order on purpose: what is filled along the agent comes after the agent.
  { id: 'fil_agent_phone', relation: 'agent', from: 'phone', to: 'agent_phone', mode: 'snapshot' },
  { id: 'fil_phone', relation: 'client', from: 'phone', to: 'phone', mode },
  { id: 'fil_discount', relation: 'client', from: 'discount', to: 'discount', mode },
  { id: 'fil_agent', relation: 'client', from: 'agent', to: 'agent', mode: 'snapshot' },
  { id: 'fil_live', relation: 'client', from: 'phone', to: 'client_phone', mode: 'live' },
  { id: 'fil_price', scope: 'items', relation: 'part', from: 'price', to: 'price', mode: rowMode },
  { id: 'fil_unit', scope: 'items', relation: 'part', from: 'unit', to: 'unit', mode: 'snapshot' },
  { id: 'fil_list_price', scope: 'items', relation: 'part', from: 'price', to: 'list_price', mode: 'live' },
];
export const formWith = (more: Partial<FormDocument>): FormDocument => ({ ...defaultForm(order), ...more });
export const planWith = (more: Partial<FormDocument>) => compileForm(formWith(more), order, fillModel);

const id = (n: number): string => `01932c07-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
export const CLIENTS = [id(1), id(2), id(3)];
export const AGENTS = [id(11), id(12)];
export const PARTS = [id(21), id(22), id(23)];
const record = (at: string, values: { readonly [field: string]: unknown }) => [at, { id: at, ...values }] as const;
/** Everything there is to read. */
export const related: RelatedRecords = {
  client: Object.fromEntries([
    record(CLIENTS[0]!, { phone: '111', discount: '5', agent: { id: AGENTS[0]!, title: 'Ann' } }),
    record(CLIENTS[1]!, { phone: '222', discount: '7.5', agent: { id: AGENTS[1]!, title: 'Ben' } }),
    record(CLIENTS[2]!, { phone: null, discount: null, agent: null }),
  ]),
  agent: Object.fromEntries([record(AGENTS[0]!, { phone: 'a1' }), record(AGENTS[1]!, { phone: 'a2' })]),
  'items.part': Object.fromEntries([
    record(PARTS[0]!, { price: '35', unit: 'box' }),
    record(PARTS[1]!, { price: '38', unit: 'can' }),
    record(PARTS[2]!, { price: null, unit: null }),
  ]),
};
