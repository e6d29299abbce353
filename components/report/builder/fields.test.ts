import { describe, expect, it } from 'vitest';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import { operatorsOf } from './conditions';
import { choicesOf, dimensionOf, findChoice, measureOf, shelfOf } from './fields';

const text = (name: string) => ({ 'zh-CN': name, en: name });
const field = (name: string, type: string, part: Partial<FieldView> = {}): FieldView => ({
  id: name,
  name,
  type,
  label: text(name),
  right: 'read',
  required: false,
  unique: false,
  options: {},
  system: false,
  ...part,
});
const entity = (name: string, fields: readonly FieldView[]) => ({ name, label: text(name), fields }) as EntityView;
const entities = [
  entity('visit', [
    field('subject', 'text'),
    field('cost', 'money'),
    field('day', 'date'),
    field('mood', 'choice', { options: { choices: [] } }),
    field('place', 'relation', { target: 'place' }),
    field('rev', 'number', { system: true }),
    field('created_by', 'person', { system: true, target: 'person' }),
  ]),
  entity('place', [field('size', 'number'), field('created_at', 'date_time', { system: true })]),
];
const groups = choicesOf(entities, 'visit');
const choice = (path: string) => findChoice(groups, path)!;

describe('the fields a question may use', () => {
  it('are those of the entity, then those one step along each relation', () => {
    expect(groups.map((group) => group.choices.map((one) => one.path))).toEqual([
      ['subject', 'cost', 'day', 'mood', 'place', 'created_by'],
      ['place.size'],
    ]);
    expect(choice('place.size').label.en).toBe('place › size');
  });

  it('go where they belong: dates by month, numbers summed, long words only filtered', () => {
    const question = { entity: 'visit' };
    expect(dimensionOf(choice('day'))).toEqual({ field: 'day', grain: 'month' });
    expect(measureOf(choice('cost'))).toEqual({ agg: 'sum', field: 'cost' });
    expect(shelfOf(choice('cost'), question)).toBe('measures');
    expect(shelfOf(choice('mood'), question)).toBe('dimensions');
    expect(shelfOf(choice('mood'), { entity: 'visit', columns: ['subject'] })).toBe('columns');
  });

  it('offer only comparisons whose value can be entered', () => {
    expect(operatorsOf(choice('mood'))).toContain('in');
    expect(operatorsOf(choice('place'))).not.toContain('in');
    expect(operatorsOf(choice('day'))[0]).toBe('relative');
  });
});
