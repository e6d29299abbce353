import { describe, expect, it } from 'vitest';
import { mentions } from './naming';

describe('where a document is used', () => {
  const entity = { kind: 'entity', name: 'order' } as const;
  it('finds a report over an entity', () => expect(mentions({ question: { entity: 'order' } }, entity)).toBe(true));
  it('finds a relation to it', () =>
    expect(mentions({ fields: [{ options: { target: 'order' } }] }, entity)).toBe(true));
  it('finds a role with rights to it', () => expect(mentions({ entities: { order: {} } }, entity)).toBe(true));
  it('is not misled by a field of the same name', () =>
    expect(mentions({ items: [{ field: 'order' }] }, entity)).toBe(false));
  it('finds a dashboard that shows a report', () => {
    expect(mentions({ tiles: [{ report: 'sales' }] }, { kind: 'report', name: 'sales' })).toBe(true);
  });
  it('finds a menu item shown to a role', () => {
    expect(mentions({ items: [{ roles: ['boss'] }] }, { kind: 'role', name: 'boss' })).toBe(true);
  });
});
