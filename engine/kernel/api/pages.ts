/** Record pages, and what people do around a record: comments, its timeline, its files, who else is here. */
import type { PageDocument, Question } from '../documents.generated';
import type { Json } from '../json';
import type { Text } from '../text';
import type { Door } from '../viewer';
import type { FileView, FlowStepView, Kind, Link, RecordView } from '../api-shapes';
import type { RecordsOperations } from './records';

export interface CommentView {
  readonly id: string;
  /** The comment it answers; one level. */
  readonly parent: string | null;
  readonly at: string;
  readonly by: Link | null;
  readonly editedAt: string | null;
  /** Light markdown; `@[name](person:id)` mentions a person. Empty when it was deleted and others answered it. */
  readonly body: string;
  readonly isDeleted: boolean;
  readonly files: readonly FileView[];
  readonly mine: boolean;
}
/** What a timeline can be narrowed to. */
export type TimelineShow = 'changes' | 'comments' | 'files' | 'flow' | 'shares' | 'imports';
export interface FieldChangeView {
  readonly field: string;
  readonly label: Text;
  readonly before: Json;
  readonly after: Json;
}
export interface TimelineEntry {
  /** Unique in the timeline of the record. */
  readonly id: string;
  readonly at: string;
  readonly by: Link | null;
  readonly door: Door | null;
  readonly what: 'create' | 'update' | 'delete' | 'restore' | 'comment' | 'flow' | 'share';
  /** Of a change: the revision it made. */
  readonly rev?: number;
  readonly changes?: readonly FieldChangeView[];
  readonly comment?: { readonly id: string; readonly body: string; readonly isReply: boolean; readonly files: number };
  readonly share?: { readonly with: Text; readonly level: 'read' | 'edit'; readonly until: string | null };
  readonly flow?: Pick<FlowStepView, 'what' | 'data' | 'comment'> & {
    readonly label: Text;
    readonly node: Text | null;
  };
}
/** A file of a record, and where it hangs. */
export interface RecordFile extends FileView {
  readonly at: string;
  readonly by: Link | null;
  /** Label of the field; null: attached to a comment. */
  readonly field: Text | null;
}
/** A record, or a document that is being built. */
export type Place =
  { readonly entity: string; readonly record: string } | { readonly kind: Kind; readonly document: string };
export interface Present {
  readonly person: Link;
  /** Field they are editing, if the viewer may read it. */
  readonly field: string | null;
  readonly isMe: boolean;
}

interface OpenedPage {
  /** Cut to what the viewer may know. */
  page: PageDocument;
  /** Pages of the entity that the viewer may choose from. */
  pages: readonly { name: string; label: Text }[];
  /** Reports on the page, by name. */
  reports: {
    readonly [name: string]: {
      label: Text;
      chart: { type: string; options?: { readonly [key: string]: unknown } };
      question: Question;
    };
  };
}

export interface PagesOperations {
  /** The page of a record for the viewer's roles, with what its form needs. `page` chooses another one. */
  'page.open': {
    input: { entity: string; record: string; page?: string; formVersion?: 'newest' };
    output: OpenedPage & { opened: RecordsOperations['form.open']['output'] & { record: RecordView } };
  };
  /** A draft as the viewer would see it, with a record (the newest, when none is named; null: there is none). */
  'page.preview': {
    input: { document: PageDocument; record?: string };
    output: OpenedPage & {
      opened: (RecordsOperations['form.open']['output'] & { record: RecordView }) | null;
    };
  };
  /** The page an entity has by itself; a new document begins with it. */
  'page.default': { input: { entity: string }; output: { page: PageDocument } };
  /** Everything that touched the record, newest first. `field`: only changes of that field. */
  'record.timeline': {
    input: {
      entity: string;
      id: string;
      show?: readonly TimelineShow[];
      field?: string;
      size?: number;
      after?: string;
    };
    output: { entries: readonly TimelineEntry[]; next: string | null };
  };
  'record.files': { input: { entity: string; id: string }; output: { files: readonly RecordFile[] } };
  /** All comments of the record, oldest first, answers after what they answer. */
  'comment.list': {
    input: { entity: string; record: string };
    output: { comments: readonly CommentView[]; people: readonly Link[] };
  };
  /** `key`: the same again answers with the comment made the first time. */
  'comment.create': {
    input: {
      entity: string;
      record: string;
      body: string;
      parent?: string;
      files?: readonly string[];
      key?: string;
    };
    output: CommentView;
  };
  'comment.update': {
    input: { id: string; body: string; files?: readonly string[] };
    output: CommentView;
  };
  'comment.delete': { input: { id: string }; output: { ok: true } };
  /** Takes a deletion back. */
  'comment.restore': { input: { id: string }; output: { ok: true } };
  /** People who may read the record, for a mention. */
  'comment.people': { input: { entity: string; record: string; search?: string }; output: { people: readonly Link[] } };
  /** I am here; who else is? `tab` is one window of one person. Again every few seconds. */
  'presence.beat': {
    input: { place: Place; tab: string; field?: string };
    output: { people: readonly Present[] };
  };
  'presence.leave': { input: { place: Place; tab: string }; output: { ok: true } };
}
