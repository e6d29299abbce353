/** What the files of the flow service hand to each other. */
import type { FlowStepView } from '../../kernel/api';
import type { FlowDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import type { Machine } from '../../workflow/machine';
import type { FlowGraph } from '../../workflow/normalize';
import type { FlowEvent } from '../../workflow/vocabulary';

/** A flow in one of its versions, ready to run. */
export interface LoadedFlow {
  readonly document: FlowDocument;
  readonly version: number;
  readonly graph: FlowGraph;
  readonly machine: Machine;
  readonly entity: EntityModel;
}

/** A step of the history as stored: people and fields by id or name, said in words only when it is shown. */
export interface HistoryStep {
  /** `took`: an edge was followed; shown in the picture, not in the list. */
  readonly what: FlowStepView['what'] | 'took';
  readonly node: string | null;
  readonly data?: { readonly [key: string]: Json };
  readonly comment?: string;
}

export interface LoggedEvent {
  readonly instanceId: string;
  readonly seq: number;
  readonly key: string;
  readonly at: Date;
  readonly by: string | null;
  readonly event: FlowEvent | { readonly type: 'begin' };
  readonly steps: readonly HistoryStep[];
}

/** A value of a record as `RecordService.load` gives it. */
export type RecordValues = { readonly [field: string]: unknown };
