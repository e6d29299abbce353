/** Each edit has three tests: do, undo, redo (as form-js does for its commands). */
import { describe, expect, it } from 'vitest';
import type { FieldUse } from '../../kernel/documents.generated';
import { applyEdit } from './apply';
import { fieldNameOf, isFieldItem } from '../layout';
import { itemKey } from './bundle';
import type { FormBundle, FormEdit } from './command';
import { renameInExpression } from './renameField';
import { fieldRule, withFieldRule } from './rules';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const field = (name: string): FieldUse => ({ id: `fld_${name}1`, name, type: 'text', label: text(name, name) });

const bundle = (): FormBundle => ({
  entity: {
    kind: 'entity',
    id: 'ent_order',
    name: 'order',
    label: text('订单', 'Order'),
    titleField: 'code',
    fields: [field('code'), field('amount'), field('note')],
  },
  form: {
    kind: 'form',
    id: 'frm_order',
    name: 'order',
    label: text('订单', 'Order'),
    entity: 'order',
    sections: [
      { id: 'sec_main', columns: 2, items: [{ field: 'code' }, { field: 'amount', span: 2 }] },
      {
        id: 'sec_more',
        items: [
          { field: 'note' },
          { id: 'itm_note', type: 'text', options: { text: text('{{code}} "code"', '{{code}}') } },
        ],
      },
    ],
    fills: [{ id: 'fil_note1', relation: 'code', from: 'x', to: 'note', mode: 'snapshot' }],
    rules: [
      {
        id: 'rul_both',
        when: 'amount > 10',
        then: [
          { effect: 'show', field: 'note' },
          { effect: 'require', field: 'code' },
        ],
      },
      { id: 'rul_code', when: 'note == "code"', then: [{ effect: 'readOnly', field: 'code' }] },
    ],
  },
  roles: [
    {
      kind: 'role',
      id: 'rol_clerk',
      name: 'clerk',
      label: text('文员', 'Clerk'),
      entities: { order: { read: 'own', fields: { code: 'read' } }, other: { read: 'all' } },
    },
  ],
});
const items = (draft: FormBundle) =>
  draft.form.sections.map((s) => s.items.filter(isFieldItem).map(fieldNameOf).join(' '));
const names = (draft: FormBundle) => draft.entity.fields.map((f) => f.name).join(' ');

