import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntityModel } from '../../kernel/model';
import { copyText } from '../copy';
import { changesOf, firstChanges } from './changes';
import type { WriteSchema } from './receive';

const field = (name: string, more = {}) => ({ id: `fld_${name}`, name, column: name, options: {}, ...more });
const entity = {
  id: 'ent_a',
  fields: [
    field('text'),
    field('list'),
    field('own', { system: 'id' }),
    field('made', { derived: {} }),
    field('rows', { column: null, child: { id: 'ent_b', fields: [field('cell')] } }),
  ],
} as unknown as EntityModel;
const schema = { fieldTypes: new Map() } as unknown as WriteSchema;

const text = fc.string({ unit: 'binary' });
const values = fc.record(
  {
    text: fc.option(text),
    list: fc.option(fc.array(text)),
    own: text,
    made: text,
    rows: fc.option(fc.array(fc.record({ id: fc.uuid(), cell: fc.option(text) }))),
  },
  { requiredKeys: [] },
);

it('the history of a new record is the same text, written at once or as an object first', () => {
  fc.assert(
    fc.property(values, (given) => {
      const made = firstChanges(schema, entity, 'r', given);
      expect(made).toBe(JSON.stringify(changesOf(schema, entity, 'r', {}, given)));
      // Escaped part by part it is what it is escaped as a whole.
      expect(firstChanges(schema, entity, 'r', given, copyText)).toBe(copyText(made));
    }),
  );
});
