import { describe, expect, it } from 'vitest';
import { csvOf, rowsOf } from '@/components/lib/csv';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { isMissing, textsOf, translated, translationsIn } from './texts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const ENTITY = {
  kind: 'entity',
  id: 'ent_1',
  name: 'visit',
  label: text('拜访', 'Visit'),
  fields: [
    {
      id: 'fld_a',
      name: 'place',
      label: text('地点', ''),
      options: { choices: [{ value: 'x', label: text('甲', 'A') }] },
    },
    { id: 'fld_b', name: 'note', label: text('备注', 'Note, "long"') },
  ],
} as unknown as AnyDocument;
const texts = textsOf([ENTITY]);
const keys = texts.map(({ key }) => key);

describe('the texts of a document', () => {
  it('are found wherever people read one, by the ids of what they belong to', () =>
    expect(keys).toEqual([
      'entity/ent_1:label',
      'entity/ent_1:fields/fld_a/label',
      'entity/ent_1:fields/fld_a/options/choices/x/label',
      'entity/ent_1:fields/fld_b/label',
    ]));

  it('are missing where only one language has words', () =>
    expect(texts.filter(isMissing).map(({ key }) => key)).toEqual(['entity/ent_1:fields/fld_a/label']));

  it('change at their place and nowhere else', () => {
    const after = translated(ENTITY, texts[1]!.path, 'en', 'Place');
    expect(textsOf([after]).map((one) => one.text.en)).toEqual(['Visit', 'Place', 'A', 'Note, "long"']);
    expect(textsOf([ENTITY])[1]!.text.en).toBe('');
  });
});

describe('a file for a translator', () => {
  const file = (change: (en: string) => string) =>
    csvOf([['key', 'zh-CN', 'en'], ...texts.map((one) => [one.key, one.text['zh-CN'], change(one.text.en)])]);

  it('changes nothing when it comes back as it went', () =>
    expect(translationsIn(rowsOf(file((en) => en)), texts)).toEqual({ changes: [], unknown: [], isReadable: true }));

  it('brings words that a spreadsheet would calculate, and never takes words away', () => {
    const { changes } = translationsIn(rowsOf(file((en) => (en === 'Visit' ? '=1+1' : ''))), texts);
    expect(changes).toEqual([{ key: 'entity/ent_1:label', locale: 'en', words: '=1+1' }]);
  });

  it('names what is unknown here, and is refused without its heading', () => {
    const rows = rowsOf(
      csvOf([
        ['key', 'en'],
        ['form/other:label', 'x'],
      ]),
    );
    expect(translationsIn(rows, texts)).toMatchObject({ unknown: ['form/other:label'], changes: [] });
    expect(translationsIn([['a', 'b']], texts).isReadable).toBe(false);
  });
});
