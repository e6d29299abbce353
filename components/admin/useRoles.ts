'use client';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';

/** The published roles, for choosing. */
export function useRoles(): readonly { value: string; label: string }[] {
  const say = useSay();
  const roles = useRead('document.list', { kind: 'role' }, { staleTime: 60_000 });
  return (roles.data?.documents ?? [])
    .filter((document) => document.version !== null)
    .map((document) => ({ value: document.name, label: say(document.label, document.name) }));
}

/** What people call a role. */
export function useRoleWords(): (name: string) => string {
  const roles = useRoles();
  return (name) => roles.find((role) => role.value === name)?.label ?? name;
}
