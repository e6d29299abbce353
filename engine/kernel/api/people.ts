/** People, departments, keys and packages. */
import type { PackageDocument } from '../documents.generated';
import type { Text } from '../text';
import type { Link, DocumentSummary, PersonView, DepartmentView } from '../api-shapes';

export interface PeopleOperations {
  'person.list': { input: Record<string, never>; output: { people: readonly PersonView[] } };
  'person.save': {
    input: {
      id?: string;
      name: string;
      email: string;
      password?: string;
      department?: string | null;
      roles: readonly string[];
      active: boolean;
      locale?: 'zh-CN' | 'en';
    };
    output: PersonView;
  };
  'department.list': { input: Record<string, never>; output: { departments: readonly DepartmentView[] } };
  'department.save': {
    input: { id?: string; name: string; parent?: string | null; manager?: string | null };
    output: DepartmentView;
  };
  'department.delete': { input: { id: string }; output: { ok: true } };
  'key.list': {
    input: Record<string, never>;
    output: {
      keys: readonly {
        id: string;
        label: string;
        prefix: string;
        person: Link;
        createdAt: string;
        lastUsedAt: string | null;
      }[];
    };
  };
  /** The key itself is shown once. */
  'key.create': { input: { label: string; person?: string; days?: number }; output: { id: string; key: string } };
  'key.revoke': { input: { id: string }; output: { ok: true } };
  'package.list': {
    input: Record<string, never>;
    output: {
      packages: readonly { name: string; label: Text; version: string; installed: boolean; documents: number }[];
    };
  };
  'package.get': {
    input: { name: string };
    output: { package: PackageDocument; documents: readonly DocumentSummary[] };
  };
}
