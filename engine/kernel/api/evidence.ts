/** How photos and signatures came about, and where else they were used. */
import type { Link } from '../api-shapes';
import type { Text } from '../text';

export interface EvidenceView {
  readonly file: string;
  /** What the screen said that made it. `album`: chosen from the device, not taken on the spot. */
  readonly source: 'camera' | 'album' | 'pen' | 'typed';
  /** When the server got it, and from whom. */
  readonly receivedAt: string;
  readonly by: Link | null;
  /** By the clock of the camera or device; anybody can set that. */
  readonly takenAt: string | null;
  /** Of the bytes that are kept, hexadecimal. */
  readonly sha256: string;
  /** Of a signature that was typed: the name. */
  readonly typed?: string;
  /** Other places with the same or nearly the same picture, as far as the viewer may see them; the nearest first. */
  readonly similar: readonly SimilarFile[];
}
export interface SimilarFile {
  readonly file: string;
  readonly entity: string;
  readonly entityLabel: Text;
  readonly record: Link;
  readonly field: Text;
  readonly at: string;
  /** The very same bytes. */
  readonly isSame: boolean;
}

export interface EvidenceOperations {
  /** Of the files that the viewer may see and that have evidence; others are left out. */
  'file.evidence': { input: { files: readonly string[] }; output: { evidence: readonly EvidenceView[] } };
}
