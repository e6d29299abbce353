/** One timeline of everything that touched a record, newest first, as far as the viewer may know of it. */
import type { Input, Output, TimelineEntry } from '../../kernel/api';
import type { FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { entityOf, fieldOf } from '../../query/names';
import type { Schema } from '../../query/source';
import type { Call } from '../contract';
import { schemaOf } from '../services/records-context';
import { changes } from './changes';
import { comments } from './comments';
import { isBefore, newestFirst, type TimelineAsk, type TimelineCursor, type TimelineSource } from './contract';
import { flows } from './flows';
import { shares } from './shares';

const SOURCES: readonly TimelineSource[] = [changes, comments, flows, shares];
const USUAL_SIZE = 50;
/** Where rights leave out whole pages of changes, so often the next page is looked for before answering. */
const MOST_ROUNDS = 10;

/** @throws record.notFound as for a record the viewer may not read; query.unknownField for a field they may not read */
export async function recordTimeline(call: Call, input: Input<'record.timeline'>): Promise<Output<'record.timeline'>> {
  const schema = schemaOf(call);
  const entity = entityOf(schema, input.entity);
  await call.host.records.get(call, entity.name, input.id, []);
  const { size = USUAL_SIZE, show, after } = input;
  const ask: Omit<TimelineAsk, 'before'> = {
    call,
    schema,
    entity,
    id: input.id,
    size,
    show: show && show.length > 0 ? new Set(show) : undefined,
    field: fieldAsked(schema, entity, input.field),
  };
  const entries: TimelineEntry[] = [];
  let before = after === undefined ? undefined : readCursor(after);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const page = await readPage({ ...ask, before });
    entries.push(...page.entries);
    before = page.next;
    if (!before || entries.length >= size) break;
  }
  const shown = entries.slice(0, size);
  const last = shown.at(-1);
  const isCut = entries.length > size && last !== undefined;
  const next = isCut ? { at: new Date(last.at), id: last.id } : before;
  return { entries: shown, next: next ? writeCursor(next) : null };
}

/**
 * One page of every source, merged. What lies below the point that some source has not reached yet is left for the next
 * page: an entry of that source could belong in between.
 */
async function readPage(
  ask: TimelineAsk,
): Promise<{ readonly entries: readonly TimelineEntry[]; readonly next: TimelineCursor | undefined }> {
  const read = await Promise.all(SOURCES.map((source) => source.read(ask)));
  const entries = read.flatMap((one) => one.entries).sort(newestFirst);
  const reached = read
    .filter((one) => !one.isWhole)
    .flatMap((one): TimelineCursor[] => {
      const last = one.entries.at(-1);
      return one.reached ? [one.reached] : last ? [{ at: new Date(last.at), id: last.id }] : [];
    })
    .reduce<TimelineCursor | undefined>((top, one) => (top && isBefore(asEntry(one), top) ? top : one), undefined);
  if (!reached) return { entries, next: undefined };
  return {
    entries: entries.filter((entry) => !isBefore(entry, reached)),
    next: reached,
  };
}
const asEntry = ({ at, id }: TimelineCursor) => ({ at: at.toISOString(), id });

function fieldAsked(
  schema: Schema,
  entity: ReturnType<typeof entityOf>,
  name: string | undefined,
): FieldModel | undefined {
  if (name === undefined) return undefined;
  return fieldOf(schema, entity, name) ?? refuse('query.unknownField', ['field'], { field: name });
}

const writeCursor = ({ at, id }: TimelineCursor): string => `${at.toISOString()}|${id}`;

function readCursor(text: string): TimelineCursor {
  const [at = '', id = ''] = text.split('|');
  const time = new Date(at);
  if (Number.isNaN(time.getTime()) || id === '') refuse('input.value', ['after'], { at: 'after' });
  return { at: time, id };
}
