/** What feeds the timeline of a record. One file a source, listed in index.ts; the timeline merges them by time. */
import type { TimelineEntry, TimelineShow } from '../../kernel/api';
import type { EntityModel, FieldModel } from '../../kernel/model';
import type { Schema } from '../../query/source';
import type { Call } from '../contract';

/** Entries come before this one: earlier, or at the same millisecond with a smaller id. */
export interface TimelineCursor {
  readonly at: Date;
  readonly id: string;
}
export interface TimelineAsk {
  readonly call: Call;
  /** With the rights of the viewer, who may read the record. */
  readonly schema: Schema;
  readonly entity: EntityModel;
  readonly id: string;
  readonly before: TimelineCursor | undefined;
  readonly size: number;
  /** undefined: everything. */
  readonly show: ReadonlySet<TimelineShow> | undefined;
  /** Only changes of this field, which the viewer may read. */
  readonly field: FieldModel | undefined;
}
export interface TimelineSource {
  readonly name: string;
  /**
   * Newest first, at most `size`, each with an id that begins with the name of the source. `isWhole`: there are no more.
   * `reached`: where the source stopped looking; entries it left out because of rights lie above it.
   */
  read(ask: TimelineAsk): Promise<{
    readonly entries: readonly TimelineEntry[];
    readonly isWhole: boolean;
    readonly reached?: TimelineCursor | undefined;
  }>;
}

/** Newest first; the id decides where two happened in the same millisecond. */
export const newestFirst = (a: TimelineEntry, b: TimelineEntry): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

/** Does the entry come after the cursor in the timeline? */
export const isBefore = (entry: Pick<TimelineEntry, 'at' | 'id'>, cursor: TimelineCursor | undefined): boolean => {
  if (!cursor) return true;
  const at = cursor.at.toISOString();
  return entry.at < at || (entry.at === at && entry.id < cursor.id);
};
