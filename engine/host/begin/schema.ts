/** The text of a JSON Schema → an entity and its form. */
import { importSchema, type ImportedSchema } from '../../form/schema-import';
import { refuse } from '../../kernel/problems';
import { isSchema } from '../../schema/dialect';
import type { Host } from '../contract';
import { romanize, takenNames } from './names';

/** Refuses (`begin.notJson`, `begin.noSchema`) what is no schema. */
export async function schemaToForm(
  host: Pick<Host, 'documents'>,
  text: string,
  label: string | undefined,
): Promise<ImportedSchema> {
  let schema: unknown;
  try {
    schema = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return refuse('begin.notJson', ['text'], { detail: (error as Error).message.slice(0, 200) });
  }
  if (!isSchema(schema)) return refuse('begin.noSchema', ['text']);
  return importSchema(schema, { romanize, taken: await takenNames(host), ...(label ? { label } : {}) });
}
