/**
 * The operations: everything a caller can ask for, by name, with what goes in and what comes out. The Server Action,
 * `/api/v1/operations/{name}` and the CLI all end in these. Types only, one file an area, so that host and browser share them.
 * Inputs are checked against a JSON Schema beside each operation (engine/host/operations); these types must agree.
 */
import type { AccessOperations } from './api/access';
import type { AuditOperations } from './api/audit';
import type { BatchesOperations } from './api/batches';
import type { BeginOperations } from './api/begin';
import type { EvidenceOperations } from './api/evidence';
import type { DraftsOperations } from './api/drafts';
import type { DocumentsOperations } from './api/documents';
import type { FormsOperations } from './api/forms';
import type { FlowsOperations } from './api/flows';
import type { ImportsOperations } from './api/imports';
import type { OfflineOperations } from './api/offline';
import type { LinksOperations } from './api/links';
import type { PagesOperations } from './api/pages';
import type { PeopleOperations } from './api/people';
import type { PlansOperations } from './api/plans';
import type { PrintOperations } from './api/print';
import type { RecordsOperations } from './api/records';
import type { ReportsOperations } from './api/reports';
import type { SessionOperations } from './api/session';
import type { GroupsOperations } from './api/groups';
import type { VersionsOperations } from './api/versions';
import type { ViewsOperations } from './api/views';

export type * from './api-shapes';
export type {
  CommentView,
  FieldChangeView,
  Place,
  Present,
  RecordFile,
  TimelineEntry,
  TimelineShow,
} from './api/pages';
export type { ColumnGuess, SchemaNoteView } from './api/begin';
export type { BatchFailure, BatchState } from './api/batches';
export type * from './api/imports';
export type { QuarantinedOfRecord, UsingDocument, UsingKey } from './api/plans';
export type { CapturedView } from './api/records';
export type { EvidenceView, SimilarFile } from './api/evidence';
export type { DraftClash, DraftView, DraftOfMine } from './api/drafts';
export type { KeptRecord } from './api/offline';
export type * from './api/links';
export type { PrintAsk, PrintBase, PrintedRecord } from './api/print';
export type { MigrationSample, MoveView, VersionCount } from './api/versions';
export type { SavedView } from './api/views';
export type {
  Explanation,
  HandOverCount,
  HandOverState,
  Reason,
  ShareLevel,
  ShareTarget,
  ShareView,
} from './api/access';
export type { AuditEntryView, AuditVerdict } from './api/audit';

export interface Operations
  extends
    SessionOperations,
    AccessOperations,
    DocumentsOperations,
    RecordsOperations,
    FlowsOperations,
    ReportsOperations,
    ImportsOperations,
    PeopleOperations,
    PagesOperations,
    BatchesOperations,
    BeginOperations,
    VersionsOperations,
    ViewsOperations,
    GroupsOperations,
    PlansOperations,
    AuditOperations,
    EvidenceOperations,
    DraftsOperations,
    OfflineOperations,
    LinksOperations,
    PrintOperations,
    FormsOperations {}
export type OperationName = keyof Operations;
export type Input<N extends OperationName> = Operations[N]['input'];
export type Output<N extends OperationName> = Operations[N]['output'];
