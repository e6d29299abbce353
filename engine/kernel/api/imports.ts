/** Bringing files in, taking files home. */
import type { Link } from '../api-shapes';
import type { Filter } from '../documents.generated';

export interface ImportColumn {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
  /** Guessed field (`name`, or `lines.product` for a column of line items), or null. */
  readonly guess: string | null;
  /** For a relation: the field of the other entity whose values the samples look like; null: title or anything unique. */
  readonly by: string | null;
}
/** Where a column goes. */
export interface ImportMapping {
  readonly index: number;
  /** A field, `<line items>.<field>` of rows that repeat their head on every line, or `id`. */
  readonly field: string;
  /** A relation: which field of the other entity the cells hold; without it its title or any unique field. */
  readonly by?: string;
  /** A relation that leads nowhere: the row fails (default), the other record is made, or the field stays empty. */
  readonly missing?: 'fail' | 'create' | 'empty';
}
/** What a person chose for a file; remembered for files with the same columns. */
export interface ImportSettings {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly hasHeader?: boolean;
  readonly mapping: readonly ImportMapping[];
  /** Fields that together tell which record a row means; without it every row is a new record. */
  readonly key?: readonly string[];
  /** With a key: only new records, only existing ones, or both (default). */
  readonly mode?: 'insert' | 'update' | 'both';
  /** Empty cells of rows that change a record: the value stays (default), or goes. */
  readonly empty?: 'keep' | 'clear';
}
export interface ImportState {
  readonly id: string;
  /** Empty when the entity is no more, or not to be seen. */
  readonly entity: string;
  readonly file: string;
  readonly by: Link;
  /** `check`: the same steps, but nothing is kept. */
  readonly kind: 'import' | 'check';
  readonly state: 'ready' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
  /** Lines with data; null while they are counted. */
  readonly total: number | null;
  readonly done: number;
  /** Records, of the lines done: lines of one order with its items are one record. */
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Records of other entities made because a row names them. */
  readonly linked: number;
  /** Lines a second, lately; null before the first are in. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Why it failed, in the reader's language. */
  readonly reason: string | null;
  readonly undo: {
    readonly state: 'running' | 'done';
    /** Records brought back to what they were, or into the trash. */
    readonly undone: number;
    /** Records left as they are: changed since, or used by others. */
    readonly kept: number;
  } | null;
  /** Whether this viewer may pause, cancel or undo it, and fetch its file. */
  readonly isMine: boolean;
}
/** Names in one column that lead to no record. */
export interface ImportMissing {
  /** Label of the relation. */
  readonly field: string;
  /** How many names, and in how many rows. */
  readonly names: number;
  readonly rows: number;
  /** The most frequent of them, 20 at most. */
  readonly values: readonly string[];
}
export interface ImportRowError {
  readonly row: number;
  readonly field: string | null;
  /** Header of the column, where the problem has one. */
  readonly column: string | null;
  readonly message: string;
  readonly values: readonly string[];
}
export interface ExportState {
  readonly id: string;
  readonly entity: string;
  readonly state: 'ready' | 'running' | 'done' | 'failed';
  readonly total: number;
  readonly done: number;
  /** The finished file; fetch it from /api/v1/files/{file}. */
  readonly file: string | null;
  readonly createdAt: string;
}
/** What to write into a file. */
export interface ExportInput {
  readonly entity: string;
  readonly filter?: Filter;
  readonly search?: string;
  readonly fields?: readonly string[];
  readonly sort?: readonly { field: string; direction: 'asc' | 'desc' }[];
  readonly format: 'csv' | 'xlsx';
  /** CSV only; `utf-8` (default) carries the mark by which Excel knows it. */
  readonly encoding?: 'utf-8' | 'gb18030';
  /** A first column with the id of each record, by which the file can be imported again. */
  readonly ids?: boolean;
}
type Job = { job: string };

export interface ImportsOperations {
  'import.inspect': {
    input: { entity: string; file: string; encoding?: string; delimiter?: string; sheet?: string; hasHeader?: boolean };
    output: {
      format: 'csv' | 'xlsx' | 'xls';
      encoding: string;
      delimiter: string | null;
      sheets: readonly string[];
      columns: readonly ImportColumn[];
      rows: number;
      /** false: the file is large, and `rows` an estimate. */
      isExact: boolean;
      preview: readonly (readonly string[])[];
      /** What this person chose for the last file with these columns. */
      remembered: ImportSettings | null;
    };
  };
  /** `check`: a trial run that keeps nothing. */
  'import.start': { input: ImportSettings & { entity: string; file: string; check?: boolean }; output: Job };
  'import.get': { input: Job; output: ImportState };
  'import.list': {
    input: { entity?: string; size?: number; after?: string };
    output: { imports: readonly ImportState[]; next: string | null };
  };
  'import.errors': {
    input: Job & { size?: number; after?: number };
    output: {
      errors: readonly ImportRowError[];
      total: number;
      /** names that no record has, column by column; only with the first page */ missing: readonly ImportMissing[];
      /** link to the rows as a file in the format they came in */ download: string;
    };
  };
  'import.pause': { input: Job; output: { ok: true } };
  'import.resume': { input: Job; output: { ok: true } };
  /** Stops it; what is in stays, unless `undo`. */
  'import.cancel': { input: Job & { undo?: boolean }; output: { ok: true } };
  /** Takes back what an import wrote. `overrides`: also values that were changed since. */
  'import.undo': { input: Job & { overrides?: boolean }; output: { ok: true } };
  /** Records that an undo left as they are. */
  'import.kept': {
    input: Job & { size?: number };
    output: { records: readonly { entity: string; record: Link; message: string }[]; total: number };
  };
  /** A small file is written at once (`file`), a large one in the background (`job`): a notice tells when it is ready. */
  'record.export': { input: ExportInput; output: { file: string | null; job: string | null } };
  'export.get': { input: Job; output: ExportState };
}
