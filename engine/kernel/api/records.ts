/** Entities and their records. */
import type { Filter, FormDocument } from '../documents.generated';
import type { Json } from '../json';
import type { Text } from '../text';
import type { Door } from '../viewer';
import type { RecordView, WrittenRecord, Link, EntityView } from '../api-shapes';

/** The version of a form a record was captured with. */
export interface CapturedView {
  /** Name and label of the form. */
  readonly form: string;
  readonly label: Text;
  readonly version: number;
  readonly newest: number;
  /** The record is opened in that version; else in the newest. */
  readonly isOwn: boolean;
  /** It could be: the form lets older records keep their version. */
  readonly hasOwn: boolean;
  /** Names of fields that version had and the entity has no more. */
  readonly gone: readonly string[];
}

export interface RecordsOperations {
  'entity.list': { input: Record<string, never>; output: { entities: readonly EntityView[] } };
  'entity.get': { input: { entity: string }; output: EntityView };
  'form.open': {
    /** `formVersion`: not in the version it was captured with, though its form says so. */
    input: { entity: string; form?: string; record?: string; task?: string; formVersion?: 'newest' };
    output: {
      entity: EntityView;
      form: FormDocument;
      record: RecordView | null;
      values: { readonly [field: string]: Json };
      /** fields editable now: rights and, with a task, the node's own list */ editable: readonly string[];
      targets: readonly EntityView[];
      /** Of a record whose form is known. */
      captured?: CapturedView;
    };
  };
  'record.list': {
    input: {
      entity: string;
      filter?: Filter;
      search?: string;
      sort?: readonly { field: string; direction: 'asc' | 'desc' }[];
      fields?: readonly string[];
      page?: { size?: number; after?: string };
      count?: boolean;
      trash?: boolean;
    };
    output: {
      rows: readonly RecordView[];
      next: string | null;
      /** With `count`: how many records the question has in all. */
      total: number | null;
      /** false: too many to be counted; `total` is what the database estimates, rounded. */
      isTotalExact: boolean;
    };
  };
  'record.get': { input: { entity: string; id: string; fields?: readonly string[] }; output: RecordView };
  /** `key`: an idempotency key of the caller; the same key again answers with the record made the first time. */
  'record.create': {
    input: { entity: string; values: { readonly [field: string]: Json }; form?: string; key?: string };
    output: WrittenRecord;
  };
  /** `formVersion`: by the rules of the newest version, and from now on the record counts as captured with it. */
  'record.update': {
    input: {
      entity: string;
      id: string;
      rev: number;
      values: { readonly [field: string]: Json };
      form?: string;
      formVersion?: 'newest';
    };
    output: WrittenRecord;
  };
  'record.delete': { input: { entity: string; id: string; rev?: number }; output: { ok: true } };
  'record.restore': { input: { entity: string; id: string }; output: RecordView };
  'record.history': {
    input: { entity: string; id: string };
    output: {
      entries: readonly {
        rev: number;
        at: string;
        by: Link | null;
        door: Door;
        op: 'create' | 'update' | 'delete' | 'restore';
        changes: readonly { field: string; label: Text; before: Json; after: Json }[];
      }[];
    };
  };
  /** Candidates of a relation or person field while typing. */
  'record.options': {
    /** `filter`: only records that meet it, as far as the viewer may ask. */
    input: { entity: string; search?: string; ids?: readonly string[]; size?: number; filter?: Filter };
    output: { options: readonly Link[] };
  };
  /** Values that a list of free texts already holds, the most used first; `field` is the field's id. */
  'record.suggest': { input: { field: string; search?: string }; output: { values: readonly string[] } };
}
