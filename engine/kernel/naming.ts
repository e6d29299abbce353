/** Whether a document names another one, anywhere. */
import type { DocumentRef, Kind } from './api';
import { isObject } from './json';

/** Keys of documents and options whose value is the name of another document. */
const NAMES: { readonly [key: string]: Kind } = {
  entity: 'entity',
  target: 'entity',
  report: 'report',
  dashboard: 'dashboard',
  role: 'role',
};

/** True when a document names another one: by a key of NAMES, in a list of roles, or as a role's right. */
export function mentions(document: unknown, ref: DocumentRef): boolean {
  if (Array.isArray(document)) return document.some((item) => mentions(item, ref));
  if (!isObject(document)) return false;
  return Object.entries(document).some(([key, value]) => {
    if (NAMES[key] === ref.kind && value === ref.name) return true;
    if (key === 'roles' && ref.kind === 'role' && Array.isArray(value)) return value.includes(ref.name);
    if (key === 'entities' && ref.kind === 'entity' && isObject(value)) return Object.hasOwn(value, ref.name);
    return mentions(value, ref);
  });
}
