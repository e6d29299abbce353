/**
 * The form and version a record was captured with lie in two columns of its own table: read with the record, written with
 * it, filtered like any other column. (A table beside it would cost each new record a row and an index entry; the history
 * is written anyway, but would have to be searched for the newest entry of each record.) An insert takes 1 to 3 µs more of
 * 40 (medians, in turns with a table without them), a change reads them with what it compares anyway.
 */
import type { FieldModel } from '../../kernel/model';
import type { Values } from './receive';

/** A form document by id, and its published version. */
export interface CapturedWith {
  readonly form: string;
  readonly version: number;
}
/** The columns, in the order form, version. */
export const CAPTURED = ['captured_form', 'captured_version'] as const;

/** Whether only the platform writes the field: it says by which form a record was captured. */
export const isCaptured = ({ system }: FieldModel): boolean =>
  system === 'captured_form' || system === 'captured_version';

/** What a record, as it is stored, was captured with; undefined where nobody knows. */
export function capturedOf(values: Values): CapturedWith | undefined {
  const { captured_form: form, captured_version: version } = values;
  if (typeof form !== 'string' || version === null || version === undefined) return undefined;
  return { form, version: Number(version) };
}

/** As values of a record: only what differs from what is stored, so that the history tells no change that is none. */
export function capturedValues(next: CapturedWith | undefined, present: Values): Values {
  const before = capturedOf(present);
  const named = { captured_form: next?.form ?? null, captured_version: next ? String(next.version) : null };
  if (before?.form === next?.form && before?.version === next?.version) return {};
  return before?.form === next?.form ? { captured_version: named.captured_version } : named;
}
