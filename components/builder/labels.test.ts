import { describe, expect, it } from 'vitest';
import { labelled } from './labels';

describe('the label of a part', () => {
  const label = { 'zh-CN': '金额', en: 'Amount' };
  const document = { id: 'ent_x', fields: [{ id: 'fld_a', label }, { id: 'fld_b' }] };
  it('is found by the id of the part, however deep', () => expect(labelled(document, 'fld_a')).toEqual(label));
  it('is missing for a part without one, and for an id that nothing has', () =>
    expect([labelled(document, 'fld_b'), labelled(document, 'fld_z')]).toEqual([undefined, undefined]));
});
