/** Beginning a form from what there is already: a JSON Schema, a table. */
import type { EntityDocument, FieldUse, FormDocument } from '../documents.generated';
import type { Text } from '../text';

/** Why a part of a schema is no field of the form (`json`, `left`), or is not checked by it (`loose`). */
export interface SchemaNoteView {
  /** JSON Pointer into the schema; empty for the schema itself. */
  readonly pointer: string;
  readonly as: 'json' | 'left' | 'loose';
  readonly reason: Text;
}
/** A column of a table as a field. */
export interface ColumnGuess {
  readonly index: number;
  readonly header: string;
  /** API name: Chinese headers in pinyin. */
  readonly name: string;
  readonly label: Text;
  /** A field type … */
  readonly type: string;
  /** … with what the samples say: options of a choice, decimals, the entity of a relation. */
  readonly options: NonNullable<FieldUse['options']>;
  readonly isRequired: boolean;
  readonly isUnique: boolean;
  /** Of a relation: the field of the other entity in which the values were found. */
  readonly by: string | null;
  readonly samples: readonly string[];
  /** What the other field types it could be would need (`choice`: its options …), by type. */
  readonly others: { readonly [type: string]: NonNullable<FieldUse['options']> };
}
export interface BeginOperations {
  /** A JSON Schema of any draft → an entity and its form, not kept anywhere; and what they do not hold or check. */
  'form.fromSchema': {
    input: {
      /** The schema as text. */
      text: string;
      /** What it is called when the schema has no title. */
      label?: string;
    };
    output: { entity: EntityDocument; form: FormDocument; notes: readonly SchemaNoteView[] };
  };
  /** Looks into an uploaded CSV, XLSX or XLS file: what its columns would be as fields. Nothing is kept. */
  'form.fromTable': {
    input: { file: string; encoding?: string; delimiter?: string; sheet?: string; hasHeader?: boolean };
    output: {
      /** API name for the entity, from the name of the sheet or file. */
      name: string;
      label: string;
      sheets: readonly string[];
      rows: number;
      /** false: the file is large, and `rows` an estimate. */
      isExact: boolean;
      columns: readonly ColumnGuess[];
      preview: readonly (readonly string[])[];
    };
  };
}
