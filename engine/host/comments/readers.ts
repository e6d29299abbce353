/** Who may read a record: asked of the one read path, so that scopes, conditions and shares count as they do everywhere. */
import type { Link } from '../../kernel/api';
import { Refusal } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Call } from '../contract';
import { viewersOf } from '../services/flows-people';

/** The record's title as a person sees it; undefined where they may not read the record. */
async function titleFor(call: Call, viewer: Viewer, entity: string, record: string): Promise<string | undefined> {
  try {
    return (await call.host.records.get({ ...call, viewer }, entity, record, [])).title;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

export interface Reader {
  readonly viewer: Viewer;
  readonly title: string;
}
/** Of these people those who may read the record. One look-up by key for each person: they are a handful. */
export async function readersAmong(
  call: Call,
  people: readonly string[],
  entity: string,
  record: string,
): Promise<ReadonlyMap<string, Reader>> {
  if (people.length === 0) return new Map();
  const viewers = await call.host.transaction((tx) => viewersOf(tx, call.host, people));
  const found = await Promise.all(
    [...viewers.values()].map(async (viewer) => ({ viewer, title: await titleFor(call, viewer, entity, record) })),
  );
  return new Map(
    found.flatMap(({ viewer, title }) => (title === undefined ? [] : [[viewer.id, { viewer, title }] as const])),
  );
}

const SHOWN = 8;
/** So many names are looked through, a few at a time, until enough are found who may read the record. */
const MOST_CANDIDATES = 40;
const AT_ONCE = 10;

/** People for a mention: found by name as everywhere people are chosen, and only those who may read the record. */
export async function peopleToMention(
  call: Call,
  entity: string,
  record: string,
  search: string,
): Promise<readonly Link[]> {
  await call.host.records.get(call, entity, record, []);
  const { options } = await call.host.records.options(call, {
    entity: 'person',
    size: MOST_CANDIDATES,
    ...(search ? { search } : {}),
  });
  const found: Link[] = [];
  for (let from = 0; from < options.length && found.length < SHOWN; from += AT_ONCE) {
    const some = options.slice(from, from + AT_ONCE);
    const readers = await readersAmong(
      call,
      some.map(({ id }) => id),
      entity,
      record,
    );
    found.push(...some.filter(({ id }) => readers.has(id)));
  }
  return found.slice(0, SHOWN);
}
