/** Places where people can be, and who may know of it: readers of the record, builders of documents. */
import type { Input, Output, Place } from '../../kernel/api';
import type { JsonSchema } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Call } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

export const TAB: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9-]{8,64}$' };
export const PLACE: JsonSchema = {
  oneOf: [
    inputOf({ entity: ENTITY, record: UUID }, ['entity', 'record']),
    inputOf({ kind: ENTITY, document: ENTITY }, ['kind', 'document']),
  ],
};

interface Found {
  readonly key: string;
  readonly entity: EntityModel | undefined;
}
/** @throws as reading the record would, or operation.forbidden for documents without the right to build */
async function find(call: Call, place: Place): Promise<Found> {
  if ('document' in place) {
    if (!call.viewer.permissions.includes('build')) refuse('operation.forbidden');
    return { key: `document:${place.kind}:${place.document}`, entity: undefined };
  }
  await call.host.records.get(call, place.entity, place.record, []);
  const entity = call.host.model().entity(place.entity)!;
  return { key: `record:${entity.id}:${place.record}`, entity };
}

const presenceOf = (call: Call) => call.host.presence;

export async function beat(call: Call, input: Input<'presence.beat'>): Promise<Output<'presence.beat'>> {
  const { viewer, host } = call;
  const { key, entity } = await find(call, input.place);
  const access = host.access(viewer);
  const canRead = (id: string): string | null => {
    // Whoever may build may know of every part of a document.
    if (!entity) return id;
    const field = entity?.field(id);
    return field && access.right(entity, field) !== 'none' ? field.name : null;
  };
  const field = input.field === undefined || !entity ? undefined : entity.field(input.field);
  const part = entity ? undefined : input.field;
  presenceOf(call).tell({
    place: key,
    tab: input.tab,
    person: viewer.id,
    name: viewer.name,
    field: part ?? (field && canRead(field.id) !== null ? field.id : null),
  });
  const people = presenceOf(call)
    .at(key)
    .map((here) => ({
      person: { id: here.person, title: here.name },
      field: here.field === null ? null : canRead(here.field),
      isMe: here.person === viewer.id,
    }));
  return { people };
}

/** Leaving needs no right: a window can only take itself away. */
export async function leave(call: Call, { place, tab }: Input<'presence.leave'>): Promise<{ ok: true }> {
  const entity = 'document' in place ? undefined : call.host.model().entity(place.entity);
  const key =
    'document' in place ? `document:${place.kind}:${place.document}` : `record:${entity?.id ?? ''}:${place.record}`;
  presenceOf(call).tell({ place: key, tab, person: call.viewer.id, name: '', field: null, isGone: true });
  return { ok: true };
}
