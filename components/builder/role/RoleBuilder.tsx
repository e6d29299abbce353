'use client';
import { Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { EntityRights } from '@/engine/form/edit/command';
import type { RoleDocument } from '@/engine/kernel/documents.generated';
import { BuilderFrame } from '../BuilderFrame';
import { DraftLoader } from '../documents/DraftLoader';
import type { LoadedDocument } from '../documents/documents';
import { useDraft } from '../documents/useDraft';
import { Palette } from '../Palette';
import { DragScope } from '../dnd';
import { ScopeProvider, useScope } from '../properties/scope';
import { NewRole } from './NewRole';
import { EVERY, RightsMatrix } from './RightsMatrix';
import { RoleFieldRights } from './RoleFieldRights';
import shared from '../builder.module.css';

const PERMISSIONS = ['build', 'admin', 'import', 'export', 'keys', 'exportSecrets', 'purge'] as const;
/** What the people of a role may do: permissions, and entity by entity, field by field. */
export function RoleBuilder({ name }: { readonly name: string | null }) {
  const [fresh, setFresh] = useState<readonly LoadedDocument[] | null>(null);
  if (name === null && fresh === null) return <NewRole onBegin={setFresh} />;
  if (fresh) return <RoleWorkbench loaded={fresh} />;
  return (
    <DraftLoader id={`role/${name}`} refs={[{ kind: 'role', name: name ?? '' }]}>
      {(loaded) => <RoleWorkbench loaded={loaded} />}
    </DraftLoader>
  );
}

function RoleWorkbench({ loaded }: { readonly loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('builder.role');
  const draft = useDraft(loaded);
  const [selected, setSelected] = useState<string | null>(null);
  const role = draft.get('role');
  if (!role) throw new Error('The role builder needs a role.');
  const put = (next: RoleDocument, merge?: string) => draft.put(next, merge);
  const setRights = (entity: string, rights: EntityRights | undefined) => {
    const { [entity]: _old, ...others } = role.entities;
    put({ ...role, entities: rights ? { ...role.entities, [entity]: rights } : others });
  };
  return (
    <ScopeProvider entity={selected ?? undefined}>
      <DragScope onDrop={() => undefined} say={(item) => item.label}>
        <BuilderFrame
          draft={draft}
          name={role.label}
          onRename={(label) => put({ ...role, label }, 'label')}
          left={<EntityOutline onPick={setSelected} />}
          leftTitle={t('entities')}
          canvas={<RightsMatrix role={role} selected={selected} onSelect={setSelected} onChange={setRights} />}
          right={
            selected ? (
              <RoleFieldRights
                entity={selected}
                rights={role.entities[selected]}
                onChange={(rights) => setRights(selected, rights)}
              />
            ) : (
              <RolePermissions role={role} onChange={put} />
            )
          }
          onEscape={() => setSelected(null)}
          onProblem={(problem) => {
            if (problem.path[0] === 'entities' && typeof problem.path[1] === 'string') setSelected(problem.path[1]);
          }}
          next={[{ label: t('next.people'), href: '/admin/people' }]}
        />
      </DragScope>
    </ScopeProvider>
  );
}

function EntityOutline({ onPick }: { readonly onPick: (entity: string) => void }) {
  const t = useTranslations('builder.role');
  const say = useSay();
  const { entities } = useScope();
  const entries = [
    { id: EVERY, label: t('every') },
    ...entities.map((entity) => ({ id: entity.name, label: say(entity.label, entity.name), words: entity.name })),
  ];
  return <Palette kind="entity" groups={[{ title: t('entities'), entries }]} onAdd={(entry) => onPick(entry.id)} />;
}

function RolePermissions(props: { readonly role: RoleDocument; readonly onChange: (role: RoleDocument) => void }) {
  const { role, onChange } = props;
  const t = useTranslations('builder.role');
  const held = role.permissions ?? [];
  return (
    <Stack gap="sm" className={shared.panel}>
      <Text size="sm" fw={600}>
        {t('permissions')}
      </Text>
      {PERMISSIONS.map((permission) => (
        <Checkbox
          key={permission}
          size="xs"
          label={t(`permission.${permission}.label`)}
          description={t(`permission.${permission}.help`)}
          checked={held.includes(permission)}
          onChange={(event) =>
            onChange({
              ...role,
              permissions: PERMISSIONS.filter((p) =>
                p === permission ? event.currentTarget.checked : held.includes(p),
              ),
            })
          }
        />
      ))}
      <Text size="xs" c="dimmed">
        {t('pick')}
      </Text>
    </Stack>
  );
}