/** Every edit, and what is to be seen after it. */
const CASES: { readonly [name: string]: { edit: FormEdit; see: (draft: FormBundle) => unknown; is: unknown } } = {
  addField: {
    edit: { do: 'addField', field: field('city'), at: { section: 'sec_main', index: 1 }, span: 2 },
    see: (d) => [names(d), ...items(d), d.form.sections[0]!.items[1]!.span],
    is: ['code amount note city', 'code city amount', 'note', 2],
  },
  removeField: {
    edit: { do: 'removeField', field: 'fld_code1' },
    see: (d) => [names(d), items(d)[0], d.form.rules, d.entity.titleField, d.roles[0]!.entities['order']!.fields],
    is: [
      'amount note',
      'amount',
      [{ id: 'rul_both', when: 'amount > 10', then: [{ effect: 'show', field: 'note' }] }],
      undefined,
      {},
    ],
  },
  restoreField: {
    edit: {
      do: 'restoreField',
      field: field('old'),
      index: 0,
      item: { section: 'sec_gone', index: 9, item: { field: 'old' } },
      rules: undefined,
      isTitle: false,
      rights: [],
    },
    see: (d) => [names(d), items(d)[0]],
    is: ['old code amount note', 'code amount old'],
  },
  'moveField within a section': {
    edit: { do: 'moveField', field: 'fld_code1', to: { section: 'sec_main', index: 1 } },
    see: items,
    is: ['amount code', 'note'],
  },
  'moveField across sections': {
    edit: { do: 'moveField', field: 'fld_amount1', to: { section: 'sec_more', index: 0 } },
    see: items,
    is: ['code', 'amount note'],
  },
  changeField: {
    edit: { do: 'changeField', field: 'fld_note1', change: { required: true, help: text('帮助', 'Help') } },
    see: (d) => d.entity.fields[2],
    is: { ...field('note'), required: true, help: text('帮助', 'Help') },
  },
  renameField: {
    edit: { do: 'renameField', field: 'fld_code1', to: 'number', aliases: ['code'] },
    see: (d) => [names(d), items(d)[0], d.entity.titleField, d.form.rules![1], d.roles[0]!.entities['order']!.fields],
    is: [
      'number amount note',
      'number amount',
      'number',
      { id: 'rul_code', when: 'note == "code"', then: [{ effect: 'readOnly', field: 'number' }] },
      { number: 'read' },
    ],
  },
  placeField: {
    edit: { do: 'placeField', item: { field: 'spare' }, at: { section: 'sec_more', index: 0 } },
    see: items,
    is: ['code amount', 'spare note'],
  },
  unplaceField: {
    edit: { do: 'unplaceField', field: 'amount' },
    see: (d) => [names(d), ...items(d)],
    is: ['code amount note', 'code', 'note'],
  },
  changeItem: {
    edit: { do: 'changeItem', field: 'amount', change: { span: undefined } },
    see: (d) => d.form.sections[0]!.items[1],
    is: { field: 'amount' },
  },
  addLayoutItem: {
    edit: { do: 'addLayoutItem', item: { id: 'itm_line', type: 'divider' }, at: { section: 'sec_main', index: 1 } },
    see: (d) => d.form.sections[0]!.items.map(itemKey),
    is: ['code', 'itm_line', 'amount'],
  },
  removeLayoutItem: {
    edit: { do: 'removeLayoutItem', item: 'itm_note' },
    see: (d) => d.form.sections[1]!.items.map(itemKey),
    is: ['note'],
  },
  changeLayoutItem: {
    edit: { do: 'changeLayoutItem', item: 'itm_note', change: { span: 1 } },
    see: (d) => d.form.sections[1]!.items[1],
    is: { id: 'itm_note', type: 'text', options: { text: text('{{code}} "code"', '{{code}}') }, span: 1 },
  },
  addSection: {
    edit: { do: 'addSection', section: { id: 'sec_new', items: [{ field: 'code' }] }, index: 1 },
    see: items,
    is: ['amount', 'code', 'note'],
  },
  removeSection: { edit: { do: 'removeSection', section: 'sec_more' }, see: items, is: ['code amount note'] },
  moveSection: {
    edit: { do: 'moveSection', section: 'sec_main', to: 1 },
    see: (d) => d.form.sections.map((s) => s.id),
    is: ['sec_more', 'sec_main'],
  },
  changeSection: {
    edit: { do: 'changeSection', section: 'sec_main', change: { columns: 3, label: text('主要', 'Main') } },
    see: (d) => [d.form.sections[0]!.columns, d.form.sections[0]!.label?.en],
    is: [3, 'Main'],
  },
  changeForm: {
    edit: { do: 'changeForm', change: { pages: [{ id: 'pag_one1', label: text('一', 'One') }], review: true } },
    see: (d) => [d.form.pages?.length, d.form.review],
    is: [1, true],
  },
  putRules: { edit: { do: 'putRules', rules: [] }, see: (d) => 'rules' in d.form, is: false },
  changeEntity: {
    edit: { do: 'changeEntity', change: { label: text('采购单', 'Purchase'), icon: 'truck' } },
    see: (d) => [d.entity.label.en, d.entity.icon, d.form.label.en],
    is: ['Purchase', 'truck', 'Purchase'],
  },
  setRights: {
    edit: { do: 'setRights', role: 'rol_clerk', rights: { create: true, read: 'all' } },
    see: (d) => d.roles[0]!.entities,
    is: { order: { create: true, read: 'all' }, other: { read: 'all' } },
  },
};
/** addSection takes a field out of the middle; its inverse puts it at the end of the heir, so only content is compared. */
const KEEPS_CONTENT_ONLY = new Set(['addSection']);

describe.each(Object.entries(CASES))('%s', (name, { edit, see, is }) => {
  it('<do>', () => {
    // given
    const before = bundle();
    // when
    const { draft } = applyEdit(before, edit);
    // then
    expect(see(draft)).toEqual(is);
    expect(before).toEqual(bundle());
  });
  it('<undo>', () => {
    // given
    const { draft, inverse } = applyEdit(bundle(), edit);
    // when
    const back = applyEdit(draft, inverse).draft;
    // then
    if (KEEPS_CONTENT_ONLY.has(name)) {
      expect(items(back).join(' ').split(' ').sort()).toEqual(['amount', 'code', 'note']);
    } else expect(back).toEqual(bundle());
  });
  it('<redo>', () => {
    // given
    const { draft, inverse } = applyEdit(bundle(), edit);
    const undone = applyEdit(draft, inverse);
    // when
    const again = applyEdit(undone.draft, undone.inverse).draft;
    // then
    expect(see(again)).toEqual(is);
  });
});

