import { describe, expect, it } from 'vitest';
import { entityDocument, modelOf, role } from '../../tests/support/records';
import { compileAccess } from './access';

const model = modelOf([
  {
    ...entityDocument('deal', {
      name: { type: 'text' },
      amount: { type: 'number', aliases: ['sum'] },
      lines: { type: 'lines', options: { fields: { product: { type: 'text' } } } },
    }),
    aliases: ['chance'],
  },
  entityDocument('other', { name: { type: 'text' } }),
]);
const deal = model.entity('deal')!;
const [amount, lines] = [deal.field('amount')!, deal.field('lines')!];
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

describe('the rights of several roles', () => {
  it('are of each right the highest and of each scope the widest', () => {
    const access = compileAccess(
      [
        role('a', { deal: { read: 'own', update: 'own', fields: { amount: 'none' } } }),
        role('b', { deal: { create: true, read: 'below', otherFields: 'read' } }, ['export']),
      ],
      model,
    );
    expect(access.scope(deal, 'read')).toBe('below');
    expect(access.scope(deal, 'update')).toBe('own');
    expect(access.scope(deal, 'delete')).toBe('none');
    expect(access.mayCreate(deal)).toBe(true);
    expect(access.right(deal, amount)).toBe('read');
    expect(access.right(deal, deal.field('name')!)).toBe('edit');
    expect([access.can('export'), access.can('build')]).toEqual([true, false]);
  });

  it('are none without a role, and none where the records may not be read', () => {
    const nobody = compileAccess([], model);
    expect([nobody.scope(deal, 'read'), nobody.right(deal, amount), nobody.mayCreate(deal)]).toEqual([
      'none',
      'none',
      false,
    ]);
    const blind = compileAccess([role('a', { deal: { create: true, read: 'none', update: 'all' } })], model);
    expect([blind.scope(deal, 'update'), blind.right(deal, amount), blind.mayCreate(deal)]).toEqual([
      'none',
      'none',
      false,
    ]);
  });

  it('never reach farther in changing than in reading', () => {
    const access = compileAccess([role('a', { deal: { read: 'own', update: 'all', delete: 'all' } })], model);
    expect([access.scope(deal, 'update'), access.scope(deal, 'delete')]).toEqual(['own', 'own']);
  });

  it('hold for former names too', () => {
    const access = compileAccess([role('a', { chance: { ...everything, fields: { sum: 'none' } } })], model);
    expect([access.right(deal, amount), access.right(deal, lines)]).toEqual(['none', 'edit']);
  });

  it('take the star for entities that are not named, not for people and departments', () => {
    const access = compileAccess([role('a', { '*': everything, deal: { read: 'own' } })], model);
    const [other, person] = [model.entity('other')!, model.entity('person')!];
    expect([access.scope(deal, 'read'), access.scope(other, 'read')]).toEqual(['own', 'all']);
    expect([access.scope(person, 'read'), access.scope(person, 'update'), access.mayCreate(person)]).toEqual([
      'all',
      'none',
      false,
    ]);
    expect(access.right(person, person.field('name')!)).toBe('read');
  });

  it('give line items the right of their field, and system fields never more than reading', () => {
    const access = compileAccess(
      [role('a', { deal: { ...everything, fields: { lines: 'read', created_by: 'none' } } })],
      model,
    );
    const child = lines.child!;
    expect(access.right(child, child.field('product')!)).toBe('read');
    expect(access.right(deal, deal.field('created_at')!)).toBe('read');
    expect(access.right(deal, deal.field('created_by')!)).toBe('none');
    expect(access.right(deal, deal.field('id')!)).toBe('read');
  });

  it('are only to read where nothing may be written', () => {
    expect(compileAccess([role('a', { deal: { read: 'all' } })], model).right(deal, amount)).toBe('read');
  });
});
