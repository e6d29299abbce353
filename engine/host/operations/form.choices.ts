import { defineOperation } from '../contract';
import { formsForNew } from '../services/form-choice';
import { ENTITY, inputOf } from '../services/records-input';
import { refuse } from '../../kernel/problems';

/** The forms by which I may make a new record, the first one first; the same choice holds when it is opened and written. */
export default defineOperation<'form.choices'>({
  name: 'form.choices',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY }, ['entity']),
  run: async ({ entity: name }, call) => {
    const entity = call.host.model().entity(name);
    const mayCreate = entity && call.host.access(call.viewer).mayCreate(entity);
    if (!entity || !mayCreate) return refuse('record.unknownEntity', ['entity'], { entity: name });
    const forms = formsForNew(call, entity);
    return {
      forms: forms.map(({ name: form, label, description }) => ({
        name: form,
        label,
        ...(description ? { description } : {}),
      })),
    };
  },
});