describe('an edit that means nothing', () => {
  it.each<FormEdit>([
    { do: 'removeField', field: 'fld_none' },
    { do: 'unplaceField', field: 'none' },
    { do: 'removeSection', section: 'sec_none' },
    { do: 'setRights', role: 'rol_none', rights: undefined },
  ])('is refused: %j', (edit) => expect(() => applyEdit(bundle(), edit)).toThrow(/none/));
  it('is refused when it would leave a form without sections', () => {
    const one = applyEdit(bundle(), { do: 'removeSection', section: 'sec_more' }).draft;
    expect(() => applyEdit(one, { do: 'removeSection', section: 'sec_main' })).toThrow(/last section/);
  });
});

describe('fields that are unique together', () => {
  const draft = (): FormBundle => {
    const one = bundle();
    return { ...one, entity: { ...one.entity, unique: [{ id: 'unq_pair1', fields: ['code', 'amount'] }] } };
  };
  it('follow a rename', () => {
    const { draft: next } = applyEdit(draft(), { do: 'renameField', field: 'fld_code1', to: 'number', aliases: [] });
    expect(next.entity.unique).toEqual([{ id: 'unq_pair1', fields: ['number', 'amount'] }]);
  });
  it('go with one of them, and come back with it', () => {
    const { draft: next, inverse } = applyEdit(draft(), { do: 'removeField', field: 'fld_code1' });
    expect(next.entity.unique).toBeUndefined();
    expect(applyEdit(next, inverse).draft).toEqual(draft());
  });
});

describe('a name in an expression', () => {
  it('is replaced as a whole word, not in texts, calls or other records', () => {
    const source = 'code == "code" && codes > 1 && area.code == code.x && code(1)';
    expect(renameInExpression(source, 'code', 'no')).toBe('no == "code" && codes > 1 && area.code == no.x && code(1)');
  });
});

describe('an item that is no field', () => {
  it('takes the rules that show it along, and brings them back', () => {
    const rules = [{ id: 'rul_item', when: 'amount > 1', then: [{ effect: 'show' as const, part: 'itm_note' }] }];
    const before = applyEdit(bundle(), { do: 'putRules', rules }).draft;
    const { draft, inverse } = applyEdit(before, { do: 'removeLayoutItem', item: 'itm_note' });
    expect(draft.form.rules).toBeUndefined();
    expect(applyEdit(draft, inverse).draft).toEqual(before);
  });
  it('is told of a field’s new name in its words, not in what stands in quotes', () => {
    const { draft } = applyEdit(bundle(), { do: 'renameField', field: 'fld_code1', to: 'number', aliases: [] });
    expect(draft.form.sections[1]!.items[1]).toMatchObject({
      options: { text: text('{{number}} "code"', '{{number}}') },
    });
  });
});

describe('the rules of one field', () => {
  const { rules } = bundle().form;
  const id = () => 'rul_new1';
  it('are found by effect', () => {
    expect(fieldRule(rules, 'note', 'show')).toEqual({ when: 'amount > 10', value: undefined });
    expect(fieldRule(rules, 'note', 'set')).toBeUndefined();
  });
  it('are added', () => {
    expect(withFieldRule(undefined, 'note', 'set', { when: 'true', value: 'code' }, id)).toEqual([
      { id: 'rul_new1', when: 'true', then: [{ effect: 'set', field: 'note', value: 'code' }] },
    ]);
  });
  it('are changed in place', () => {
    const next = withFieldRule(rules, 'code', 'readOnly', { when: 'true' }, id);
    expect(next?.[1]).toEqual({ id: 'rul_code', when: 'true', then: [{ effect: 'readOnly', field: 'code' }] });
  });
  it('leave a rule that does several things its other effects', () => {
    const next = withFieldRule(rules, 'note', 'show', { when: 'amount > 99' }, id);
    expect(next?.map((r) => [r.when, r.then.length])).toEqual([
      ['amount > 10', 1],
      ['amount > 99', 1],
      ['note == "code"', 1],
    ]);
  });
  it('are taken away, and with the last effect the rule', () => {
    expect(withFieldRule(rules, 'code', 'readOnly', undefined, id)?.map((r) => r.id)).toEqual(['rul_both']);
  });
});

it('renames and removes what is filled in with its fields', () => {
  const fills = (edit: FormEdit) =>
    applyEdit(bundle(), edit).draft.form.fills?.map(({ relation, to }) => `${relation} ${to}`);
  expect(fills({ do: 'renameField', field: 'fld_note1', to: 'remark', aliases: [] })).toEqual(['code remark']);
  expect(fills({ do: 'renameField', field: 'fld_code1', to: 'number', aliases: [] })).toEqual(['number note']);
  expect(fills({ do: 'removeField', field: 'fld_note1' })).toBeUndefined();
  const { draft, inverse } = applyEdit(bundle(), { do: 'removeField', field: 'fld_code1' });
  expect(applyEdit(draft, inverse).draft.form.fills).toEqual(bundle().form.fills);
});
