import type { Locale } from './text';

/** By which way a request came in; kept in the history of every record. */
export type Door = 'screen' | 'api' | 'import' | 'flow' | 'cli' | 'job' | 'link';
export type PlatformPermission = 'build' | 'admin' | 'import' | 'export' | 'keys' | 'exportSecrets' | 'purge';

/** Who asks. Built by the door from a session or an API key; an operation never trusts anything else. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly timeZone: string;
  /** Names of role documents, sorted. */
  readonly roles: readonly string[];
  readonly departmentId: string | null;
  /** Ids from the root to the person's department, joined and ended by `/`: `a/b/`; empty without a department. */
  readonly departmentPath: string;
  readonly permissions: readonly PlatformPermission[];
  /** Nobody who signed in: whoever holds a link. `id` and `name` are those of the link. */
  readonly guest?: Guest;
}

/** What a link opens: of the rights of its roles only this is left (engine/access/guest.ts). */
export interface Guest {
  /** Id of the entity whose record is created, or of the one record that is read or filled in. */
  readonly entity: string;
  readonly may: 'create' | 'read' | 'update';
  /** Ids of the fields that are shown, and those among them that may be filled in. */
  readonly fields: readonly string[];
  readonly editable: readonly string[];
  /** Ids of the entities whose records may be named by relations. */
  readonly targets: readonly string[];
}
