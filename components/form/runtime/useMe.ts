'use client';
import { useSession } from '@/components/shell/session';
import type { LogicInput } from './logic';

/** Who fills in the form, as rules see it. */
export function useMe(): LogicInput['me'] {
  const { viewer } = useSession();
  return {
    id: viewer.id,
    name: viewer.name,
    email: viewer.email,
    department: viewer.department?.id ?? null,
    roles: viewer.roles.map((role) => role.name),
  };
}
