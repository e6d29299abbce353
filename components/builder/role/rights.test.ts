import { describe, expect, it } from 'vitest';
import { presetOf, withFieldRight, withPreset } from './rights';

describe('what a role may do', () => {
  it('is called by its usual name', () => {
    expect(presetOf(undefined)).toBe('none');
    expect(presetOf({ create: true, read: 'own', update: 'own' })).toBe('fill');
    expect(presetOf({ read: 'department' })).toBe('custom');
  });
  it('keeps the rights to single fields when the preset changes', () => {
    expect(withPreset({ read: 'own', fields: { a: 'none' } }, 'view')).toEqual({
      create: false,
      read: 'all',
      update: 'none',
      delete: 'none',
      fields: { a: 'none' },
    });
  });
  it('is not mentioned without any right', () => expect(withPreset({ read: 'all' }, 'none')).toBeUndefined());
  it('differs for single fields', () => {
    expect(withFieldRight({ read: 'all' }, 'a', 'read')).toEqual({ read: 'all', fields: { a: 'read' } });
    expect(withFieldRight({ read: 'all', fields: { a: 'read' } }, 'a', undefined)).toEqual({ read: 'all' });
  });
});
