/** Versions of a form: records captured with older ones, and moving them. */
import type { FieldView, Link, SaidProblem } from '../api-shapes';
import type { EntityDocument, FormDocument } from '../documents.generated';
import type { Json } from '../json';
import type { Text } from '../text';
import type { BatchFailure, BatchState } from './batches';

/** Records captured with one version of a form; version 0: before versions were remembered. */
export interface VersionCount {
  readonly version: number;
  readonly count: number;
  /** When it was published; null of version 0. */
  readonly at: string | null;
  readonly by: Link | null;
  readonly note: string;
}
/** Records that a publication moved to a newer version of their form. */
export interface MoveView {
  readonly batch: BatchState;
  readonly version: number;
  readonly at: string;
  readonly isUndone: boolean;
  /** Records that stayed as they were, and why: the first hundred, of those the viewer may read. */
  readonly failures: readonly BatchFailure[];
}
/** One real record, before and after a migration that is not published yet. */
export interface MigrationSample {
  readonly record: Link;
  readonly version: number;
  readonly changes: readonly { readonly field: FieldView; readonly before: Json; readonly after: Json }[];
  /** Why it would stay as it is; [] when it would be moved. */
  readonly problems: readonly SaidProblem[];
}

export interface VersionsOperations {
  /** How many records each version of a form captured, newest first, and what was moved. */
  'form.versions': {
    input: { form: string };
    output: { newest: number; versions: readonly VersionCount[]; moves: readonly MoveView[] };
  };
  /**
   * What the migrations of a draft would do to real records the viewer may read: up to twenty of the first 200, those that
   * would not pass first. Nothing is written.
   */
  'form.previewMigration': {
    input: { entity: EntityDocument; form: FormDocument };
    output: {
      samples: readonly MigrationSample[];
      /** Records looked at; of these moved, as they are to be already, and staying as they are. */
      looked: number;
      moved: number;
      same: number;
      failed: number;
      /** Fields that are not shown, because they are computed from what the viewer may not read. */
      hidden: readonly Text[];
    };
  };
}
