import type { Locale } from './text';

/** By which way a request came in; kept in the history of every record. */
export type Door = 'screen' | 'api' | 'import' | 'flow' | 'cli' | 'job';
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
}
