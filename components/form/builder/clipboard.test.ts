import { expect, test } from 'vitest';
import { applyEdit } from '@/engine/form/edit/apply';
import { fieldNameOf } from '@/engine/form/layout';
import type { FormBundle } from '@/engine/form/edit/command';
import { clipOf, paste, readClip, strangers } from './clipboard';
import { fieldsBetween, moveAllStep, moveAllTo } from './places';

const label = (en: string) => ({ 'zh-CN': '', en });
const made = (name: string, more: object = {}) => ({
  id: `fld_${name}`,
  name,
  type: 'text',
  label: label(name),
  ...more,
});
const bundle: FormBundle = {
  entity: {
    kind: 'entity',
    id: 'ent_x',
    name: 'x',
    label: label('X'),
    fields: [
      made('a'),
      made('b'),
      made('c', { type: 'relation', options: { entity: 'moon' } }),
      made('items', { type: 'lines', options: { fields: [made('a'), made('z')] } }),
    ],
  },
  form: {
    kind: 'form',
    id: 'frm_x',
    name: 'x',
    label: label('X'),
    entity: 'x',
    sections: [
      { id: 'sec_1', columns: 2, items: [{ field: 'a' }, { field: 'b', span: 2 }] },
      { id: 'sec_2', label: label('Two'), items: [{ field: 'c' }, { field: 'items' }] },
    ],
  },
  roles: [],
};
const after = (edits: readonly Parameters<typeof applyEdit>[1][]) =>
  edits.reduce<FormBundle>((draft, edit) => applyEdit(draft, edit).draft, bundle);
const layout = ({ form }: FormBundle) => form.sections.map(({ items }) => items.map(fieldNameOf).join(' '));

test('fields are pasted with ids and names of their own', () => {
  const clip = readClip(JSON.stringify(clipOf(bundle, { fields: ['fld_b', 'fld_items'] })))!;
  const { edits, fields } = paste(bundle, clip, { section: 'sec_1', index: 1 });
  const draft = after(edits);
  expect(layout(draft)).toEqual(['a b_2 items_2 b', 'c items']);
  expect(draft.form.sections[0]!.items[1]!.span).toBe(2);
  const columns = draft.entity.fields.find(({ id }) => id === fields[1])!.options!['fields'] as {
    id: string;
    name: string;
  }[];
  expect(columns.map(({ name }) => name)).toEqual(['a', 'z']);
  expect(columns.some(({ id }) => id === 'fld_a')).toBe(false);
});

test('a section is pasted behind the one that is selected', () => {
  const clip = clipOf(bundle, { section: 'sec_2' });
  const draft = after(paste(bundle, clip, { section: 'sec_1', index: 0 }).edits);
  expect(layout(draft)).toEqual(['a b', 'c_2 items_2', 'c items']);
  expect(draft.form.sections[1]!.label).toEqual(label('Two'));
  expect(strangers(clip, new Set(['sun'])).map(({ target }) => target)).toEqual(['moon']);
  expect(strangers(clip, new Set(['moon']))).toEqual([]);
});

test('other texts are no fields', () => {
  for (const text of [
    '',
    'hello',
    '{}',
    '[1]',
    '{"trellis":"fields","fields":[{"field":{"name":"a"}}],"sections":[]}',
  ]) {
    expect(readClip(text)).toBeUndefined();
  }
});

test('several fields move together, in their order', () => {
  expect(fieldsBetween(['a', 'b', 'c'], 'c', 'b')).toEqual(['b', 'c']);
  const ids = ['fld_a', 'fld_c'];
  expect(layout(after(moveAllTo(bundle, ids, { section: 'sec_2', index: 2 })))).toEqual(['b', 'items a c']);
  expect(layout(after(moveAllTo(bundle, ids, { section: 'sec_1', index: 1 })))).toEqual(['a c b', 'items']);
  expect(layout(after(moveAllStep(bundle, ['fld_a', 'fld_b'], 1)))).toEqual(['', 'a b c items']);
  expect(moveAllStep(bundle, ['fld_a', 'fld_b'], -1)).toEqual([]);
});

test('a section takes along what is no field in it, and the rules that are about nothing else', () => {
  const words = { id: 'itm_words', type: 'text', options: { text: label('About {{a}}') } };
  const [first, ...more] = bundle.form.sections;
  const rules = [
    { id: 'rul_here', when: 'a == "x"', then: [{ effect: 'show' as const, part: 'itm_words' }] },
    { id: 'rul_there', when: 'c == "x"', then: [{ effect: 'require' as const, field: 'a' }] },
  ];
  const form = { ...bundle.form, sections: [{ ...first!, items: [...first!.items, words] }, ...more], rules };
  const clip = clipOf({ ...bundle, form }, { section: first!.id });
  expect(clip.rules?.map(({ id }) => id)).toEqual(['rul_here']);
  const pasted = paste({ ...bundle, form }, readClip(JSON.stringify(clip))!, { section: first!.id, index: 0 });
  const draft = pasted.edits.reduce<FormBundle>((now, edit) => applyEdit(now, edit).draft, { ...bundle, form });
  const copy = draft.form.sections[1]!;
  const item = copy.items.find((one) => 'id' in one)!;
  const rule = draft.form.rules!.at(-1)!;
  const name = copy.items.map(fieldNameOf)[0]!;
  expect(name).not.toBe('a');
  expect([rule.when, rule.then]).toEqual([`${name} == "x"`, [{ effect: 'show', part: (item as { id: string }).id }]]);
  expect(JSON.stringify(item)).toContain(`About {{${name}}}`);
});
