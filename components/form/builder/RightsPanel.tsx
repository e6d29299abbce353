'use client';
import { Anchor, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EntityRightsEditor } from '@/components/builder/role/EntityRightsEditor';
import { useSay } from '@/components/ui/say';
import type { RoleDocument } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';

/** Role by role: may they create, which records may they see, change, delete. */
export function RightsPanel() {
  const t = useTranslations('builder.rights');
  const say = useSay();
  const { roles, entity, run } = useBuilding();
  if (roles.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noRoles')}{' '}
        <Anchor component={Link} href="/build/role/new" size="sm">
          {t('newRole')}
        </Anchor>
      </Text>
    );
  }
  return (
    <Stack gap="md">
      <Text size="xs" c="dimmed">
        {t('help')}
      </Text>
      {peopleFirst(roles).map((role) => (
        <EntityRightsEditor
          key={role.id}
          label={say(role.label, role.name)}
          rights={role.entities[entity.name]}
          usual={role.entities['*']}
          onChange={(rights) => run([{ do: 'setRights', role: role.id, rights }])}
        />
      ))}
    </Stack>
  );
}

/** Those a form is made for come first; roles with rights to everything have them already. */
const peopleFirst = (roles: readonly RoleDocument[]): readonly RoleDocument[] =>
  roles.toSorted((one, other) => Number('*' in one.entities) - Number('*' in other.entities));
