import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../kernel/text';
import { sentence } from '../kernel/problems';
import { checkForm } from './check';
import { compileForm, defaultForm } from './compile';
import { cutForm } from './cut';
import { itemTypes } from './items/index.generated';
import type { LayoutItem } from './layout';
import { changeField, startForm } from './pipeline';
import { formProblems } from './problems';
import { entity, model, rule, sightOf, type Rule } from './rules.testkit';
import { sayWords, wordsReading } from './words';

const both = (words: string) => ({ 'zh-CN': words, en: words });
const context = {
  me: null,
  isNew: true,
  today: '2026-01-02',
  now: '2026-01-02T00:00:00Z',
  timeZone: 'UTC',
} as unknown as Parameters<typeof startForm>[2];
function formWith(items: readonly LayoutItem[], rules: readonly Rule[] = []) {
  const form = defaultForm(entity);
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, items: [...items, ...section.items] })),
    rules: [...rules],
  };
}
const text = (words: string, id = 'itm_text'): LayoutItem => ({ id, type: 'text', options: { text: both(words) } });
const said = (...args: Parameters<typeof formWith>) =>
  checkForm(formWith(...args), { model }).map((found) => sentence(formProblems, found, 'en'));

describe.each(itemTypes.map((type) => [type.type, type] as const))('the layout item %s', (_name, type) => {
  const validate = new Ajv2020({ strict: false }).compile(type.options);
  const place = { form: formWith([]), entity, path: [], names: { model, all: () => [] } as never };

  it('says its name and hint in both languages', () => {
    for (const locale of LOCALES) {
      expect(type.label[locale]).not.toBe('');
      expect(type.hint?.[locale]).toBeTruthy();
    }
  });
  it('takes its good examples and refuses its bad ones', () => {
    for (const options of type.examples.good) expect([options, validate(options)]).toEqual([options, true]);
    for (const options of type.examples.bad) {
      const isRefused = !validate(options) || (type.check?.(options as never, place) ?? []).length > 0;
      expect([options, isRefused]).toEqual([options, true]);
    }
  });
  it('speaks only in options it has', () => {
    for (const option of type.speaks ?? []) expect(Object.keys(type.options['properties'] as object)).toContain(option);
  });
});

describe('words with values', () => {
  const form = formWith([text('{{title}} in {{supplier.region}}'), text('plain', 'itm_plain')]);
  const plan = compileForm(form, entity, model);

  it('hold what the record holds, and what it points to', () => {
    const related = { supplier: { s1: { id: 's1', region: 'East' } } };
    const { state } = { state: startForm(plan, { title: 'Order 7', supplier: 's1' }, { ...context, related }) };
    expect(sayWords(plan, state, { ...context, related }, 'itm_text')?.['text']?.en).toBe('Order 7 in East');
    expect(sayWords(plan, state, context, 'itm_plain')).toBeUndefined();
  });
  it('are said again when what they read changes', () => {
    const state = startForm(plan, { title: 'Order 7' }, context);
    const next = changeField(plan, state, 'title', 'Order 8', context);
    expect(wordsReading(plan, next.changed)).toEqual(['itm_text']);
    expect(wordsReading(plan, new Set(['status']))).toEqual([]);
    expect(plan.related.map(({ key, paths }) => [key, paths])).toEqual([['supplier', ['region']]]);
  });
  it('are refused where a name is unknown or is a whole record', () => {
    expect(said([text('{{nowhere}}')]).join()).toContain('expression.unknownName');
    expect(said([text('{{supplier}}')]).join()).toContain('supplier.name');
  });
});

describe('on a form', () => {
  it('an item that does not exist, or stands there twice, is named', () => {
    expect(said([{ id: 'itm_none', type: 'hologram' }])).toEqual([
      'There is no layout item called “hologram”. Choose one of the group “Layout”.',
    ]);
    expect(said([text('a'), text('b')])).toEqual([
      'Two layout items have the id “itm_text”. Give one of them another.',
    ]);
  });
  it('a rule shows it or hides it, and can do nothing else', () => {
    const hide = rule('status == "open"', { effect: 'show', part: 'itm_text' });
    expect(said([text('a')], [hide])).toEqual([]);
    const plan = compileForm(formWith([text('a')], [hide]), entity, model);
    expect(startForm(plan, { status: 'lost' }, context).hiddenParts.has('itm_text')).toBe(true);
    expect(startForm(plan, { status: 'open' }, context).hiddenParts.has('itm_text')).toBe(false);
    expect(said([text('a')], [rule('true', { effect: 'readOnly', part: 'itm_text' })])).toEqual([
      'A layout item has no value: a rule may only show or hide it.',
    ]);
  });
  it('is left out for whoever may not know what it says', () => {
    const isSeen = (_of: unknown, { name }: { readonly name: string }) => name !== 'price' && name !== 'title';
    const items = [text('{{title}}'), text('hello', 'itm_hello')];
    const cut = cutForm(formWith(items), entity, model, isSeen, isSeen, sightOf(isSeen));
    expect(cut.sections[0]!.items.filter((item) => 'id' in item).map(({ id }) => id)).toEqual(['itm_hello']);
    const list: LayoutItem = { id: 'itm_list', type: 'related', options: { entity: 'order', via: 'supplier' } };
    const sight = { ...sightOf(isSeen), mayAsk: () => false };
    expect(JSON.stringify(cutForm(formWith([list]), entity, model, isSeen, isSeen, sight))).not.toContain('itm_list');
  });
});
