/** Records on paper: what a print page needs, and PDFs made by the server. */
import type { FlowView, RecordView } from '../api-shapes';
import type { Json } from '../json';
import type { RecordsOperations } from './records';

type Opened = RecordsOperations['form.open']['output'];

/** One form as somebody may see it; records share it. */
export type PrintBase = Pick<Opened, 'entity' | 'form' | 'targets'>;
/** One record, with the form it is printed by. */
export interface PrintedRecord {
  /** Index of its form in `bases`. */
  readonly base: number;
  readonly record: RecordView;
  readonly values: { readonly [field: string]: Json };
  readonly editable: readonly string[];
  /** Its flows, where the layout prints the approvals; else empty. */
  readonly flows: readonly FlowView[];
}
/** Which records, and by which form; the entity's first one unless told. */
export interface PrintAsk {
  readonly entity: string;
  /** Ids, at most 200; printed in this order. */
  readonly records: readonly string[];
  readonly form?: string;
}

export interface PrintOperations {
  'record.print': {
    input: PrintAsk;
    output: {
      readonly bases: readonly PrintBase[];
      readonly sheets: readonly PrintedRecord[];
      /** The server has a browser to make PDFs with. */
      readonly canMakePdf: boolean;
    };
  };
  /** Makes one PDF of several records in the background; `export.get` tells how far it is, a notice when it is ready. */
  'record.pdf': {
    /** `origin`: address of this platform, `https://crm.example`, for the codes that lead back to the records. */
    input: PrintAsk & { readonly origin?: string };
    output: { readonly job: string };
  };
}
