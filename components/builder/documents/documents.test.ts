import { describe, expect, it } from 'vitest';
import { nameFrom } from './documents';

describe('an API name made from a label', () => {
  const from = (label: string, ...taken: string[]) => nameFrom(label, new Set(taken), 'field');
  it('is lower case with underscores', () =>
    expect(from('Monthly Order Volume (est.)')).toBe('monthly_order_volume_est'));
  it('loses accents, not letters', () => expect(from('Café crème')).toBe('cafe_creme'));
  it('counts when nothing Latin is in the label', () => {
    expect(from('客户名称')).toBe('field_1');
    expect(from('客户名称', 'field_1')).toBe('field_2');
  });
  it('never starts with a digit', () => expect(from('3rd party')).toBe('rd_party'));
  it('avoids names in use', () => expect(from('Name', 'name')).toBe('name_2'));
  it('stays within 40 characters, the number included', () => {
    const long = from('a'.repeat(80), 'a'.repeat(36));
    expect(long.length).toBeLessThanOrEqual(40);
  });
  it('never reaches a prototype', () => expect(from('constructor')).toBe('field_1'));
});
