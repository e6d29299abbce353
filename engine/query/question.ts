import type { AnswerColumn } from '../kernel/contract';
import type { Filter, Question } from '../kernel/documents.generated';

/** Records of one entity, a page at a time. */
export interface RowsQuestion {
  readonly entity: string;
  /** Fields or paths along relations; without it all the record's own fields except line items. */
  readonly fields?: readonly string[];
  readonly filter?: Filter;
  /** Words looked for in the text fields the viewer may read. */
  readonly search?: string;
  readonly sort?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  readonly page?: { readonly size?: number; readonly after?: string };
  readonly trash?: boolean;
}

/** Records in groups, with measures. */
export type GroupsQuestion = Omit<Question, 'columns'> & {
  /** Only records that have these words; as in RowsQuestion. */
  readonly search?: string;
};
export type Dimension = NonNullable<Question['dimensions']>[number];
export type Measure = NonNullable<Question['measures']>[number];
export type Grain = NonNullable<AnswerColumn['grain']>;

export const DEFAULT_PAGE = 50;
/** Rows of one page, and of one answer. */
export const MAX_PAGE = 1000;
export const MAX_ANSWER = 10_000;
