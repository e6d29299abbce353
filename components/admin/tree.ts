import type { DepartmentView } from '@/engine/kernel/api';

/** Departments in the order of the tree, each with its depth; children by name below their parent. */
export function inTreeOrder(
  departments: readonly DepartmentView[],
): readonly { readonly department: DepartmentView; readonly depth: number }[] {
  const known = new Set(departments.map((item) => item.id));
  const below = (parent: string | null) =>
    departments
      .filter((item) => (item.parent && known.has(item.parent.id) ? item.parent.id : null) === parent)
      .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  const walk = (parent: string | null, depth: number): { department: DepartmentView; depth: number }[] =>
    below(parent).flatMap((department) => [{ department, depth }, ...walk(department.id, depth + 1)]);
  return walk(null, 0);
}
