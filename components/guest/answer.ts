/** What the page of a link begins with. */
import type { ClosedLink, OpenedLink, ProblemJson } from '@/engine/kernel/api';

export type Opened = OpenedLink & {
  /** The way to the files of the link, for an hour. */
  readonly files: string;
};
export interface GuestAnswer {
  readonly opened: Opened | (ClosedLink & { readonly files: string }) | null;
  /** Why nothing was opened. */
  readonly problem: ProblemJson | null;
}
/** What the address says beside the token. */
export type GuestQuery = { readonly [name: string]: string | string[] | undefined };
