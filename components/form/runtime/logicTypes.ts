/** What the rules of an open form tell its fields, and what they need of other records. */
import type { RowState } from '@/engine/form/pipeline';

export interface FieldEffect {
  readonly isVisible: boolean;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  /** Values of the options that may be chosen, where rules limit them. */
  readonly options: readonly string[] | undefined;
  /** Of a relation: what rules ask of the records that may be chosen, as an expression about them. */
  readonly optionFilter: string | undefined;
  /** Of line items: the state of each row, where rules speak of rows. */
  readonly rows: readonly RowState[] | undefined;
}
/** Records that rules read along a relation: load `fields` of those at `ids` and tell them by `relate`. */
export interface RelatedNeed {
  /** The relation: `region`, or a column of line items `items.product`. */
  readonly key: string;
  readonly field: string;
  readonly entity: string;
  /** Paths from the record: `rating`, `manager.name`. */
  readonly fields: readonly string[];
}
