/** The shapes of what asks for paper. */
import type { JsonSchema } from '../../kernel/json';
import { MOST_PRINTED } from '../services/printing';
import { ENTITY, inputOf, UUID } from '../services/records-input';

export const PRINT_ASK = {
  entity: ENTITY,
  records: { type: 'array', items: UUID, minItems: 1, maxItems: MOST_PRINTED, uniqueItems: true },
  form: ENTITY,
};
export const printAskInput = (properties: { readonly [name: string]: JsonSchema }): JsonSchema =>
  inputOf(properties, ['entity', 'records']);
