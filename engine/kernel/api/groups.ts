/** Lists in groups, with their totals. */
import type { Aggregate, AnswerColumn } from '../contract';
import type { Filter } from '../documents.generated';
import type { Json } from '../json';

type Grain = NonNullable<AnswerColumn['grain']>;

export interface GroupsOperations {
  /**
   * The groups of a list by one field, each with the number of its records and measures over all of them (not only the
   * page shown), and the same for the whole list. Without `group` only the latter: the footer of a list.
   * The records of a group are read by `record.list` with its `filter`.
   */
  'record.groups': {
    input: {
      entity: string;
      filter?: Filter;
      search?: string;
      /** A field or a path along relations; dates are cut by `grain` (a day without it for instants). */
      group?: { field: string; grain?: Grain; direction?: 'asc' | 'desc' };
      /** In the order of `measures` of the answer. */
      measures?: readonly { agg: Aggregate; field: string }[];
      /** Most groups; 200 unless told. */
      size?: number;
    };
    output: {
      groups: readonly {
        /** Relations and persons are `{id, title}`; null: records without a value. */
        value: Json;
        count: number;
        /** Decimals as texts. */
        measures: readonly Json[];
        /** The records of this group, to be asked for with the list's own order and search. */
        filter: Filter;
      }[];
      /** There are more groups than `size`. */
      hasMore: boolean;
      total: { count: number; measures: readonly Json[] };
    };
  };
}
