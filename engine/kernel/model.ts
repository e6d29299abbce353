import type { Computation } from './contract';
import type { FieldUse } from './documents.generated';
import type { SystemField } from './names';
import type { Text } from './text';

/** What a value is to an expression, a filter or a report. A `record` points to one record of `target`. */
export type ValueKind =
  'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'record' | 'textList' | 'idList' | 'lines' | 'json';

/** How a value lies in PostgreSQL. `null` in a FieldModel's column: the values are rows of a child table. */
export type ColumnType =
  'text' | 'bigint' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'uuid' | 'text[]' | 'uuid[]' | 'jsonb';

/**
 * The published entities, ready to use: names resolved, units looked up, columns decided. Built once per publication;
 * immutable; `version` changes with every publication, so whatever is compiled from a model may be cached under it.
 */
export interface Model {
  readonly version: string;
  readonly entities: readonly EntityModel[];
  /** By present or former name, or by id. */
  entity(name: string): EntityModel | undefined;
}

export interface EntityModel {
  readonly id: string;
  readonly name: string;
  readonly label: Text;
  readonly labelPlural: Text;
  readonly icon: string | undefined;
  /** Published version of the entity document. */
  readonly version: number;
  /** Physical table. Platform entities (person, department) lie in `public` and are not written through records. */
  readonly table: { readonly schema: 'data' | 'public'; readonly name: string };
  readonly isPlatform: boolean;
  /** Set for the rows of line items: the field that holds them. Such an entity has no life of its own. */
  readonly parent: { readonly entity: EntityModel; readonly field: FieldModel } | undefined;
  /** Declared fields in the order of the document, then the system fields. */
  readonly fields: readonly FieldModel[];
  readonly titleField: FieldModel;
  /** Combinations of fields that no two records share; none where it is missing. */
  readonly uniques?: readonly UniqueModel[];
  /** By present or former name, or by id; system fields included. */
  field(name: string): FieldModel | undefined;
}

export interface UniqueModel {
  readonly id: string;
  readonly fields: readonly FieldModel[];
  /** Said instead of the platform's own sentence. */
  readonly message: Text | undefined;
}

export interface FieldModel {
  readonly id: string;
  readonly name: string;
  readonly label: Text;
  readonly help: Text | undefined;
  readonly type: string;
  readonly options: { readonly [key: string]: unknown };
  readonly isRequired: boolean;
  readonly isUnique: boolean;
  /** Kept as cipher text (engine/data/secrets): it can be found by an equal value, and by nothing else. */
  readonly isEncrypted: boolean;
  readonly default: unknown;
  readonly system: SystemField | undefined;
  readonly kind: ValueKind;
  readonly column: string | null;
  readonly columnType: ColumnType | null;
  /** Name of the entity a relation, person or department field points to. */
  readonly target: string | undefined;
  /** The entity of the rows of line items. */
  readonly child: EntityModel | undefined;
  /** Set where the platform computes the value. `type` and `options` are then those the values have (a sum: money). */
  readonly derived?: Derivation | undefined;
  /** As declared; undefined for system fields. */
  readonly use: FieldUse | undefined;
}

/** A value that the platform computes. */
export interface Derivation {
  /** Field type as declared: `formula`, `lookup`, `rollup`, `auto_number`. */
  readonly type: string;
  /** Options as declared. */
  readonly options: { readonly [key: string]: unknown };
  readonly computation: Computation;
  /**
   * Every field it is computed from, directly or through other derived fields. Who may not read one of them may not
   * read the derived field. Empty in the browser, which knows only what its viewer may read.
   */
  readonly reads: readonly { readonly entity: EntityModel; readonly field: FieldModel }[];
}
