/** Documents: one life for every kind. */
import type { AnyDocument } from '../documents.generated';
import type { Json } from '../json';
import type {
  Conversion,
  DocumentSummary,
  DocumentVersion,
  DocumentRef,
  PublishPlan,
  SaidProblem,
  Kind,
} from '../api-shapes';

export interface DocumentsOperations {
  'document.list': { input: { kind?: Kind }; output: { documents: readonly DocumentSummary[] } };
  'document.get': {
    input: DocumentRef & { version?: number };
    output: { summary: DocumentSummary; document: AnyDocument; draft: AnyDocument | null };
  };
  /** Saves a draft. `base` is the draft rev the editor started from (0: none); a stale base is a 409 and loses nothing. */
  'document.save': {
    input: {
      document: AnyDocument;
      base: number;
      package?: string;
      /** Published version the editor started from; when another was published since, that is a 409 too. */
      version?: number;
    };
    output: { rev: number; problems: readonly SaidProblem[] };
  };
  'document.discard': { input: DocumentRef; output: { ok: true } };
  /** Checks documents as if they were published together with what is published; nothing is stored. */
  'document.check': { input: { documents: readonly AnyDocument[] }; output: { problems: readonly SaidProblem[] } };
  'document.plan': {
    input: { refs: readonly DocumentRef[]; conversions?: readonly Conversion[] };
    output: PublishPlan;
  };
  /** `run`: the publication goes on behind (`plan.get`); `versions` is empty until it is through. */
  'document.publish': {
    input: { refs: readonly DocumentRef[]; note?: string; conversions?: readonly Conversion[]; seal?: string };
    output: {
      plan: PublishPlan;
      versions: readonly (DocumentRef & { version: number })[];
      run: string | null;
    };
  };
  'document.history': { input: DocumentRef; output: { versions: readonly DocumentVersion[] } };
  'document.diff': {
    input: DocumentRef & { from: number; to: number | 'draft' };
    output: { changes: readonly { path: readonly (string | number)[]; before?: Json; after?: Json }[] };
  };
  /** Makes an old version the draft and publishes it as a new version. */
  'document.revert': {
    input: DocumentRef & { version: number; conversions?: readonly Conversion[] };
    output: { plan: PublishPlan; version: number; run: string | null };
  };
  /** Unpublishes: soft, restorable; refused with the places that use it. An entity's table and records stay. */
  'document.remove': { input: DocumentRef; output: { ok: true } };
}
