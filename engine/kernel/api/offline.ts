/** What a device keeps ahead, so that forms marked `offline` work without a network. */
import type { RecordView } from '../api-shapes';
import type { RecordsOperations } from './records';

/** A record that a relation may lead to, with its Chinese title in pinyin: it is searched on the device. */
export interface KeptRecord {
  readonly record: RecordView;
  /** Readings of the title as in a search (`HuaDong HD`); absent for a title without Chinese. */
  readonly sound?: string;
}

export interface OfflineOperations {
  /** The forms that work offline and that I may fill in now, each as `form.open` gives it. */
  'offline.forms': {
    input: Record<string, never>;
    output: { forms: readonly RecordsOperations['form.open']['output'][] };
  };
  /** The records of an entity that I may read, the most recently changed first, page by page. */
  'offline.records': {
    /** `fields`: what rules read along the relation, beside the title. */
    input: { entity: string; fields?: readonly string[]; after?: string };
    output: { records: readonly KeptRecord[]; next: string | null };
  };
  /** My key (AES-256, base64) for what waits on a device while I am not signed in there: always the same. */
  'offline.key': { input: Record<string, never>; output: { key: string } };
}
