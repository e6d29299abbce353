/** Encrypted values: what the parts of the engine know of them. The keys and ciphers are engine/data/secrets. */
import type { Unreadable } from './api-shapes';

/** Where a value lies. It is bound into the cipher text: moved to another record or field, it can no longer be read. */
export interface SecretPlace {
  /** Id of the entity. */
  readonly entity: string;
  /** Id of the field. */
  readonly field: string;
  /** Id of the record. */
  readonly record: string;
}

export interface Secrets {
  /** Ids of the keys values can be read by; the first one encrypts. */
  readonly keys: readonly string[];
  /**
   * A canonical text or decimal → the text that is stored. In the history it has no blind index and a key of its own.
   * Throws the Refusal `secrets.noKey` where no key is configured.
   */
  seal(place: SecretPlace, value: string, where?: 'column' | 'history'): string;
  /** A stored text → its value; `{unreadable: true}` where the key is missing or a byte was changed. Never throws. */
  open(place: SecretPlace, sealed: string): string | Unreadable;
  /** What equal values of a field have in common in their stored texts (HMAC-SHA-256, 128 bits): for `=` and unique. */
  blind(place: Pick<SecretPlace, 'entity' | 'field'>, value: string): string;
}

export interface SecretService extends Secrets {
  /** New history entries get a new key; what is kept wrapped is wrapped by the current key. */
  rewrap(): Promise<void>;
}

/** `enc1:<key id>:<blind index>:<iv, cipher text and tag, base64url>` */
export const SEALED_PREFIX = 'enc1:';
export const isSealed = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(SEALED_PREFIX);
/** Place of the blind index among the parts, as `split_part` counts. */
export const BLIND_PART = 3;
