/** The audit log and the trash. */
import type { Link } from '../api-shapes';
import type { Json } from '../json';
import type { Text } from '../text';

export interface AuditEntryView {
  readonly seq: string;
  readonly at: string;
  readonly by: Link | null;
  readonly door: string;
  readonly source: string | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly subject: string | null;
  readonly details: Json;
}
export interface AuditVerdict {
  readonly isWhole: boolean;
  /** Entries of the log that were looked at. */
  readonly entries: number;
  /** Changes of records under the seals. */
  readonly changes: number;
  /** Hash of the last entry, hex: noted elsewhere, it proves later that nothing was cut off the end. */
  readonly head: string | null;
  readonly brokenAt: string | null;
  /** An entry is missing, or was changed; or the history of records is not what was sealed. */
  readonly reason: 'missing' | 'changed' | 'history' | null;
}

export interface AuditOperations {
  /** Newest first. */
  'audit.list': {
    input: { person?: string; action?: string; from?: string; to?: string; size?: number; before?: string };
    output: { entries: readonly AuditEntryView[]; next: string | null; actions: readonly string[] };
  };
  'audit.verify': { input: Record<string, never>; output: AuditVerdict };
  /** What lies in the trash and the viewer may restore, newest first; every entity the viewer may see is counted. */
  'trash.list': {
    input: { entity?: string; size?: number; after?: string };
    output: {
      entities: readonly { readonly name: string; readonly label: Text; readonly count: number }[];
      records: readonly {
        readonly entity: string;
        readonly id: string;
        readonly title: string;
        readonly deletedAt: string;
        readonly deletedBy: Link | null;
      }[];
      next: string | null;
    };
  };
  /** Brings every value of a record back to what it was at revision `to`, as one change that the rules check like any other. */
  'record.revert': {
    input: { entity: string; id: string; rev: number; to: number };
    output: {
      readonly rev: number;
      /** Fields that stay as they are, and why: the viewer may not edit them, or what they pointed to is gone. */
      readonly kept: readonly { readonly field: string; readonly label: Text; readonly reason: 'right' | 'gone' }[];
    };
  };
}
