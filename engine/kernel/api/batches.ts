/** Changes of many records at once: watched, stopped, taken back. */
import type { Link, SaidProblem } from '../api-shapes';
import type { Filter } from '../documents.generated';
import type { Json } from '../json';

export interface BatchState {
  readonly id: string;
  readonly entity: string;
  /** `start`: a flow is started on each record. */
  readonly op: 'update' | 'delete' | 'restore' | 'start';
  readonly state: 'ready' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly total: number;
  /** How many were tried; of these changed and failed (the rest was so already). */
  readonly done: number;
  readonly changed: number;
  readonly failed: number;
  readonly mayUndo: boolean;
}
/** A record that was left as it is, and why; a problem's path begins with `values` and the field. */
export interface BatchFailure {
  readonly record: Link;
  readonly problems: readonly SaidProblem[];
}
interface BatchAnswer {
  readonly batch: BatchState;
  /** The first hundred. */
  readonly failures: readonly BatchFailure[];
}

export interface BatchesOperations {
  /**
   * Changes, deletes or restores many records, or starts a flow on each. Either `changes` (each record with its values),
   * or `ids` or `where` with one `values` for all. What fails is told record by record; the rest is done. Up to 500
   * records (2,000 with `changes`) are done before the answer, more in the background (live topic `batch`).
   */
  'record.changeMany': {
    input: {
      entity: string;
      op: BatchState['op'];
      changes?: readonly { id: string; rev?: number; values: { readonly [field: string]: Json } }[];
      ids?: readonly string[];
      /** All that a list shows. `expected`: how many the person saw; refused when it is another number now. */
      where?: { filter?: Filter; search?: string; except?: readonly string[]; expected?: number };
      values?: { readonly [field: string]: Json };
      flow?: string;
      /** A UUID chosen by the caller: the same key again answers with the same batch and changes nothing. */
      key?: string;
    };
    output: BatchAnswer;
  };
  'record.batch': { input: { batch: string }; output: BatchAnswer };
  /** Stops a batch in the background; what was changed stays, and can be taken back. */
  'record.stopMany': { input: { batch: string }; output: { ok: true } };
  /** Takes a batch back, as a batch of its own: what others changed in the same fields since is left alone and told. */
  'record.undoMany': { input: { batch: string }; output: BatchAnswer };
}
