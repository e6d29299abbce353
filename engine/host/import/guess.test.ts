import { describe, expect, it } from 'vitest';
import { guessMapping } from './guess';

const field = (name: string, zh: string, en: string) => ({ name, label: { 'zh-CN': zh, en } });
const fields = [
  field('name', '门店名称', 'Shop name'),
  field('code', '门店编码', 'Shop code'),
  field('province', '省/州', 'Province / state'),
  field('phone', '电话', 'Phone'),
];

describe('guessing columns', () => {
  it('finds fields by API name, by label in either language and by meaning', () => {
    expect(guessMapping(['id', 'name', 'state_province', 'Phone'], fields)).toEqual([
      'code',
      'name',
      'province',
      'phone',
    ]);
    expect(guessMapping(['门店名称', '电话'], fields)).toEqual(['name', 'phone']);
  });

  it('goes by the last word of a header when nothing else fits', () => {
    expect(guessMapping(['brewery_type'], [...fields, field('category', '业态', 'Category')])).toEqual(['category']);
  });

  it('gives no field twice and leaves the unknown alone', () => {
    expect(guessMapping(['phone', 'telephone', 'colour', ''], fields)).toEqual(['phone', null, null, null]);
  });
});
