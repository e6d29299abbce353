'use client';
import { ActionIcon, Button, Group, Select, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { propertiesOf } from '@/components/builder/properties/editor';
import { ScopeProvider } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import { addBlock, changeBlock, findBlock, moveBlock, newBlock, removeBlock, stepBlock } from '@/engine/page/edit';
import { blockType } from '../blockTypes';
import type { PageBlock } from '../context';
import { useBuilding } from './context';

const MOVES = [
  { way: 'up', key: 'moveUp', icon: IconArrowUp },
  { way: 'down', key: 'moveDown', icon: IconArrowDown },
  { way: 'left', key: 'moveLeft', icon: IconArrowLeft },
  { way: 'right', key: 'moveRight', icon: IconArrowRight },
] as const;

/** Title, place and options of a block; the options are drawn from what the block type declares. */
export function BlockProperties({ block }: { readonly block: PageBlock }) {
  const t = useTranslations('page.build');
  const say = useSay();
  const { page, put, draft } = useBuilding();
  const type = blockType(block.type);
  const about = useAbout(block);
  if (!type) return null;
  const options = block.options ?? {};
  const change = (to: (before: PageBlock) => PageBlock, merge: string) =>
    put(changeBlock(page, block.id, to), `${merge}:${block.id}`);
  const errorOf = (property: string): string | undefined =>
    draft.problems.find(({ path }) => path.includes('options') && path.includes(property) && isAt(page, path, block.id))
      ?.message;
  return (
    <>
      <Text fw={600} size="sm">
        {say(type.label, type.type)}
      </Text>
      <TextInputs
        label={t('title')}
        help={t('titleHelp')}
        autoFocus={false}
        value={block.title}
        onChange={(title) =>
          change(({ title: _old, ...rest }) => (title.en || title['zh-CN'] ? { ...rest, title } : rest), 'title')
        }
      />
      {propertiesOf(type.options).length > 0 ? (
        <ScopeProvider entity={about}>
          <PropertyPanel
            schema={type.options}
            value={options}
            errorOf={errorOf}
            onChange={(next, key) => change((before) => ({ ...before, options: next }), key)}
          />
        </ScopeProvider>
      ) : (
        <Text size="xs" c="dimmed">
          {t('noOptions')}
        </Text>
      )}
      <Placing block={block} />
    </>
  );
}

/** The entity whose fields the options name. */
function useAbout({ type, options = {} }: PageBlock): string | undefined {
  const { page } = useBuilding();
  const report = typeof options.report === 'string' && options.report ? options.report : undefined;
  const { data } = useRead(
    'document.get',
    { kind: 'report', name: report ?? '' },
    { enabled: report !== undefined, staleTime: 30_000, retry: false },
  );
  const asked = data?.document.kind === 'report' ? data.document.question.entity : undefined;
  return blockType(type)?.about?.(options) ?? (report === undefined ? page.entity : asked);
}

const isAt = (page: Parameters<typeof findBlock>[0], path: readonly (string | number)[], id: string): boolean =>
  page.tabs[Number(path[1])]?.rows[Number(path[3])]?.columns[Number(path[5])]?.blocks[Number(path[7])]?.id === id;

/** Where the block lies: step by step, or to another tab. */
function Placing({ block }: { readonly block: PageBlock }) {
  const t = useTranslations('page.build');
  const say = useSay();
  const { page, put, select, openTab } = useBuilding();
  const found = findBlock(page, block.id);
  if (!found) return null;
  const toTab = (id: string | null) => {
    const row = page.tabs.find((tab) => tab.id === id)?.rows.at(-1);
    if (!id || !row) return;
    put(moveBlock(page, block.id, { row: row.id, column: 0, at: row.columns[0]!.blocks.length }));
    openTab(id);
  };
  return (
    <>
      <Group gap={4}>
        {MOVES.map(({ way, key, icon: Drawn }) => (
          <Tooltip key={way} label={t(key)}>
            <ActionIcon variant="default" aria-label={t(key)} onClick={() => put(stepBlock(page, block.id, way))}>
              <Drawn size={15} />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label={t('duplicate')}>
          <ActionIcon
            variant="default"
            aria-label={t('duplicate')}
            onClick={() => {
              const copy = { ...block, id: newBlock(block.type).id };
              put(addBlock(page, copy, { ...found.place, at: found.place.at + 1 }));
              select({ is: 'block', id: copy.id });
            }}
          >
            <IconCopy size={15} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {page.tabs.length > 1 ? (
        <Select
          size="xs"
          label={t('tab')}
          allowDeselect={false}
          value={found.tab.id}
          data={page.tabs.map((tab) => ({ value: tab.id, label: say(tab.label, tab.id) }))}
          onChange={toTab}
        />
      ) : null}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={14} />}
        onClick={() => {
          put(removeBlock(page, block.id));
          select(null);
        }}
      >
        {t('remove')}
      </Button>
    </>
  );
}
