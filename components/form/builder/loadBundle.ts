import { call, CallError } from '@/components/lib/call';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { freshDocument } from '@/components/builder/documents/documents';
import { loadDocument } from '@/components/builder/documents/useLoadDocuments';
import type { EntityDocument } from '@/engine/kernel/documents.generated';
import { newForm } from './newEntity';

const missing = (error: unknown): null => {
  if (error instanceof CallError && error.status === 404) return null;
  throw error;
};

/** The form of an entity: the one of its name, else the first that serves it, else a new one that shows every field. */
async function formOf(entity: EntityDocument, signal: AbortSignal): Promise<LoadedDocument> {
  const same = await loadDocument({ kind: 'form', name: entity.name }, signal).catch(missing);
  if (same) return same;
  const { documents } = await call('document.list', { kind: 'form' }, signal);
  const all = await Promise.all(documents.map((d) => loadDocument({ kind: 'form', name: d.name }, signal)));
  const serving = all.find((one) => one.document.kind === 'form' && one.document.entity === entity.name);
  return serving ?? freshDocument(newForm(entity));
}

export async function loadRoles(signal: AbortSignal): Promise<readonly LoadedDocument[]> {
  const { documents } = await call('document.list', { kind: 'role' }, signal);
  return Promise.all(documents.map((d) => loadDocument({ kind: 'role', name: d.name }, signal)));
}

/** An entity, its form and every role: what the form builder changes together. */
export async function loadEntityBundle(name: string, signal: AbortSignal): Promise<readonly LoadedDocument[]> {
  const [entity, roles] = await Promise.all([loadDocument({ kind: 'entity', name }, signal), loadRoles(signal)]);
  const form = await formOf(entity.document as EntityDocument, signal);
  return [entity, form, ...roles];
}

/** The same bundle, begun from one of the entity's forms. */
export async function loadFormBundle(name: string, signal: AbortSignal): Promise<readonly LoadedDocument[]> {
  const [form, roles] = await Promise.all([loadDocument({ kind: 'form', name }, signal), loadRoles(signal)]);
  if (form.document.kind !== 'form') throw new Error(`"${name}" is no form.`);
  const entity = await loadDocument({ kind: 'entity', name: form.document.entity }, signal);
  return [entity, form, ...roles];
}
