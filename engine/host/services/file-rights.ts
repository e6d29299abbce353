/** Who may see a file: whoever may read the field or comment that holds it; until a record holds it, who put it there. */
import { isObject } from '../../kernel/json';
import { Refusal } from '../../kernel/problems';
import { COMMENT_FILE, isFileOfComment } from '../comments/rows';
import type { Call } from '../contract';
import type { StoredFile } from './files';

export async function maySeeFile(call: Call, file: StoredFile): Promise<boolean> {
  if (!file.entity || !file.record || !file.field) return file.by === call.viewer.id;
  try {
    return await isHeld(call, file, file.entity, file.record);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether the record, as far as this person may read it, holds the file: in a field, or in a comment on it. */
async function isHeld(call: Call, file: StoredFile, entityId: string, record: string): Promise<boolean> {
  const { host } = call;
  const entity = host.model().entity(entityId);
  const holder = entity?.parent?.entity ?? entity;
  if (!holder) return false;
  if (file.field === COMMENT_FILE) {
    await host.records.get(call, holder.name, record, []);
    return isFileOfComment(host.pool, file.id, record);
  }
  const field = entity?.parent?.field ?? entity?.field(file.field ?? '');
  if (!field) return false;
  const values = await host.records.get(call, holder.name, record, [field.name]);
  return holdsFile(values[field.name], file.id);
}

/** Whether a value (an id, a link, or a list or lines of them) names the file. */
export function holdsFile(value: unknown, id: string): boolean {
  if (value === id) return true;
  if (Array.isArray(value)) return value.some((item) => holdsFile(item, id));
  return isObject(value) && Object.values(value).some((item) => holdsFile(item, id));
}
