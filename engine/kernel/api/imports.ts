/** Bringing files in. */
import type { ImportColumn, ImportState } from '../api-shapes';

export interface ImportsOperations {
  'import.inspect': {
    input: { entity: string; file: string; encoding?: string; sheet?: string; hasHeader?: boolean };
    output: {
      encoding: string;
      sheets: readonly string[];
      columns: readonly ImportColumn[];
      rows: number;
      preview: readonly (readonly string[])[];
    };
  };
  'import.start': {
    input: {
      entity: string;
      file: string;
      encoding?: string;
      sheet?: string;
      hasHeader?: boolean;
      mapping: readonly { index: number; field: string }[];
    };
    output: { job: string };
  };
  'import.get': { input: { job: string }; output: ImportState };
  'import.errors': {
    input: { job: string; size?: number; after?: number };
    output: {
      errors: readonly { row: number; field: string | null; message: string; values: readonly string[] }[];
      total: number;
      /** link to the list as CSV */ download: string;
    };
  };
  'import.cancel': { input: { job: string }; output: { ok: true } };
}
