'use client';
import { Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import type { PackageDocument } from '@/engine/kernel/documents.generated';
import { BuilderFrame } from '../BuilderFrame';
import { DraftLoader } from '../documents/DraftLoader';
import type { LoadedDocument } from '../documents/documents';
import { useDraft } from '../documents/useDraft';
import { DragScope, useDropTarget } from '../dnd';
import { Palette } from '../Palette';
import { ListEditor } from '../properties/ListEditor';
import { TextInputs } from '../properties/TextInputs';
import { addItem, itemId, itemOf, KINDS, type MenuGroup } from './menu';
import shared from '../builder.module.css';

const ACCEPTS = ['menu'];

/** The menu that a package brings: groups, and in them entities, dashboards and reports. */
export function PackageBuilder({ name }: { readonly name: string }) {
  return (
    <DraftLoader id={`package/${name}`} refs={[{ kind: 'package', name }]}>
      {(loaded) => <PackageWorkbench loaded={loaded} />}
    </DraftLoader>
  );
}

function useMenuChoices() {
  const say = useSay();
  const list = useRead('document.list', {});
  return (list.data?.documents ?? [])
    .filter((d) => KINDS.some((kind) => kind === d.kind))
    .map((d) => ({ value: `${d.kind}/${d.name}`, label: say(d.label, d.name), kind: d.kind }));
}

function PackageWorkbench({ loaded }: { readonly loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('builder.package');
  const kinds = useTranslations('builder.kind');
  const draft = useDraft(loaded);
  const choices = useMenuChoices();
  const document = draft.get('package');
  if (!document) throw new Error('The package builder needs a package.');
  const put = (next: PackageDocument, merge?: string) => draft.put(next, merge);
  const add = (id: string) => put({ ...document, menu: addItem(document.menu, itemOf(id)) });
  const used = new Set(document.menu.flatMap((group) => group.items.map(itemId)));
  const groups = KINDS.map((kind) => ({
    title: kinds(kind),
    entries: choices
      .filter((choice) => choice.kind === kind && !used.has(choice.value))
      .map((choice) => ({ id: choice.value, label: choice.label })),
  }));
  return (
    <DragScope onDrop={(item) => add(item.id)} say={(item) => item.label}>
      <BuilderFrame
        draft={draft}
        name={document.label}
        onRename={(label) => put({ ...document, label }, 'label')}
        left={
          <Palette
            kind="menu"
            groups={groups.filter((group) => group.entries.length > 0)}
            onAdd={(entry) => add(entry.id)}
          />
        }
        leftTitle={t('addable')}
        canvas={
          <Sheet>
            <ListEditor<MenuGroup>
              label={t('menu')}
              help={t('help')}
              items={document.menu}
              onChange={(menu) => put({ ...document, menu: [...menu] })}
              addLabel={t('addGroup')}
              add={(): MenuGroup => ({ label: { 'zh-CN': '', en: '' }, items: [] })}
              row={(group, change, index) => (
                <MenuGroupEditor group={group} onChange={change} index={index} choices={choices} />
              )}
            />
          </Sheet>
        }
        right={
          <Stack gap="sm" className={shared.panel}>
            <TextInputs
              label={t('description')}
              value={document.description}
              autoFocus={false}
              isLong
              onChange={(description) => put({ ...document, description }, 'description')}
            />
            <Text size="xs" c="dimmed">
              {t('name', { name: document.name })}
            </Text>
          </Stack>
        }
      />
    </DragScope>
  );
}

/** Where entries of the palette fall: they come to the end of the last group. */
function Sheet({ children }: { readonly children: ReactNode }) {
  const { ref, edge } = useDropTarget({ id: 'menu', accepts: ACCEPTS, sides: 'inside' });
  return (
    <div ref={ref} className={shared.sheet} data-over={edge !== null}>
      {children}
    </div>
  );
}

function MenuGroupEditor(props: {
  readonly group: MenuGroup;
  readonly onChange: (group: MenuGroup) => void;
  readonly index: number;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const { group, onChange, index, choices } = props;
  const t = useTranslations('builder.package');
  const data = choices.map(({ value, label }) => ({ value, label }));
  return (
    <Stack gap="xs" pb="md">
      <TextInputs
        label={t('group', { n: index + 1 })}
        value={group.label}
        autoFocus={false}
        onChange={(label) => onChange({ ...group, label })}
      />
      <ListEditor
        label={t('items')}
        items={group.items}
        onChange={(items) => onChange({ ...group, items: [...items] })}
        addLabel={t('addItem')}
        add={() => itemOf(data[0]?.value ?? 'entity/')}
        row={(item, change, at) => (
          <Select
            size="xs"
            searchable
            allowDeselect={false}
            aria-label={t('item', { n: at + 1 })}
            data={
              data.some((d) => d.value === itemId(item))
                ? data
                : [...data, { value: itemId(item), label: itemId(item) }]
            }
            value={itemId(item)}
            onChange={(next) => {
              // What the item points to changes; who sees it and how it is called stays.
              const { entity: _e, dashboard: _d, report: _r, ...rest } = item;
              if (next) change({ ...rest, ...itemOf(next) });
            }}
          />
        )}
      />
    </Stack>
  );
}
